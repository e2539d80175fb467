"""The index this process searches: read once, then followed, and swapped whole for the next one.

What this process commits is found by its next search; what others commit, within a second. While the
database is away the index stays as it was.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from threading import RLock

import structlog
from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from portail.aides import chargement
from portail.aides.criteres import Criteres
from portail.aides.recherche import moteur
from portail.aides.recherche.index import Index
from portail.aides.search import CHANGE, indexer_manquantes, numero_du_catalogue, publiees
from portail.core import clock
from portail.infra.db import snapshot, transaction

log = structlog.get_logger(__name__)

PERIODE = 1.0
"""Seconds between two looks at the number of the catalogue."""
AU_PLUS = 500
"""Aids changed at once that are taken into the index one by one; beyond, it is made again."""
VEILLE = timedelta(minutes=10)
"""How long before midnight the next day is made ready."""


class CatalogueAbsent(Exception):
    """The catalogue was never read: the database does not answer since the portal started."""


class CatalogueVivant:
    """The index and the number of the catalogue it was read at."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._numero = 0
        self._verrou = RLock()
        self._en_panne = False
        self._regard = 0.0
        self.suivi = False
        """Whether `lifespan` follows the database; otherwise searches do, once a second at most."""

    def index(self) -> Index:
        """The index, read now when it never was and nobody else is at it.

        Raises:
            CatalogueAbsent: the portal could not read it yet.
        """
        if not self.suivi and time.monotonic() - self._regard > PERIODE:
            self.rafraichir()
        index = self._index
        if index is None:
            if self.suivi:  # nobody's search waits for a database that does not answer: it is tried apart
                raise CatalogueAbsent
            with self._verrou:
                index = self._index or self._charger()
        return index

    def oublier(self) -> None:
        """Forget everything: the next search reads the database."""
        with self._verrou:
            self._index = None

    def rafraichir(self) -> None:
        """Take in what changed since the last look; keep what there is when the database does not answer."""
        self._regard = time.monotonic()
        try:
            with self._verrou:
                if self._index is not None:
                    self._suivre(self._index)
            self._en_panne = False
        except (SQLAlchemyError, OSError) as panne:
            if not self._en_panne:  # said once, not each second
                log.warning("catalogue.refresh_failed", error=type(panne).__name__)
            self._en_panne = True

    def entretenir(self) -> None:
        """The look of each second: what others changed, a day about to begin, an index grown untidy."""
        self.rafraichir()
        with suppress(SQLAlchemyError, OSError):  # as it is, it still answers right
            if self._index is None:
                self._charger()
            elif self._index.a_refaire:
                self._refaire()
        index = self._index
        if index is None:
            return
        index.journee(clock.today())
        demain = (clock.now() + VEILLE).astimezone(clock.PARIS).date()
        if demain != clock.today():
            index.journee(demain)

    def _suivre(self, index: Index) -> None:
        with snapshot() as session:
            numero = numero_du_catalogue(session)
            if numero == self._numero:
                return
            change = chargement.changements(session, self._numero, AU_PLUS)
            attendues = publiees(session)
        if change is not None:
            suivant = index.avec(change.lignes, change.parties)
            if len(suivant) == attendues:
                self._index, self._numero = suivant, numero
                return
        self._charger()

    def _charger(self) -> Index:
        index, numero = _lire()
        with self._verrou:
            self._index, self._numero = index, numero
        return index

    def _refaire(self) -> None:
        """Make the index again without keeping anybody waiting; what was committed meanwhile wins."""
        index, numero = _lire()
        with self._verrou:
            if numero == self._numero:
                self._index = index


def _lire() -> tuple[Index, int]:
    debut = time.perf_counter()
    with snapshot() as session:
        manque = chargement.manque(session)
    if manque:
        with transaction() as session:
            indexer_manquantes(session)
            session.info.pop(CHANGE, None)  # read just below
    with snapshot() as session:
        numero = numero_du_catalogue(session)
        index = Index(chargement.tout(session))
    log.info("catalogue.loaded", aides=len(index), seconds=round(time.perf_counter() - debut, 2))
    return index, numero


VIVANT = CatalogueVivant()


@event.listens_for(Session, "after_commit")
def _apres(session: Session) -> None:
    """What was just committed here is found by the next search."""
    if session.info.pop(CHANGE, False):
        VIVANT.rafraichir()


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Read the catalogue when the portal starts, and follow it as long as it runs."""
    await asyncio.to_thread(VIVANT.entretenir)
    suivi = asyncio.create_task(_suivre())
    VIVANT.suivi = True
    yield
    VIVANT.suivi = False
    suivi.cancel()


def _echauffer() -> None:
    """Read what is read at first use (places, synonyms): nobody's first keystroke waits for it."""
    with suppress(CatalogueAbsent):
        moteur.rechercher(VIVANT.index(), Criteres("vélo à Paris"), clock.today())


async def _suivre() -> None:
    await asyncio.to_thread(_echauffer)
    while True:
        await asyncio.sleep(PERIODE)
        await asyncio.to_thread(VIVANT.entretenir)
