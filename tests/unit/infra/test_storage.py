"""The store: whole or not at all, counted on the way, bounded, private."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
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


async def flux(morceaux: int, panne: Exception | None = None) -> AsyncIterator[bytes]:
    for rang in range(morceaux):
        yield bytes([rang % 251]) + TAMPON
    if panne is not None:
        raise panne


async def a_mi_chemin() -> "asyncio.Future[storage.Stored]":
    """A writing under way, whose sender has stopped after much was sent."""
    parti = asyncio.Event()

    async def lent() -> AsyncIterator[bytes]:
        async for morceau in flux(200):
            yield morceau
        parti.set()
        await asyncio.sleep(60)

    ecriture = asyncio.ensure_future(storage.write("jointes", lent(), 50_000_000))
    await parti.wait()
    return ecriture


async def tout(lecture: storage.Reading) -> bytes:
    return b"".join([morceau async for morceau in lecture.chunks])


@pytest.mark.parametrize("morceaux", [0, 1, 3, 200])
async def test_what_is_written_is_read_and_described(racine: Path, morceaux: int) -> None:
    attendu = b"".join([morceau async for morceau in flux(morceaux)])
    ecrit = await storage.write("jointes", flux(morceaux), 50_000_000)
    assert (ecrit.size, ecrit.sha256) == (len(attendu), hashlib.sha256(attendu).hexdigest())
    assert ecrit.head == attendu[: storage.HEAD_BYTES]
    assert ecrit.tail == attendu[-storage.TAIL_BYTES :]
    lecture = await storage.read(ecrit.key)
    assert lecture.size == len(attendu)
    assert await tout(lecture) == attendu
    with closing(storage.open_file(ecrit.key)) as ouvert:
        ouvert.seek(max(0, len(attendu) - 5))
        assert bytes(ouvert.read(5)) == attendu[-5:]


def test_keys_are_random_and_the_folder_is_private(racine: Path) -> None:
    premiere, seconde = (storage.write_bytes("jointes", b"x") for _ in range(2))
    assert premiere != seconde
    assert premiere.startswith("jointes/")
    assert racine.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("morceaux", [2, 200])
async def test_nothing_is_left_of_what_is_too_big(racine: Path, morceaux: int) -> None:
    with pytest.raises(storage.TropGros):
        await storage.write("jointes", flux(morceaux), len(TAMPON) + 1)
    assert fichiers(racine) == []


async def test_the_limit_itself_is_let_in(racine: Path) -> None:
    assert (await storage.write("jointes", flux(2), 2 * (len(TAMPON) + 1))).size == 2 * (len(TAMPON) + 1)


@pytest.mark.parametrize("morceaux", [0, 2, 200])
async def test_nothing_is_left_when_the_sender_leaves(racine: Path, morceaux: int) -> None:
    with pytest.raises(ConnectionResetError):
        await storage.write("jointes", flux(morceaux, ConnectionResetError()), 50_000_000)
    assert fichiers(racine) == []


async def test_nothing_is_left_when_the_writer_is_cancelled(racine: Path) -> None:
    ecriture = await a_mi_chemin()
    ecriture.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ecriture
    for _ in range(500):  # the store cleans behind us
        if not fichiers(racine):
            break
        await asyncio.sleep(0.02)
    assert fichiers(racine) == []


async def test_a_sender_that_falls_silent_is_given_up(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "IDLE_SECONDS", 0.05)

    async def muet() -> AsyncIterator[bytes]:
        yield TAMPON
        await asyncio.sleep(60)

    with pytest.raises(storage.Interrompu):
        await storage.write("jointes", muet(), 50_000_000)
    assert fichiers(racine) == []


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
    with storage.expecting(1_000):
        storage.require_space()
        with storage.expecting(1), pytest.raises(storage.EcritureImpossible):
            storage.require_space()
        storage.require_space()


async def test_a_store_that_takes_nothing_is_said(racine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a disk that fills half-way: the store's own error is one of ours."""
    storage.write_bytes("jointes", b"in the place of the folder")
    monkeypatch.setattr(
        storage, "new_key", lambda folder: f"{fichiers(racine)[0].relative_to(racine)}/{folder}"
    )
    with pytest.raises(storage.EcritureImpossible):
        await storage.write("jointes", flux(2), 50_000_000)


async def test_what_comes_a_drop_at_a_time_is_not_waited_for(racine: Path) -> None:
    async def goutte() -> AsyncIterator[bytes]:
        for _ in range(20_000):
            yield b"x"
            await asyncio.sleep(0)

    with pytest.raises(storage.Interrompu):
        await storage.write("jointes", goutte(), 50_000_000, 0.05)
    assert fichiers(racine) == []


def test_old_keys_of_one_folder_are_listed(racine: Path) -> None:
    cle = storage.write_bytes("jointes", b"x")
    storage.write_bytes("documents", b"y")
    assert [c for lot in storage.older_than("jointes", clock.now() - timedelta(hours=1)) for c in lot] == []
    assert [c for lot in storage.older_than("jointes", clock.now() + timedelta(hours=1)) for c in lot] == [
        cle
    ]


async def test_halves_left_by_a_killed_process_are_forgotten(racine: Path) -> None:
    entier = storage.write_bytes("jointes", b"x")
    ecriture = await a_mi_chemin()
    moitie = next(chemin for chemin in fichiers(racine) if "#" in chemin.name)
    storage.forget_halves("jointes", clock.now() - timedelta(hours=1))
    assert moitie in fichiers(racine)  # it may still be on its way
    storage.forget_halves("jointes", clock.now() + timedelta(hours=1))
    assert fichiers(racine) == [racine / entier]
    ecriture.cancel()


def test_settings_choose_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    from portail.settings import settings

    assert storage._local_root() == (settings().data_dir / "pieces").absolute()
    for url, attendue in ((f"file://{tmp_path}/mes%20pieces", tmp_path / "mes pieces"), ("s3://seau", None)):
        monkeypatch.setattr(storage, "settings", lambda url=url: type("R", (), {"storage_url": url}))
        assert storage._local_root() == attendue
