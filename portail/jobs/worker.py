"""The worker: takes due rows of the outbox, does them, and says how it went.

It lives in threads of the web process by default, or alone with `portail worker`. Several may run at once: a
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
from portail.infra.outbox import Definitif
from portail.jobs.entretien import entretenir
from portail.jobs.taches import LENTES, TACHES

PAUSE_SECONDS = 1.0
UPKEEP_EVERY_SECONDS = 600.0
ROWS_A_ROUND = 10
STOP_SECONDS = 5.0

log = structlog.get_logger(__name__)


def faire_un_tour(lent: bool | None = None) -> int:
    """Do what is due, up to `ROWS_A_ROUND` rows, and return how many were taken; `lent` as in the outbox.

    One at a time: a slow server must not make the leases of the rows behind it run out.
    """
    for done in range(ROWS_A_ROUND):
        with transaction() as session:
            row = outbox.prendre(session, LENTES, lent=lent)
        if row is None:
            return done
        _faire(row)
    return ROWS_A_ROUND


def _faire(row: outbox.Envoi) -> None:
    try:
        tache = TACHES.get(row.genre)
        if tache is None:
            raise Definitif(f"genre inconnu : {row.genre}")
        tache(str(row.id), row.charge)
    except Exception as error:  # whatever went wrong, the row says it and comes back later
        with transaction() as session:
            final = outbox.rate(session, row.id, raison(error), definitif=isinstance(error, Definitif))
        tell = log.error if final else log.warning
        tell("outbox.failed", genre=row.genre, tries=row.essais, error=type(error).__name__, final=final)
        return
    with transaction() as session:
        outbox.reussi(session, row.id)


def travailler(stop: threading.Event) -> None:
    """Work until told to stop. What is slow is done beside: an antivirus that hangs delays nobody's mail."""
    beside = threading.Thread(target=_travailler, args=(stop, True), name="worker-lent", daemon=True)
    beside.start()
    _travailler(stop, False)
    beside.join(STOP_SECONDS)


def _travailler(stop: threading.Event, lent: bool) -> None:
    """A database that is away for a moment does not end the worker."""
    next_upkeep = time.monotonic()
    while not stop.is_set():
        taken = 0
        try:
            taken = faire_un_tour(lent)
            if not lent and time.monotonic() >= next_upkeep:
                entretenir()
                next_upkeep = time.monotonic() + UPKEEP_EVERY_SECONDS
        except Exception as error:  # the next round may find the database back
            log.error("worker.round_failed", error=raison(error)[:200])
        if not taken:
            stop.wait(PAUSE_SECONDS)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Work in threads for as long as the web process lives."""
    stop = threading.Event()
    thread = threading.Thread(target=travailler, args=(stop,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        await asyncio.to_thread(thread.join, STOP_SECONDS)
