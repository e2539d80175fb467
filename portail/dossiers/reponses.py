"""Answers in the database: one row per question, and one per part of a postal address.

A part is named « question.partie »: each part is typed by itself, so each has its own order of edits.
Sensitive answers are encrypted in their row.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from portail.core.formats import date_heure
from portail.dossiers.circonstances import circonstances
from portail.dossiers.lignes import Identifie, Ligne, lignes_de, ouvrir
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.dossiers.workflow import Analyse
from portail.formulaires import service as formulaires
from portail.formulaires.conditions import Circonstances
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur, afficher, lire, normaliser_brut
from portail.formulaires.types.base import Element, Question
from portail.formulaires.validation import Examen, examiner
from portail.infra.crypto import rotate
from portail.infra.db import by_keys

_REFUSEE = col(Piece.analyse) == Analyse.REFUSEE
_compter = by_keys(
    select(Piece.dossier_id, Piece.champ, func.count(), func.sum(case((_REFUSEE, 1), else_=0))).group_by(
        col(Piece.dossier_id), col(Piece.champ)
    ),
    dossier=Piece.dossier_id,
)


@dataclass(frozen=True)
class Joints:
    """The files of a dossier: how many by question, and the questions that show a refused one."""

    nb: dict[str, int] = field(default_factory=dict)
    a_retirer: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Contenu:
    """A dossier's form with its raw answers by question and its number of files by question.

    Files the antivirus refused do not count; `a_retirer` are the questions that still show one. By key,
    `ecrites_le` is when an answer was last written.
    """

    schema: Formulaire
    valeurs: dict[str, object]
    nb_pieces: dict[str, int]
    circonstances: Circonstances
    a_retirer: frozenset[str] = frozenset()
    ecrites_le: Mapping[str, datetime] = field(default_factory=dict)

    def lecture(self, champ: Element) -> str:
        """An answer as one reads it; with the moment it was given, where that counts."""
        if not isinstance(champ, Question) or not champ.repond:
            return ""
        lue, quand = afficher(champ, self.valeurs.get(champ.id)), self.ecrites_le.get(champ.id)
        return f"{lue}\n{date_heure(quand).capitalize()}" if lue and champ.datee and quand else lue

    def lien(self, champ: Element) -> str:
        """Where an answer leads, empty when it is no address of the web."""
        if not isinstance(champ, Question) or not champ.repond:
            return ""
        try:
            return champ.lien(lire(champ, self.valeurs.get(champ.id)))
        except ValueError:
            return ""

    @cached_property
    def examen(self) -> Examen:
        """What is visible, missing or wrong."""
        return examiner(self.schema, self.valeurs, self.nb_pieces, self.a_retirer, self.circonstances)


def schema_de(session: Session, dossier: Identifie) -> Formulaire:
    """The form this dossier was begun with, whatever was published since."""
    return formulaires.schema_de(session, dossier.version_formulaire_id)


def charger(session: Session, dossier: Dossier) -> Contenu:
    """The answers and the count of files of a dossier."""
    joints = joints_des(session, [dossier.id])[dossier.id]
    ici = circonstances(session, dossier)
    return contenu(schema_de(session, dossier), lignes_de(session, dossier), joints, ici)


def joints_des(session: Session, dossiers: Collection[uuid.UUID]) -> dict[uuid.UUID, Joints]:
    """The files of several dossiers."""
    joints: dict[uuid.UUID, Joints] = {dossier_id: Joints() for dossier_id in dossiers}
    for dossier_id, champ, nombre, refusees in _compter(session, dossier=dossiers) if dossiers else ():
        joints[dossier_id].nb[champ] = nombre - int(refusees)
        if refusees:
            joints[dossier_id].a_retirer.add(champ)
    return joints


def contenu(
    schema: Formulaire, lignes: Mapping[str, Ligne], joints: Joints | None, ici: Circonstances
) -> Contenu:
    """What the rows and the files of a dossier answer to `schema`: its form, or what one step needs of it."""
    joints = joints or Joints()
    repondues = valeurs(schema, {cle: ligne.valeur for cle, ligne in lignes.items()})
    ecrites_le = {cle: ligne.maj_le for cle, ligne in lignes.items()}
    return Contenu(schema, repondues, joints.nb, ici, frozenset(joints.a_retirer), ecrites_le)


def valeurs(schema: Formulaire, gardees: Mapping[str, object]) -> dict[str, object]:
    """Raw answers by question, from what the rows hold: parts put together, secrets opened."""
    lues: dict[str, object] = {}
    for _, champ in schema.champs():
        if champ.parties:
            parties = {nom: gardees.get(f"{champ.id}.{nom}") or "" for nom in champ.parties}
            if any(parties.values()):
                lues[champ.id] = parties
        elif champ.id in gardees and isinstance(champ, Question):
            lues[champ.id] = ouvrir(champ, gardees[champ.id])
    return lues


def question(schema: Formulaire, cle: object) -> tuple[Question, str] | None:
    """The question a client's key names, and the part of an address (empty for the whole); None if none."""
    if not isinstance(cle, str) or len(cle) > 200:
        return None
    nom, point, partie = cle.partition(".")
    trouvee = schema.question(nom)
    if trouvee is None or not trouvee.repond or (point and partie not in trouvee.parties):
        return None
    return trouvee, partie


def a_garder(champ: Question, partie: str, valeur: object) -> dict[str, Valeur]:
    """The rows an edit writes: bounded raw values by key.

    Raises:
        ValueError: the value can never be one of this field.
    """
    if partie:
        brut = normaliser_brut(champ, {partie: valeur})
        gardees: dict[str, Valeur] = {f"{champ.id}.{partie}": _partie(brut, partie)}
        return gardees | {f"{champ.id}.{nom}": "" for nom in champ.suites(partie)}
    brut = normaliser_brut(champ, valeur)
    if champ.parties:
        return {f"{champ.id}.{nom}": _partie(brut, nom) for nom in champ.parties}
    return {champ.id: brut}


def _partie(brut: Valeur, nom: str) -> str:
    return brut.get(nom, "") if isinstance(brut, dict) else ""


def effacer(session: Session, dossier_id: uuid.UUID, schema: Formulaire, champs: Iterable[str]) -> None:
    """Forget the answers to these questions."""
    cles = [
        cle
        for nom in champs
        if (champ := schema.champ(nom)) is not None
        for cle in (nom, *(f"{nom}.{partie}" for partie in champ.parties))
    ]
    for ligne in session.exec(
        select(Reponse).where(Reponse.dossier_id == dossier_id, col(Reponse.champ).in_(cles))
    ):
        session.delete(ligne)
    session.flush()


def rechiffrer(session: Session) -> int:
    """Encrypt every secret answer again with the first key; return how many.

    Raises:
        Illisible: the key of one of them is gone.
    """
    nombre = 0
    for ligne in session.exec(select(Reponse).with_for_update()):
        if isinstance(ligne.valeur, dict) and isinstance(ligne.valeur.get("chiffre"), str):
            ligne.valeur = {"chiffre": rotate(ligne.valeur["chiffre"])}
            nombre += 1
    session.flush()
    return nombre
