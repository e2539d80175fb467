"""Answers in the database: one row per question, and one per part of a postal address.

A part is named « question.partie »: each part is typed by itself, so each has its own order of edits.
Sensitive answers are encrypted in their row.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from portail.dossiers.circonstances import circonstances
from portail.dossiers.lignes import Identifie, Ligne, lignes_de, ouvrir
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.dossiers.workflow import Analyse
from portail.formulaires import service as formulaires
from portail.formulaires.conditions import Circonstances
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur, normaliser_brut
from portail.formulaires.types.base import Question
from portail.formulaires.validation import Examen, examiner
from portail.infra.crypto import rotate
from portail.infra.db import by_keys

_SUITES_D_UNE_ADRESSE = {"code_postal", "commune"}
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

    Files the antivirus refused do not count; `a_retirer` are the questions that still show one.
    """

    schema: Formulaire
    valeurs: dict[str, object]
    nb_pieces: dict[str, int]
    circonstances: Circonstances
    a_retirer: frozenset[str] = frozenset()

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
    return Contenu(schema, repondues, joints.nb, ici, frozenset(joints.a_retirer))


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
        if partie in _SUITES_D_UNE_ADRESSE:  # the code of the commune was that of the former place
            gardees[f"{champ.id}.code_insee"] = ""
        return gardees
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
