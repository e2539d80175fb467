"""Many uploads at once, lines that only seem alive, a server that stops: nothing half joined."""

import asyncio
import hashlib
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from portail.api import places
from portail.comptes.rules import Acteur
from portail.dossiers import pieces
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.test_envois import (  # noqa: F401  a fixture
    adresse_de,
    jointes,
    numero,
    octets,
    ouvrir_brouillon,
    rangees,
)
from tests.integration.dossiers.tus import demander, ecrire, envoyer


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

    async def commencer(self, qui: Acteur, numero: str, combien: int, champ: str = "devis") -> None:
        """Begin so many uploads, and return once the server reads them all."""
        for rang in range(combien):
            contenu = PDF + b"% fin"
            adresse = await adresse_de(qui, numero, contenu, nom=f"retenu{rang}.pdf", champ=champ)
            self.envois.append(asyncio.create_task(ecrire(qui, adresse, self._corps())))
        for _ in range(combien):
            await asyncio.wait_for(self.arrives.acquire(), 20)

    async def finir(self) -> list[int]:
        """Let them all go; how they ended."""
        self.suite.set()
        return sorted(reponse.status_code for reponse in await asyncio.gather(*self.envois))


async def test_one_person_sends_so_many_files_at_once(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "PAR_PERSONNE", 1)
    ailleurs = ouvrir_brouillon(monde, monde.autre)
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 1)
    refus = await envoyer(monde.zoe, numero, nom="second.pdf")
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 0
    assert "déjà en cours" in refus.json()["message"]
    assert (await envoyer(monde.autre, ailleurs)).status_code == 204
    assert await retenus.finir() == [204]
    assert (await envoyer(monde.zoe, numero, nom="second.pdf")).status_code == 204


async def test_all_together_send_so_many_files_at_once(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "EN_TOUT", 1)
    ailleurs = ouvrir_brouillon(monde, monde.autre)
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 1)
    refus = await envoyer(monde.autre, ailleurs)
    assert (refus.status_code, "retry-after" in refus.headers) == (429, True)
    assert await retenus.finir() == [204]
    assert (await envoyer(monde.autre, ailleurs)).status_code == 204


async def test_a_line_that_seems_alive_leaves_its_place_to_the_next(monde: Monde, numero: str) -> None:
    """The browser lost its line and came back; the server has not seen the first one die."""
    retenus = Retenus()
    await retenus.commencer(monde.zoe, numero, 1)
    (rangee,) = rangees()
    adresse = f"/api/envois/{rangee.id}"
    assert (await demander(monde.zoe, "HEAD", adresse)).headers["upload-offset"] == str(len(PDF))
    assert (await ecrire(monde.zoe, adresse, b"% fin", len(PDF))).status_code == 204
    assert await retenus.finir() == [423]
    assert hashlib.sha256(octets(*jointes())).hexdigest() == rangee.empreinte


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
    assert octets(*jointes()) == PDF


def attendre_la_ligne() -> None:
    """Until the thread that goes on has committed."""
    fin = time.monotonic() + 20
    while time.monotonic() < fin:
        if jointes():
            return
        time.sleep(0.01)
    raise AssertionError("the thread did not go on")
