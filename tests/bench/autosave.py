"""How many edits a second the server saves, against a handler that does nothing, in the same run."""

import asyncio
import time
import uuid
from collections.abc import Callable

from sqlmodel import Session

from portail.comptes import sessions
from portail.comptes.sessions import acteur_de
from portail.dossiers import brouillon
from portail.infra.db import open_engine
from tests.bench.figures import Figure
from tests.comptes_de_test import ajouter_compte
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server

SAVE = f"{ROOT_STATE}.portail___dossiers___states___etape____etape_state.enregistrer"
NOTHING = f"{ROOT_STATE}.set_is_hydrated"
AIDE, ETAPE, CHAMP = "soutien-aux-associations", "projet", "intitule"
SECONDS = 4.0


def applicants(server: Server, count: int) -> list[tuple[str, str]]:
    """Make accounts, each with a draft; return their cookie and the draft's number."""
    engine = open_engine(server.database)
    made = []
    with engine.connect().execution_options(portail_write=True) as connection, Session(connection) as session:
        for _ in range(count):
            compte = ajouter_compte(session, uuid.uuid4().hex)
            cookie = sessions.ouvrir(session, compte.id, "banc")
            made.append((cookie, brouillon.ouvrir(session, acteur_de(compte, "banc"), AIDE)))
        session.commit()
    engine.dispose()
    return made


Event = tuple[str, dict[str, object]]


async def _client(server: Server, cookie: str, event: Callable[[int], Event], path: str, network: str) -> int:
    """Send an event, wait for its answer, and again until the time is over; return how many were answered."""
    answered = asyncio.Event()
    async with Attacker(server.url, cookie=cookie, network=network) as tab:
        await tab.load(path)
        tab.io.on("event", lambda _data: answered.set(), namespace="/_event")
        done, end = 0, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            name, payload = event(done)
            answered.clear()
            await tab.emit(name, payload, path)
            await asyncio.wait_for(answered.wait(), 10)
            done += 1
        return done


async def _rate(server: Server, tabs: list[tuple[str, str]], *, save: bool) -> float:
    first = int(time.time() * 1000)

    def event(numero: str) -> Callable[[int], Event]:
        def make(count: int) -> Event:
            if not save:
                return NOTHING, {"value": True}
            return SAVE, {"numero": numero, "champ": CHAMP, "valeur": f"Version {count}", "n": first + count}

        return make

    counts = await asyncio.gather(
        *(
            _client(server, cookie, event(numero), f"/dossiers/{numero}/{ETAPE}", f"198.51.100.{rank}")
            for rank, (cookie, numero) in enumerate(tabs)
        )
    )
    return sum(counts) / SECONDS


def autosaves(server: Server) -> list[Figure]:
    """Edits saved per second by 1 and by 32 applicants who never pause."""
    tabs = applicants(server, 32)
    figures = []
    for count in (1, 32):
        empty = asyncio.run(_rate(server, tabs[:count], save=False))
        saved = asyncio.run(_rate(server, tabs[:count], save=True))
        figures += [
            Figure(f"vide.{count}", empty, "événements/s"),
            Figure(f"autosave.{count}", saved, "événements/s", saved / empty, f"vide.{count}"),
        ]
    return figures
