"""What the public catalogue is at an instant: its version, what is new, what closes soon, its addresses."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as heure

from sqlmodel import Session, col, select

from portail.aides.adresses import PUBLIEE
from portail.aides.models import Aide, FenetreDepot
from portail.aides.search import numero_du_catalogue
from portail.aides.views import BIENTOT, NOUVELLE
from portail.core.clock import PARIS

ENTREES_MAX = 100


@dataclass(frozen=True)
class Annonce:
    """One line of the feed: an aid that is new, or that closes on `ferme_le`."""

    id: uuid.UUID
    slug: str
    titre: str
    resume: str
    instant: datetime
    ferme_le: date | None = None


def version(session: Session, jour: date) -> str:
    """A short text that changes with the catalogue, and each day: what is made of both is kept under it."""
    return f"{numero_du_catalogue(session):x}-{jour:%y%m%d}"


def nouvelles(session: Session, maintenant: datetime) -> list[Annonce]:
    """The aids published of late, the last first."""
    parue = col(Aide.publiee_le)
    choix = select(Aide).where(PUBLIEE, parue > maintenant - NOUVELLE, parue <= maintenant)
    return [
        Annonce(aide.id, aide.slug, aide.titre, aide.resume, aide.publiee_le or maintenant)
        for aide in session.exec(choix.order_by(parue.desc(), col(Aide.slug)).limit(ENTREES_MAX))
    ]


def bientot_closes(session: Session, jour: date) -> list[Annonce]:
    """The open aids that close within days, the nearest first; told since the day that became so."""
    ferme = col(FenetreDepot.ferme_le)
    choix = (
        select(Aide, ferme, col(FenetreDepot.ouvre_le))
        .join(FenetreDepot, col(FenetreDepot.aide_id) == col(Aide.id))
        .where(PUBLIEE, col(FenetreDepot.ouvre_le) <= jour, ferme >= jour)
        .where(ferme <= jour + timedelta(days=BIENTOT))
        .order_by(ferme, col(Aide.slug))
        .limit(ENTREES_MAX)
    )
    return [
        Annonce(aide.id, aide.slug, aide.titre, aide.resume, _depuis(ferme_le, ouvre_le), ferme_le)
        for aide, ferme_le, ouvre_le in session.exec(choix)
        if ferme_le
    ]


def _depuis(ferme_le: date, ouvre_le: date | None) -> datetime:
    """The instant from which an end was near: the same at each reading, or readers would be told each day."""
    premier = max(ferme_le - timedelta(days=BIENTOT), ouvre_le or date.min)
    return datetime.combine(premier, heure(), tzinfo=PARIS)


def adresses(session: Session, debut: int, nombre: int) -> Iterator[tuple[str, datetime]]:
    """The addresses of so many public aids and when each changed, in a constant order."""
    choix = select(Aide.slug, Aide.modifiee_le).where(PUBLIEE).order_by(col(Aide.slug))
    yield from session.exec(choix.offset(debut).limit(nombre))
