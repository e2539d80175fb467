"""Half files: what came is kept whatever happens, one writer at a time, nobody waited for without an end."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from portail.core import clock
from portail.infra import halves, storage

TAMPON = b"\x00\x01octets" * 8_000


@pytest.fixture(autouse=True)
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own."""
    monkeypatch.setattr(halves, "_folder", lambda: tmp_path / "envois")
    return tmp_path / "envois"


@pytest.fixture
def nom() -> uuid.UUID:
    return uuid.uuid4()


async def flux(*morceaux: bytes, panne: Exception | None = None) -> AsyncIterator[bytes]:
    for morceau in morceaux:
        yield morceau
    if panne is not None:
        raise panne


async def muet() -> AsyncIterator[bytes]:
    yield TAMPON
    await asyncio.sleep(60)


async def ecrire(
    nom: uuid.UUID,
    venant: AsyncIterator[bytes],
    entier: int = 10_000_000,
    secondes: float = 60,
    juger: Callable[[bytes], None] = lambda _: None,
) -> int:
    async with halves.turn(nom) as partir:
        moitie = halves.Half(nom)
        try:
            await moitie.write(venant, entier, secondes, partir, juger)
        finally:
            moitie.close()
        return moitie.size


async def test_what_comes_is_added_at_the_end(nom: uuid.UUID) -> None:
    assert halves.size(nom) == 0
    assert await ecrire(nom, flux(TAMPON, b"", TAMPON)) == 2 * len(TAMPON)
    assert await ecrire(nom, flux(b"fin")) == halves.size(nom) == 2 * len(TAMPON) + 3
    assert halves.path(nom).read_bytes() == TAMPON + TAMPON + b"fin"
    assert halves.sizes() == {nom: halves.size(nom)}
    halves.delete(nom)
    halves.delete(nom)
    assert halves.sizes() == {}


def test_nobody_else_on_the_machine_reads_them(nom: uuid.UUID, dossier: Path) -> None:
    halves.Half(nom).close()
    assert halves.path(nom).stat().st_mode & 0o077 == dossier.stat().st_mode & 0o077 == 0


async def test_what_came_before_a_lost_line_is_kept(nom: uuid.UUID) -> None:
    with pytest.raises(ConnectionResetError):
        await ecrire(nom, flux(TAMPON, b"x", panne=ConnectionResetError()))
    assert halves.size(nom) == len(TAMPON) + 1


async def test_more_than_announced_is_refused(nom: uuid.UUID) -> None:
    with pytest.raises(halves.TropGros):
        await ecrire(nom, flux(TAMPON, b"xx"), entier=len(TAMPON) + 1)
    assert halves.size(nom) == len(TAMPON)


async def test_a_sender_that_falls_silent_is_given_up(
    nom: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halves, "IDLE_SECONDS", 0.05)
    with pytest.raises(halves.Interrompu):
        await ecrire(nom, muet())
    assert halves.size(nom) == len(TAMPON)


async def test_what_comes_a_drop_at_a_time_is_not_waited_for(nom: uuid.UUID) -> None:
    async def goutte() -> AsyncIterator[bytes]:
        for _ in range(20_000):
            yield b"x"
            await asyncio.sleep(0)

    with pytest.raises(halves.Interrompu):
        await ecrire(nom, goutte(), secondes=0.05)


async def test_whoever_comes_last_takes_over(nom: uuid.UUID) -> None:
    commence = asyncio.Event()

    async def lent() -> AsyncIterator[bytes]:
        yield TAMPON
        commence.set()
        await asyncio.sleep(60)

    premier = asyncio.create_task(ecrire(nom, lent()))
    await commence.wait()
    second = asyncio.create_task(ecrire(nom, muet()))
    await asyncio.sleep(0)  # it stands in line
    assert await ecrire(nom, flux(b"fin")) >= len(TAMPON) + 3
    for depasse in (premier, second):
        with pytest.raises(halves.Occupe):
            await depasse


async def test_another_process_is_not_disturbed(nom: uuid.UUID) -> None:
    ailleurs = halves.Half(nom)
    with pytest.raises(halves.Occupe):
        await ecrire(nom, flux(b"x"))
    ailleurs.close()
    assert await ecrire(nom, flux(b"x")) == 1


@pytest.mark.parametrize(
    ("morceaux", "vue"),
    [
        ([b"x" * 5_000], b"x" * 4_096),
        ([b"a" * 4_000, b"b" * 4_000], b"a" * 4_000 + b"b" * 96),
        ([b"tout"], b"tout"),
    ],
)
async def test_the_first_bytes_are_judged_as_soon_as_they_are_there(
    nom: uuid.UUID, morceaux: list[bytes], vue: bytes
) -> None:
    def juger(tete: bytes) -> None:
        assert tete == vue
        raise ConnectionRefusedError

    async def suite() -> AsyncIterator[bytes]:
        for morceau in morceaux:
            yield morceau
        if vue != b"tout":
            raise AssertionError("more was read")

    with pytest.raises(ConnectionRefusedError):
        await ecrire(nom, suite(), entier=4 if vue == b"tout" else 10_000, juger=juger)


def test_a_disk_that_takes_nothing_is_said(nom: uuid.UUID, dossier: Path) -> None:
    dossier.write_text("in the place of the folder")
    with pytest.raises(storage.EcritureImpossible):
        halves.Half(nom)


async def test_old_ones_are_listed(nom: uuid.UUID, dossier: Path) -> None:
    await ecrire(nom, flux(b"x"))
    (dossier / "autre chose").write_text("not ours")
    assert list(halves.older_than(clock.now() - timedelta(hours=1))) == []
    assert list(halves.older_than(clock.now() + timedelta(hours=1))) == [nom]
