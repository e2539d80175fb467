"""The editorial life of an aid: its states, its publication on a chosen day, its règlement’s versions."""

import uuid
from datetime import date

from sqlmodel import Session, col, select

from portail.aides.models import Aide, VersionReglement
from portail.aides.search import indexer
from portail.aides.workflow import SUITES, StatutAide
from portail.core import clock
from portail.core.errors import Conflit, Interdit
from portail.infra.journal import consigner


def changer_statut(
    session: Session,
    aide: Aide,
    vers: StatutAide,
    *,
    acteur_id: uuid.UUID | None = None,
    publier_le: date | None = None,
) -> None:
    """Bring a sheet to another state; `publier_le` is the day it waits for, when it waits.

    Raises:
        Interdit: no such step, or a day is missing, or is no day to come.
    """
    if vers not in SUITES[aide.statut]:
        raise Interdit(f"Une fiche « {aide.statut.libelle} » ne peut pas devenir « {vers.libelle} ».")
    if vers is StatutAide.A_PUBLIER and (publier_le is None or publier_le <= clock.today()):
        raise Interdit("Choisissez le jour de publication : demain ou plus tard.")
    consigner(session, "aide.statut", aide.id, acteur_id=acteur_id, de=aide.statut, vers=vers)
    aide.statut = vers
    aide.publier_le = publier_le if vers is StatutAide.A_PUBLIER else None
    aide.modifiee_le = clock.now()
    if vers is StatutAide.PUBLIEE and aide.publiee_le is None:
        aide.publiee_le = clock.now()
    indexer(session, aide)


def publier_les_echues(session: Session) -> None:
    """Publish the sheets whose day has come."""
    echues = select(Aide).where(Aide.statut == StatutAide.A_PUBLIER, col(Aide.publier_le) <= clock.today())
    for aide in session.exec(echues.with_for_update()):
        changer_statut(session, aide, StatutAide.PUBLIEE)


def adopter_reglement(
    session: Session, aide: Aide, texte: str, applicable_le: date, acte: str = ""
) -> VersionReglement:
    """Add a version of the règlement; one that applies already is never rewritten.

    Raises:
        Conflit: another version applies from that day.
    """
    query = select(VersionReglement.id).where(
        VersionReglement.aide_id == aide.id, VersionReglement.applicable_le == applicable_le
    )
    if session.exec(query).first():
        raise Conflit("Un règlement s’applique déjà à partir de ce jour : choisissez une autre date.")
    version = VersionReglement(aide_id=aide.id, applicable_le=applicable_le, texte=texte, acte=acte)
    session.add(version)
    session.flush()
    return version
