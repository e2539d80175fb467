"""The worker: takes due rows of the outbox, does them, and says how it went.

It lives in a thread of the web process by default, or alone with `portail worker`. Several may run at once: a
row is leased before it is done.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from portail.infra import outbox
from portail.infra.db import transaction
from portail.infra.logs import raison
from portail.jobs.entretien import entretenir
from portail.jobs.taches import TACHES

PAUSE_SECONDS = 1.0
UPKEEP_EVERY_SECONDS = 600.0

log = structlog.get_logger(__name__)


class Definitif(Exception):
    """Trying again would not help."""


def faire_un_tour() -> int:
    """Take what is due and do it; return how many rows were taken."""
    with transaction() as session:
        rows = outbox.prendre(session)
    for row in rows:
        _faire(row)
    return len(rows)


def _faire(row: outbox.Envoi) -> None:
    try:
        tache = TACHES.get(row.genre)
        if tache is None:
            raise Definitif(f"genre inconnu : {row.genre}")
        tache(str(row.id), row.charge)
    except Exception as error:  # whatever went wrong, the row says it and comes back later
        definitif = isinstance(error, Definitif) or bool(getattr(error, "definitif", False))
        log.warning(
            "outbox.failed", genre=row.genre, tries=row.essais, error=type(error).__name__, final=definitif
        )
        with transaction() as session:
            outbox.rate(session, row.id, raison(error), definitif=definitif)
        return
    with transaction() as session:
        outbox.reussi(session, row.id)


def travailler(stop: threading.Event) -> None:
    """Work until told to stop; a database that is away for a moment does not end the worker."""
    next_upkeep = time.monotonic()
    while not stop.is_set():
        taken = 0
        try:
            taken = faire_un_tour()
            if time.monotonic() >= next_upkeep:
                entretenir()
                next_upkeep = time.monotonic() + UPKEEP_EVERY_SECONDS
        except Exception as error:  # the next round may find the database back
            log.error("worker.round_failed", error=raison(error)[:200])
        if not taken:
            stop.wait(PAUSE_SECONDS)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Work in a thread for as long as the web process lives."""
    stop = threading.Event()
    thread = threading.Thread(target=travailler, args=(stop,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        await asyncio.to_thread(thread.join, 5)
