"""A storm: people type without pause, the server is killed, nothing it acknowledged is missing."""

import asyncio
import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import socketio
from sqlmodel import Session, col, select

from portail.dossiers.models import Dossier, Reponse
from portail.infra.db import open_engine
from tests.demandeurs_de_test import CHAMP, ETAPE, SAVE, applicants
from tests.hostile.attacker import Attacker
from tests.live import Server, running
from tests.postgres import postgresql

PERSONNES = int(os.environ.get("STORM_PEOPLE", "20"))
COUPURES = int(os.environ.get("STORM_KILLS", "2"))
MOTEURS = os.environ.get("STORM_ENGINES", "sqlite").split()
"""`make storm` asks for more people, more kills, and both databases."""
_PERDUE = (socketio.exceptions.SocketIOError, TimeoutError, OSError)


@pytest.fixture(params=MOTEURS)
def serveur(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal of its own, that each person reaches from another network."""
    data, reglages = tmp_path_factory.mktemp("tempete"), {"event_rate": "100000", "trusted_proxies": "1"}
    with ExitStack() as autour:
        if request.param == "postgresql":
            reglages["database_url"] = autour.enter_context(postgresql()).settings_url
        yield autour.enter_context(running(data, **reglages))


class Frappe:
    """Somebody who types, sends again what was not acknowledged, and remembers what was."""

    def __init__(self, server: Server, cookie: str, numero: str, rang: int) -> None:
        self.server, self.cookie, self.numero, self.rang = server, cookie, numero, rang
        self.envoye = self.acquitte = int(time.time() * 1000)
        self.entendue = asyncio.Event()

    async def _entendre(self, update: dict[str, object]) -> None:
        delta = update.get("delta")
        for variables in delta.values() if isinstance(delta, dict) else ():
            acquits = variables.get("acquits_rx_state_")
            if isinstance(acquits, dict) and CHAMP in acquits:
                self.acquitte = max(self.acquitte, acquits[CHAMP])
                self.recu.set()
                self.entendue.set()

    async def taper(self, fois: int = 10**6) -> None:
        """Type until the line is lost, or `fois` edits are acknowledged."""
        chemin = f"/dossiers/{self.numero}/{ETAPE}"
        reseau = f"198.51.100.{self.rang}"
        self.recu = asyncio.Event()
        try:
            async with Attacker(self.server.url, cookie=self.cookie, network=reseau) as onglet:
                onglet.io.on("event", self._entendre, namespace="/_event")
                await onglet.load(chemin)
                for _ in range(fois):
                    if self.acquitte >= self.envoye:
                        self.envoye += 1
                    self.recu.clear()
                    edition = {"numero": self.numero, "champ": CHAMP, "n": self.envoye}
                    await onglet.emit(SAVE, {**edition, "valeur": f"Version {self.envoye}"}, chemin)
                    await asyncio.wait_for(self.recu.wait(), 5)
        except _PERDUE:
            return


def en_base(server: Server) -> dict[str, tuple[int, str]]:
    """The number and the text of the edit each draft holds."""
    engine = open_engine(server.database)
    with Session(engine) as session:
        lignes = session.exec(
            select(Dossier.numero, Reponse.edition, Reponse.valeur)
            .join(Reponse, col(Reponse.dossier_id) == Dossier.id)
            .where(Reponse.champ == CHAMP)
        ).all()
    engine.dispose()
    return {numero: (edition, str(valeur)) for numero, edition, valeur in lignes}


async def couper(server: Server, gens: list[Frappe]) -> None:
    """Kill the server while everybody types, once each was heard."""
    for personne in gens:
        personne.entendue = asyncio.Event()
    frappes = [asyncio.create_task(personne.taper()) for personne in gens]
    await asyncio.wait_for(asyncio.gather(*(personne.entendue.wait() for personne in gens)), 60)
    await asyncio.sleep(random.uniform(0, 1))
    await asyncio.to_thread(server.kill)
    await asyncio.gather(*frappes)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(serveur: Server) -> None:
    gens = [
        Frappe(serveur, cookie, numero, rang)
        for rang, (cookie, numero) in enumerate(applicants(serveur, PERSONNES), start=1)
    ]
    for _ in range(COUPURES):
        asyncio.run(couper(serveur, gens))
        gardees = en_base(serveur)
        for personne in gens:
            edition, texte = gardees[personne.numero]
            assert personne.acquitte <= edition <= personne.envoye
            assert texte == f"Version {edition}"
        serveur.start_again()

    async def finir() -> None:
        await asyncio.gather(*(personne.taper(fois=1) for personne in gens))

    asyncio.run(finir())
    gardees = en_base(serveur)
    for personne in gens:
        assert gardees[personne.numero] == (personne.envoye, f"Version {personne.envoye}")
