"""Many uploads at once, slow ones, a full disk, a server that stops: told in words, nothing half kept."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlmodel import select

from portail.api import envois
from portail.comptes.rules import Acteur
from portail.dossiers import brouillon, pieces
from portail.dossiers.models import Piece
from portail.infra import storage
from portail.infra.db import transaction
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.test_api import envoyer


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft of Zoé's."""
    return ouvrir(monde, monde.zoe)


def ouvrir(monde: Monde, qui: Acteur) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, qui, monde.slug)


async def test_a_disk_that_fills_on_the_way_is_said(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store's own error, as it comes when a file stands where its folder should be."""
    monkeypatch.setattr(storage, "new_key", lambda _: "plein/a")
    racine = storage._local_root()
    assert racine is not None
    storage.store()
    (racine / "plein").write_text("x")
    refus = await envoyer(monde.zoe, numero)
    (racine / "plein").unlink()
    assert (refus.status_code, "plus tard" in refus.json()["message"]) == (507, True)
    with transaction() as session:
        assert session.exec(select(Piece)).all() == []


class Retenus:
    """Uploads that have begun and wait to be let go."""

    def __init__(self) -> None:
        self.arrives = asyncio.Semaphore(0)
        self.suite = asyncio.Event()
        self.envois: list[asyncio.Task[httpx.Response]] = []

    async def _corps(self) -> AsyncIterator[bytes]:
        yield PDF
        self.arrives.release()
        await self.suite.wait()
        yield b"% fin"

    async def commencer(self, qui: Acteur, numero: str, combien: int) -> None:
        """Begin so many uploads, and return once the server reads them all."""
        for rang in range(combien):
            envoi = envoyer(qui, numero, self._corps(), nom=f"retenu{rang}.pdf")
            self.envois.append(asyncio.create_task(envoi))
        for _ in range(combien):
            await asyncio.wait_for(self.arrives.acquire(), 20)

    async def finir(self) -> list[int]:
        """Let them all go; how they ended."""
        self.suite.set()
        return sorted(reponse.status_code for reponse in await asyncio.gather(*self.envois))


async def test_one_person_sends_so_many_files_at_once(monde: Monde, numero: str) -> None:
    ailleurs = ouvrir(monde, monde.autre)
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 3)
    refus = await envoyer(monde.zoe, numero, nom="quatrieme.pdf")
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 0
    assert "déjà en cours" in refus.json()["message"]
    assert (await envoyer(monde.autre, ailleurs)).status_code == 201
    assert await retenus.finir() == [201, 201, 409]
    assert (await envoyer(monde.zoe, numero)).status_code == 409  # full, and no longer too many


async def test_all_together_send_so_many_files_at_once(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envois, "EN_TOUT", 1)
    ailleurs = ouvrir(monde, monde.autre)
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 1)
    refus = await envoyer(monde.autre, ailleurs)
    assert (refus.status_code, "retry-after" in refus.headers) == (429, True)
    assert await retenus.finir() == [201]
    assert (await envoyer(monde.autre, ailleurs)).status_code == 201


async def test_what_is_on_its_way_counts_as_written(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    libre = storage.RESERVE_BYTES + 1_500_000  # one file of a size not told, a megabyte, and not two
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda _: type("Usage", (), {"free": libre}))
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 1)
    ailleurs = ouvrir(monde, monde.autre)

    async def un_autre() -> AsyncIterator[bytes]:
        yield PDF

    assert (await envoyer(monde.autre, ailleurs, un_autre())).status_code == 507
    assert await retenus.finir() == [201]
    assert (await envoyer(monde.autre, ailleurs, un_autre())).status_code == 201


async def test_a_task_ended_in_the_middle_never_leaves_a_row_without_its_bytes(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stops: the thread goes on and commits, so the bytes stay; the sweeper looks later."""
    commence, suite = threading.Event(), threading.Event()
    ajouter = pieces.ajouter

    def lentement(*args: Any) -> Any:
        commence.set()
        suite.wait(20)
        return ajouter(*args)

    monkeypatch.setattr(pieces, "ajouter", lentement)
    envoi = asyncio.create_task(envoyer(monde.zoe, numero))
    await asyncio.to_thread(commence.wait, 20)
    envoi.cancel()
    with pytest.raises(asyncio.CancelledError):
        await envoi
    suite.set()
    await asyncio.to_thread(attendre_la_ligne)
    with transaction() as session:
        [cle] = session.exec(select(Piece.cle)).all()
    racine = storage._local_root()
    assert racine is not None
    assert (racine / cle).is_file()


def attendre_la_ligne() -> None:
    """Until the thread that goes on has committed."""
    fin = time.monotonic() + 20
    while time.monotonic() < fin:
        with transaction() as session:
            if session.exec(select(Piece.id)).all():
                return
        time.sleep(0.01)
    raise AssertionError("the thread did not go on")
