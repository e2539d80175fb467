"""The store: whole or not at all, counted on the way, bounded, private."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from portail.core import clock
from portail.infra import storage

TAMPON = b"\x00\x01octets" * 8_000


@pytest.fixture(autouse=True)
def racine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of our own."""
    monkeypatch.setattr(storage, "_local_root", lambda: tmp_path / "magasin")
    storage.store.cache_clear()
    yield tmp_path / "magasin"
    storage.store.cache_clear()


def fichiers(racine: Path) -> list[Path]:
    return [chemin for chemin in racine.rglob("*") if chemin.is_file()]


async def tout(lecture: storage.Reading) -> bytes:
    return b"".join([morceau async for morceau in lecture.chunks])


@pytest.fixture(params=["link", "copy"])
def maniere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The half files and the store on one disk, or on two."""
    if request.param == "copy":
        monkeypatch.setattr(storage, "_link", lambda *_: False)
    return str(request.param)


@pytest.mark.parametrize("octets", [0, 1, 5_000, 3_000_000])
async def test_a_file_that_is_adopted_is_read_and_described(
    racine: Path, tmp_path: Path, maniere: str, octets: int
) -> None:
    attendu = (TAMPON * (octets // len(TAMPON) + 1))[:octets]
    fichier = tmp_path / "venu"
    fichier.write_bytes(attendu)
    ecrit = storage.adopt("jointes", fichier)
    assert (ecrit.size, ecrit.sha256) == (len(attendu), hashlib.sha256(attendu).hexdigest())
    assert ecrit.head == attendu[: storage.HEAD_BYTES]
    assert ecrit.tail == attendu[-storage.TAIL_BYTES :]
    lecture = await storage.read(ecrit.key)
    assert lecture.size == len(attendu)
    assert await tout(lecture) == attendu
    with closing(storage.open_file(ecrit.key)) as ouvert:
        ouvert.seek(max(0, len(attendu) - 5))
        assert bytes(ouvert.read(5)) == attendu[-5:]
    storage.delete(ecrit.key)
    assert fichier.read_bytes() == attendu


def test_what_is_adopted_is_as_old_as_its_key(racine: Path, tmp_path: Path, maniere: str) -> None:
    fichier = tmp_path / "venu"
    fichier.write_bytes(b"x")
    os.utime(fichier, (0, 0))
    storage.adopt("jointes", fichier)
    assert list(storage.older_than("jointes", clock.now() - timedelta(hours=1))) == [[]]


def test_keys_are_random_and_the_folder_is_private(racine: Path) -> None:
    premiere, seconde = (storage.write_bytes("jointes", b"x") for _ in range(2))
    assert premiere != seconde
    assert premiere.startswith("jointes/")
    assert racine.stat().st_mode & 0o077 == 0


async def test_what_is_deleted_is_gone_and_may_be_deleted_again(racine: Path) -> None:
    cle = storage.write_bytes("documents", b"accuse")
    assert storage.read_bytes(cle) == b"accuse"
    storage.delete(cle)
    storage.delete(cle)
    for lire in (storage.read_bytes, storage.open_file):
        with pytest.raises(storage.FichierAbsent):
            lire(cle)
    with pytest.raises(storage.FichierAbsent):
        await storage.read(cle)


@pytest.mark.parametrize("cle", ["../secret", "jointes/../../secret", "/etc/passwd"])
async def test_no_key_leaves_the_store(racine: Path, cle: str) -> None:
    (racine.parent / "secret").write_text("secret")
    with pytest.raises((storage.FichierAbsent, ValueError)):
        await storage.read(cle)


def test_a_full_disk_is_said_before_bytes_come(monkeypatch: pytest.MonkeyPatch) -> None:
    libre = storage.RESERVE_BYTES + 1_000
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda _: type("Usage", (), {"free": libre}))
    storage.require_space(1_000)
    with pytest.raises(storage.EcritureImpossible):
        storage.require_space(1_001)


@pytest.mark.parametrize("octets", [b"", b"x"])
def test_a_store_that_takes_nothing_is_said(
    racine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maniere: str, octets: bytes
) -> None:
    """As a disk that fills: the store's own error is one of ours."""
    storage.write_bytes("jointes", b"in the place of the folder")
    monkeypatch.setattr(
        storage, "new_key", lambda folder: f"{fichiers(racine)[0].relative_to(racine)}/{folder}"
    )
    fichier = tmp_path / "venu"
    fichier.write_bytes(octets)
    with pytest.raises(storage.EcritureImpossible):
        storage.adopt("jointes", fichier)


def test_old_keys_of_one_folder_are_listed(racine: Path) -> None:
    cle = storage.write_bytes("jointes", b"x")
    storage.write_bytes("documents", b"y")
    assert [c for lot in storage.older_than("jointes", clock.now() - timedelta(hours=1)) for c in lot] == []
    assert [c for lot in storage.older_than("jointes", clock.now() + timedelta(hours=1)) for c in lot] == [
        cle
    ]


def test_halves_left_by_a_killed_process_are_forgotten(racine: Path) -> None:
    entier = storage.write_bytes("jointes", b"x")
    moitie = (racine / entier).parent / "reste#1"  # as the local store names what it is writing
    moitie.write_bytes(b"x")
    storage.forget_halves("jointes", clock.now() - timedelta(hours=1))
    assert moitie in fichiers(racine)  # it may still be on its way
    storage.forget_halves("jointes", clock.now() + timedelta(hours=1))
    assert fichiers(racine) == [racine / entier]


def test_settings_choose_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    from portail.settings import settings

    assert storage._local_root() == (settings().data_dir / "pieces").absolute()
    for url, attendue in ((f"file://{tmp_path}/mes%20pieces", tmp_path / "mes pieces"), ("s3://seau", None)):
        monkeypatch.setattr(storage, "settings", lambda url=url: type("R", (), {"storage_url": url}))
        assert storage._local_root() == attendue
