"""Answers in the database: one row per question, and one per part of a postal address.

A part is named « question.partie »: each part is typed by itself, so each has its own order of edits.
Sensitive answers are encrypted in their row.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import structlog
from sqlalchemy import bindparam, case, func
from sqlmodel import Session, col, select

from portail.core import clock
from portail.core.adresse import PARTIES
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.dossiers.workflow import Analyse
from portail.formulaires import service as formulaires
from portail.formulaires.schema import Champ, Formulaire
from portail.formulaires.types import Valeur, normaliser_brut
from portail.formulaires.validation import Examen, examiner
from portail.formulaires.vocabulaire import TypeChamp
from portail.infra.crypto import Illisible, decrypt, encrypt, rotate

log = structlog.get_logger(__name__)

_SUITES_D_UNE_ADRESSE = {"code_postal", "commune"}


# Built once, and without the ORM's objects: every keystroke of everybody goes through them.
_TABLE = Reponse.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_LIGNES = select(
    Reponse.champ, Reponse.valeur, Reponse.version, Reponse.edition, Reponse.origine, Reponse.maj_le
).where(Reponse.dossier_id == bindparam("dossier_id"), Reponse.rang == 0)  # type: ignore[call-overload]
_MODIFIER = _TABLE.update().where(
    _TABLE.c.dossier_id == bindparam("du_dossier"),
    _TABLE.c.champ == bindparam("du_champ"),
    _TABLE.c.rang == 0,
)
_REFUSEE = col(Piece.analyse) == Analyse.REFUSEE
_NB_PIECES = (
    select(Piece.champ, func.count(), func.sum(case((_REFUSEE, 1), else_=0)))
    .where(Piece.dossier_id == bindparam("dossier_id"))
    .group_by(col(Piece.champ))
)


class Identifie(Protocol):
    """A dossier, or what autosave reads of one."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def version_formulaire_id(self) -> uuid.UUID: ...


@dataclass(frozen=True)
class Contenu:
    """A dossier's form with its raw answers by question and its number of files by question.

    Files the antivirus refused do not count; `a_retirer` are the questions that still show one.
    """

    schema: Formulaire
    valeurs: dict[str, object]
    nb_pieces: dict[str, int]
    a_retirer: frozenset[str] = frozenset()

    @cached_property
    def examen(self) -> Examen:
        """What is visible, missing or wrong."""
        return examiner(self.schema, self.valeurs, self.nb_pieces, self.a_retirer)


@dataclass(frozen=True)
class Edition:
    """An edit as it comes from a browser. `n` passes every number its `origine`, a session, knew of."""

    n: int
    origine: str


class Ligne(NamedTuple):
    """A row: what was typed (encrypted if secret), how many times it was written, by which edit, when."""

    champ: str
    valeur: Any
    version: int
    edition: int
    origine: str
    maj_le: datetime


@dataclass(frozen=True)
class Ecriture:
    """What became of an edit: the row it ended in, and whether a later edit was there already."""

    ligne: Ligne
    depasse: bool


def schema_de(session: Session, dossier: Identifie) -> Formulaire:
    """The form this dossier was begun with, whatever was published since."""
    return formulaires.schema_de(session, dossier.version_formulaire_id)


def lignes_de(session: Session, dossier: Identifie) -> dict[str, Ligne]:
    """The rows of a dossier, by key."""
    trouvees = session.connection().execute(_LIGNES, {"dossier_id": dossier.id})
    return {ligne.champ: Ligne(*ligne) for ligne in trouvees}


def charger(session: Session, dossier: Dossier) -> Contenu:
    """The answers and the count of files of a dossier."""
    return contenu(session, dossier, schema_de(session, dossier), lignes_de(session, dossier))


def contenu(session: Session, dossier: Identifie, schema: Formulaire, lignes: Mapping[str, Ligne]) -> Contenu:
    """What `lignes`, the rows of a dossier, answer to `schema`: its form, or what one step needs of it."""
    gardees = {cle: ligne.valeur for cle, ligne in lignes.items()}
    repondues = valeurs(schema, gardees)
    if not any(champ.type is TypeChamp.PIECES for _, champ in schema.champs()):
        return Contenu(schema, repondues, {})
    comptes = session.connection().execute(_NB_PIECES, {"dossier_id": dossier.id}).all()
    return Contenu(
        schema,
        repondues,
        {champ: nombre - int(refusees) for champ, nombre, refusees in comptes},
        frozenset(champ for champ, _, refusees in comptes if refusees),
    )


def valeurs(schema: Formulaire, gardees: Mapping[str, object]) -> dict[str, object]:
    """Raw answers by question, from what the rows hold: parts put together, secrets opened."""
    lues: dict[str, object] = {}
    for _, champ in schema.champs():
        if champ.type is TypeChamp.ADRESSE:
            parties = {nom: gardees.get(f"{champ.id}.{nom}") or "" for nom in PARTIES}
            if any(parties.values()):
                lues[champ.id] = parties
        elif champ.id in gardees:
            lues[champ.id] = _ouvrir(champ, gardees[champ.id])
    return lues


def _ouvrir(champ: Champ, gardee: object) -> object:
    if not champ.sensible or not isinstance(gardee, dict):
        return gardee
    try:
        return decrypt(str(gardee.get("chiffre", "")))
    except Illisible:
        log.error("reponse.illisible", champ=champ.id)  # its key is gone: the person is asked again
        return ""


def question(schema: Formulaire, cle: object) -> tuple[Champ, str] | None:
    """The question a client's key names, and the part of an address (empty for the whole); None if none."""
    if not isinstance(cle, str) or len(cle) > 200:
        return None
    nom, point, partie = cle.partition(".")
    champ = schema.champ(nom)
    if champ is None or not champ.repond:
        return None
    if point and (champ.type is not TypeChamp.ADRESSE or partie not in PARTIES):
        return None
    return champ, partie


def a_garder(champ: Champ, partie: str, valeur: object) -> dict[str, Valeur]:
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
    if champ.type is TypeChamp.ADRESSE:
        return {f"{champ.id}.{nom}": _partie(brut, nom) for nom in PARTIES}
    return {champ.id: brut}


def _partie(brut: Valeur, nom: str) -> str:
    return brut.get(nom, "") if isinstance(brut, dict) else ""


def ecrire(
    session: Session,
    dossier: Identifie,
    lignes: dict[str, Ligne],
    champ: Champ,
    gardees: Mapping[str, Valeur],
    edition: Edition,
) -> Ecriture:
    """Write the rows of one edit, in the database and in `lignes`, the rows of the dossier.

    The caller holds the dossier, so nobody else writes meanwhile. An edit older than the one held changes
    nothing; the same edit again neither.
    """
    premiere: Ligne | None = None
    depasse = False
    for cle, valeur in gardees.items():
        avant = lignes.get(cle)
        if avant and _depassee(champ, avant, valeur, edition):
            depasse = depasse or premiere is None
            premiere = premiere or avant
            continue
        apres = lignes[cle] = _poser(champ, cle, avant, valeur, edition)
        _ranger(session, dossier, avant, apres)
        premiere = premiere or apres
    if premiere is None:
        raise ValueError("an edit writes at least one row")
    return Ecriture(premiere, depasse)


def _ranger(session: Session, dossier: Identifie, avant: Ligne | None, apres: Ligne) -> None:
    if avant == apres:
        return
    if avant is None:
        session.connection().execute(
            _TABLE.insert(), {"dossier_id": dossier.id, "rang": 0, **apres._asdict()}
        )
        return
    ou = {"du_dossier": dossier.id, "du_champ": apres.champ}
    session.connection().execute(_MODIFIER, {**ou, **apres._asdict()})


def _depassee(champ: Champ, ligne: Ligne, valeur: Valeur, edition: Edition) -> bool:
    """Whether a later edit is there already; of two with the same number, the first that came."""
    if edition.n != ligne.edition or edition.origine == ligne.origine:
        return edition.n < ligne.edition
    return _ouvrir(champ, ligne.valeur) != valeur


def _poser(champ: Champ, cle: str, avant: Ligne | None, valeur: Valeur, edition: Edition) -> Ligne:
    """The row after an edit; the same value again is no new version, even encrypted anew."""
    if avant and _ouvrir(champ, avant.valeur) == valeur:
        return avant._replace(edition=edition.n, origine=edition.origine)
    secret = champ.sensible and valeur != ""
    gardee = {"chiffre": encrypt(str(valeur))} if secret else valeur
    version = avant.version + 1 if avant else 1
    return Ligne(cle, gardee, version, edition.n, edition.origine, clock.now())


def effacer(session: Session, dossier_id: uuid.UUID, schema: Formulaire, champs: Iterable[str]) -> None:
    """Forget the answers to these questions."""
    cles = [
        cle
        for nom in champs
        for cle in (nom, *(f"{nom}.{partie}" for partie in PARTIES))
        if schema.champ(nom) is not None
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
    for ligne in session.exec(select(Reponse)):
        if isinstance(ligne.valeur, dict) and isinstance(ligne.valeur.get("chiffre"), str):
            ligne.valeur = {"chiffre": rotate(ligne.valeur["chiffre"])}
            nombre += 1
    session.flush()
    return nombre
