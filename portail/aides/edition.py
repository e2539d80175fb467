"""The editorial life of an aid: its states, its publication on a chosen day, its règlement’s versions."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from portail.aides.models import Aide, VersionReglement
from portail.aides.search import indexer
from portail.aides.workflow import SUITES, StatutAide
from portail.core import clock
from portail.core.errors import Conflit, Interdit
from portail.infra.journal import EntreeJournal, fait


@dataclass(frozen=True)
class Passage:
    """One change of state: the columns it writes, and its line of the journal."""

    champs: dict[str, Any]
    fait: dict[str, Any]


def passage(
    aide_id: uuid.UUID,
    de: StatutAide | None,
    vers: StatutAide,
    *,
    parue_le: datetime | None,
    acteur_id: uuid.UUID | None = None,
    publier_le: date | None = None,
    **detail: str,
) -> Passage:
    """The only way from one state to another; `de` is None for the sheet that a feed brings, public at once.

    Raises:
        Interdit: no such step, or a day is missing, or is no day to come.
    """
    if vers not in (SUITES[de] if de else {StatutAide.PUBLIEE}):
        depuis = de.libelle if de else "nouvelle"
        raise Interdit(f"Une fiche « {depuis} » ne peut pas devenir « {vers.libelle} ».")
    if vers is StatutAide.A_PUBLIER and (publier_le is None or publier_le <= clock.today()):
        raise Interdit("Choisissez le jour de publication : demain ou plus tard.")
    instant = clock.now()
    champs: dict[str, Any] = {"statut": vers, "modifiee_le": instant, "publiee_le": parue_le}
    champs["publier_le"] = publier_le if vers is StatutAide.A_PUBLIER else None
    if vers is StatutAide.PUBLIEE and parue_le is None:
        champs["publiee_le"] = instant
    return Passage(champs, fait("aide.statut", aide_id, acteur_id=acteur_id, de=de, vers=vers, **detail))


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
    suite = passage(
        aide.id, aide.statut, vers, parue_le=aide.publiee_le, publier_le=publier_le, acteur_id=acteur_id
    )
    session.add(EntreeJournal(**suite.fait))
    for nom, valeur in suite.champs.items():
        setattr(aide, nom, valeur)
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
