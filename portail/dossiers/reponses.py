"""Answers in the database: one row per question, and one per part of a postal address.

A part is named « question.partie »: each part is typed by itself, so each has its own order of edits. A cell
of a block is named « bloc.rangee.question », and the block itself holds the order of its rows.
Sensitive answers are encrypted in their row.
"""

import uuid
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import case, func
from sqlmodel import Session, col, delete, select

from portail.core.formats import date_heure
from portail.dossiers.circonstances import circonstances
from portail.dossiers.cles import Cible, Place, cible
from portail.dossiers.lignes import Identifie, Ligne, lignes_de, ouvrir
from portail.dossiers.models import Dossier, Piece, Reponse, TexteEcarte
from portail.dossiers.rangees import Rangees
from portail.dossiers.workflow import Analyse
from portail.formulaires import service as formulaires
from portail.formulaires.conditions import Circonstances
from portail.formulaires.schema import Formulaire
from portail.formulaires.types import Valeur, lire, normaliser_brut
from portail.formulaires.types.base import Element, Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import CLE, Bloc
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

    def lecture(self, une: Place) -> str:
        """An answer as one reads it; with the moment it was given, where that counts."""
        lue, quand = une.lecture, self.ecrites_le.get(une.cle)
        datee = isinstance(une.element, Question) and une.element.datee
        return f"{lue}\n{date_heure(quand).capitalize()}" if lue and datee and quand else lue

    def lien(self, une: Place) -> str:
        """Where an answer leads, empty when it is no address of the web."""
        if not isinstance(une.element, Question) or not une.element.repond:
            return ""
        try:
            return une.element.lien(lire(une.element, une.examen.reponses.get(une.element.id)))
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
        if isinstance(champ, Bloc):
            if rangees := _rangees(champ, gardees):
                lues[champ.id] = rangees
        elif (valeur := _valeur(champ, champ.id, gardees)) is not None:
            lues[champ.id] = valeur
    return lues


def _rangees(bloc: Bloc, gardees: Mapping[str, object]) -> list[dict[str, object]]:
    return [
        {CLE: nom}
        | {
            champ.id: valeur
            for champ in bloc.champs
            if (valeur := _valeur(champ, f"{bloc.id}.{nom}.{champ.id}", gardees)) is not None
        }
        for nom in Rangees.lire(gardees.get(bloc.id)).gardees
    ]


def _valeur(champ: Element, cle: str, gardees: Mapping[str, object]) -> object:
    if champ.parties:
        parties = {nom: gardees.get(f"{cle}.{nom}") or "" for nom in champ.parties}
        return parties if any(parties.values()) else None
    if cle not in gardees:
        return None
    return ouvrir(champ, gardees[cle]) if isinstance(champ, Question) else gardees[cle]


def a_garder(cible: Cible, valeur: object) -> dict[str, Valeur]:
    """The rows an edit writes: bounded raw values by key.

    Raises:
        ValueError: the value can never be one of this field.
    """
    question, champ, partie = cible.question, cible.champ, cible.partie
    if partie:
        brut = normaliser_brut(question, {partie: valeur})
        gardees: dict[str, Valeur] = {cible.cle: _partie(brut, partie)}
        return gardees | {f"{champ}.{nom}": "" for nom in question.suites(partie)}
    brut = normaliser_brut(question, valeur)
    if question.parties:
        return {f"{champ}.{nom}": _partie(brut, nom) for nom in question.parties}
    return {champ: brut}


def _partie(brut: Valeur, nom: str) -> str:
    return brut.get(nom, "") if isinstance(brut, dict) else ""


def ne_garder_que(session: Session, dossier_id: uuid.UUID, schema: Formulaire, cles: Container[str]) -> None:
    """Forget all answers but those to these questions and cells."""
    for ligne in session.exec(select(Reponse).where(Reponse.dossier_id == dossier_id)):
        nommee = cible(schema, ligne.champ)
        if (nommee.champ if nommee else ligne.champ) not in cles:
            session.delete(ligne)
    session.flush()


def retirees(schema: Formulaire, gardees: Mapping[str, object]) -> dict[str, object]:
    """What was typed in the rows that were taken away and may be put back, by key, secrets opened."""
    lues: dict[str, object] = {}
    for cle, valeur in gardees.items():
        nommee = cible(schema, cle)
        if nommee and nommee.rangee in Rangees.lire(gardees.get(nommee.racine.id)).retirees:
            lues[cle] = ouvrir(nommee.question, valeur)
    return lues


def oublier_les_rangees(session: Session, dossier_id: uuid.UUID, bloc: str, rangees: Collection[str]) -> None:
    """Forget all that was typed in these rows of a block."""
    for rangee in rangees:
        debut = f"{bloc}.{rangee}."
        for id_, champ, table in (
            (Reponse.dossier_id, Reponse.champ, Reponse),
            (TexteEcarte.dossier_id, TexteEcarte.champ, TexteEcarte),
        ):
            siennes = (col(id_) == dossier_id) & col(champ).startswith(debut, autoescape=True)
            session.exec(delete(table).where(siennes))


def figer(session: Session, dossier_id: uuid.UUID, toutes: Iterable[Place]) -> None:
    """Keep what is computed as it is now, for neither the day nor the sheet change it afterwards."""
    for une in toutes:
        if isinstance(une.element, Calcul) and une.montree:
            valeur = une.element.garder(une.examen.regard.valeur(une.element.id))
            session.add(Reponse(dossier_id=dossier_id, champ=une.cle, valeur=valeur))
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
