"""Finding a dossier for somebody: what is not theirs does not exist."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, select

from portail.aides.models import Aide
from portail.comptes.rules import Acteur
from portail.core.errors import Conflit, Introuvable
from portail.dossiers.models import Dossier
from portail.dossiers.rules import lire_numero, peut_lire
from portail.dossiers.workflow import STATUTS, Statut
from portail.infra.db import by_keys

_LE_MIEN = select(Dossier).where(
    Dossier.numero == bindparam("numero"), Dossier.compte_id == bindparam("compte_id")
)
# SQLite's writers already wait for each other. What an earlier query read may be old by now.
_LE_MIEN_TENU = _LE_MIEN.with_for_update().execution_options(populate_existing=True)

ABSENT = "Ce dossier n’existe pas ou ne vous est pas accessible."


def le_mien(session: Session, acteur: Acteur, numero: object, *, tenir: bool = False) -> Dossier:
    """A dossier of this very person; with `tenir`, nobody else changes it before the transaction ends.

    Raises:
        Introuvable: unknown, or somebody else's.
    """
    query = _LE_MIEN_TENU if tenir else _LE_MIEN
    dossier = session.exec(query, params={"numero": lire_numero(numero), "compte_id": acteur.id}).first()
    if dossier is None:
        raise Introuvable(ABSENT)
    return dossier


class Brouillon(NamedTuple):
    """What saving an answer needs to know of a dossier."""

    id: uuid.UUID
    numero: str
    compte_id: uuid.UUID
    statut: Statut
    version_formulaire_id: uuid.UUID
    aide_id: uuid.UUID
    depose_le: datetime | None
    maj_le: datetime
    journalise_le: datetime


# Without the ORM's objects: every keystroke of everybody asks this. Held in one order by everybody: two that
# hold several dossiers never wait for each other.
_en_bref = by_keys(
    select(*(getattr(Dossier, nom) for nom in Brouillon._fields)).order_by(col(Dossier.id)).with_for_update(),
    numero=Dossier.numero,
    compte=Dossier.compte_id,
)


Tenus = dict[tuple[uuid.UUID, str], Brouillon]
"""Dossiers by account and number, held until the transaction ends."""


def tenir(session: Session, demandes: Iterable[tuple[Acteur, object]]) -> Tenus:
    """The dossiers that several people ask for, each their own, at once."""
    voulus = {(acteur.id, lire_numero(numero)) for acteur, numero in demandes}
    comptes, numeros = {compte for compte, _ in voulus}, {numero for _, numero in voulus}
    lus = (Brouillon(*ligne) for ligne in _en_bref(session, numero=numeros, compte=comptes))
    return {(lu.compte_id, lu.numero): lu for lu in lus}


def brouillon_tenu(tenus: Tenus, acteur: Acteur, numero: object) -> Brouillon:
    """As `mon_brouillon`, in a third of the time.

    Raises:
        Introuvable, Conflit: as `mon_brouillon`.
    """
    trouve = tenus.get((acteur.id, lire_numero(numero)))
    if trouve is None:
        raise Introuvable(ABSENT)
    _exiger_un_brouillon(trouve.statut)
    return trouve


def mon_brouillon(session: Session, acteur: Acteur, numero: object) -> Dossier:
    """A draft of this very person, held until the transaction ends.

    Raises:
        Introuvable: unknown, or somebody else's.
        Conflit: it is submitted.
    """
    dossier = le_mien(session, acteur, numero, tenir=True)
    _exiger_un_brouillon(dossier.statut)
    return dossier


def _exiger_un_brouillon(statut: Statut) -> None:
    if statut is not Statut.BROUILLON:
        raise Conflit(f"Ce dossier n’est plus modifiable : il est « {STATUTS[statut].libelle.lower()} ».")


def lisible(session: Session, acteur: Acteur, numero: object) -> tuple[Dossier, Aide]:
    """A dossier this person may read, with its aid: the owner's own, or one the agent is in charge of.

    Raises:
        Introuvable: unknown, or not for this person.
    """
    return _si_permis(session, acteur, col(Dossier.numero) == lire_numero(numero))


def lisible_par_id(session: Session, acteur: Acteur, dossier_id: uuid.UUID) -> tuple[Dossier, Aide]:
    """As `lisible`, from what belongs to the dossier.

    Raises:
        Introuvable: unknown, or not for this person.
    """
    return _si_permis(session, acteur, col(Dossier.id) == dossier_id)


def _si_permis(session: Session, acteur: Acteur, condition: ColumnElement[bool]) -> tuple[Dossier, Aide]:
    query = select(Dossier, Aide).join(Aide, col(Aide.id) == Dossier.aide_id)
    trouve = session.exec(query.where(condition)).first()
    if trouve is None:
        raise Introuvable(ABSENT)
    dossier, aide = trouve
    if not peut_lire(acteur, dossier.compte_id, dossier.statut, aide.service_instructeur):
        raise Introuvable(ABSENT)
    return dossier, aide
