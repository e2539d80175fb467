"""Ten submissions of one dossier at the same instant, from ten tabs of five sessions: one of everything."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlmodel import func, select

from portail.comptes import sessions
from portail.infra.journal import EntreeJournal
from tests.e2e import courrier, gens
from tests.e2e.remplissage import completer
from tests.hostile.attacker import ROOT_STATE
from tests.live import Server
from tests.pannes.conftest import Lancer
from tests.pannes.onglet import Onglet

DEPOSER = f"{ROOT_STATE}.portail___dossiers___states___recapitulatif____recapitulatif_state.deposer"
SUPPRIMER = f"{ROOT_STATE}.portail___dossiers___states___liste____liste_state.supprimer"
AIDE = "soutien-aux-associations"


@pytest.fixture(params=["sqlite", "postgresql"])
def portail(request: pytest.FixtureRequest, lancer: Lancer) -> Iterator[Server]:
    """A portal on each database."""
    autre = {}
    if request.param == "postgresql":
        autre = {"database_url": request.getfixturevalue("postgres").settings_url}
    with lancer(**autre) as live:
        yield live


class Recapitulatif(Onglet):
    """A tab at the page where a request is submitted."""

    def __init__(self, url: str, cookie: str, numero: str, rang: int) -> None:
        super().__init__(url, cookie, numero, network=f"198.51.100.{rang}")
        self.chemin = f"/dossiers/{numero}/recapitulatif"

    async def relire(self) -> None:
        """Load the page, and wait until everything is shown."""
        await self.load(self.chemin)
        await self.jusqu_a("recapitulatif_state.chemin", lambda chemin: chemin == self.chemin)

    async def deposer(self, ensemble: asyncio.Barrier) -> str:
        """Submit when all are ready; the address led to."""
        async with ensemble:
            await self.emit(DEPOSER, {"formulaire": {"certifie": "on"}}, self.chemin)
        async with asyncio.timeout(60):
            while not (suites := self.suites()):
                self._neuf.clear()
                await self._neuf.wait()
        return suites[0]

    def suites(self) -> list[str]:
        """The addresses the tab was led to."""
        evenements = [e for recu in self.received for e in recu.get("events") or []]
        return [e["payload"]["path"] for e in evenements if e["name"] == "_redirect"]


async def tous_ensemble(server: Server, cookies: list[str], numero: str) -> list[str]:
    onglets = [Recapitulatif(server.url, cookie, numero, rang) for rang, cookie in enumerate(cookies)]
    ensemble = asyncio.Barrier(len(onglets))

    async def un(onglet: Recapitulatif) -> str:
        async with onglet:
            await onglet.relire()
            return await onglet.deposer(ensemble)

    return await asyncio.gather(*map(un, onglets))


def test_ten_submissions_at_the_same_instant(portail: Server) -> None:
    qui = gens.personne(portail, gens.ASSOCIATION)
    numero = completer(qui, AIDE)
    with gens.base(portail) as session:
        cookies = [sessions.ouvrir(session, qui.compte.id, "Chrome Linux") for _ in range(5)] * 2
    suites = asyncio.run(tous_ensemble(portail, cookies, numero))
    recu = f"/dossiers/{numero}/recu"
    assert sorted(suites) == [recu, *[f"{recu}?deja=oui"] * 9]
    courrier.attendre_mail(portail, qui.compte.mail, numero)
    assert gens.depots_en_base(portail, numero) == 1
    with gens.lecture(portail) as session:
        faits = select(func.count()).where(
            EntreeJournal.action == "dossier.depose", EntreeJournal.objet == numero
        )
        assert session.exec(faits).one() == 1
    assert len([m for m in courrier.mails(portail, qui.compte.mail) if numero in str(m["Subject"])]) == 1


@pytest.mark.parametrize("portail", ["sqlite"], indirect=True)
def test_submitted_deleted_and_edited_at_the_same_instant(portail: Server) -> None:
    qui = gens.personne(portail, gens.ASSOCIATION)
    for _ in range(3):
        numero = completer(qui, AIDE)
        fins = asyncio.run(_se_contredire(portail, qui, numero))
        deposes = gens.depots_en_base(portail, numero)
        assert deposes == fins.count(f"/dossiers/{numero}/recu")
        if deposes:  # whole, with nothing that was not attested
            assert gens.reponses_en_base(portail, numero)["intitule"] != "pendant"
            courrier.attendre_mail(portail, qui.compte.mail, numero)
        else:
            assert gens.reponses_en_base(portail, numero) == {}
            assert gens.pieces_en_base(portail, numero) == []


async def _se_contredire(server: Server, qui: gens.Personne, numero: str) -> list[str]:
    """One tab submits, one deletes, one types, all at once; the addresses led to."""
    depot = Recapitulatif(server.url, qui.sid, numero, 1)
    liste, etape = (Onglet(server.url, qui.sid, numero, network=f"198.51.100.{n}") for n in (2, 3))
    async with depot, liste, etape:
        await depot.relire()
        await liste.load("/dossiers")
        await etape.ouvrir()
        await asyncio.gather(
            depot.emit(DEPOSER, {"formulaire": {"certifie": "on"}}, depot.chemin),
            liste.emit(SUPPRIMER, {"numero": numero}, "/dossiers"),
            etape.envoyer("pendant", 2 * 10**12),
        )
        await depot.jusqu_a("recapitulatif_state.refus", lambda refus: bool(refus or depot.suites()))
        await liste.jusqu_a("liste_state.message", lambda message: bool(message) or liste.de("visite.alerte"))
        return depot.suites()
