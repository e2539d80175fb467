"""Answers in the database: one row per question, and one per part of a postal address.

A part is named « question.partie »: each part is typed by itself, so each has its own order of edits.
Sensitive answers are encrypted in their row.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import structlog
from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from portail.core import clock
from portail.core.adresse import PARTIES
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.formulaires import service as formulaires
from portail.formulaires.schema import Champ, Formulaire
from portail.formulaires.types import Valeur, normaliser_brut
from portail.formulaires.validation import Examen, examiner
from portail.formulaires.vocabulaire import TypeChamp
from portail.infra.crypto import Illisible, decrypt, encrypt, rotate

log = structlog.get_logger(__name__)

_SUITES_D_UNE_ADRESSE = {"code_postal", "commune"}


# Built once: every keystroke of everybody goes through them.
_DU_DOSSIER = Reponse.dossier_id == bindparam("dossier_id")
_REPONSES = select(Reponse.champ, Reponse.valeur).where(_DU_DOSSIER, Reponse.rang == 0)
_LIGNES = select(Reponse).where(
    _DU_DOSSIER, col(Reponse.champ).in_(bindparam("champs", expanding=True)), Reponse.rang == 0
)
_NB_PIECES = (
    select(Piece.champ, func.count())
    .where(Piece.dossier_id == bindparam("dossier_id"))
    .group_by(col(Piece.champ))
)


@dataclass(frozen=True)
class Contenu:
    """A dossier's form with its raw answers by question and its number of files by question."""

    schema: Formulaire
    valeurs: dict[str, object]
    nb_pieces: dict[str, int]

    @cached_property
    def examen(self) -> Examen:
        """What is visible, missing or wrong."""
        return examiner(self.schema, self.valeurs, self.nb_pieces)


@dataclass(frozen=True)
class Edition:
    """An edit as it comes from a browser. `n` passes every number its `origine`, a session, knew of."""

    n: int
    origine: str


@dataclass(frozen=True)
class Ecriture:
    """What became of an edit: the row it ended in, and whether a later edit was there already."""

    ligne: Reponse
    depasse: bool


def schema_de(session: Session, dossier: Dossier) -> Formulaire:
    """The form this dossier was begun with, whatever was published since."""
    return formulaires.schema_de(session, dossier.version_formulaire_id)


def charger(session: Session, dossier: Dossier) -> Contenu:
    """The answers and the count of files of a dossier."""
    schema = schema_de(session, dossier)
    lignes = session.exec(_REPONSES, params={"dossier_id": dossier.id})
    comptes = session.exec(_NB_PIECES, params={"dossier_id": dossier.id})
    return Contenu(schema, valeurs(schema, dict(lignes.all())), dict(comptes.all()))


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
    session: Session, dossier: Dossier, champ: Champ, gardees: Mapping[str, Valeur], edition: Edition
) -> Ecriture:
    """Write the rows of one edit; the caller holds the dossier, so nobody else writes meanwhile.

    An edit older than the one held changes nothing; the same edit again neither.
    """
    lignes = {
        ligne.champ: ligne
        for ligne in session.exec(_LIGNES, params={"dossier_id": dossier.id, "champs": list(gardees)})
    }
    premiere: Reponse | None = None
    depasse = False
    for cle, valeur in gardees.items():
        ligne = lignes.get(cle)
        if ligne is None:
            ligne = Reponse(dossier_id=dossier.id, champ=cle, version=0)
            session.add(ligne)
        elif _depassee(champ, ligne, valeur, edition):
            depasse = depasse or premiere is None
            premiere = premiere or ligne
            continue
        _poser(champ, ligne, valeur, edition)
        premiere = premiere or ligne
    session.flush()
    if premiere is None:
        raise ValueError("an edit writes at least one row")
    return Ecriture(premiere, depasse)


def _depassee(champ: Champ, ligne: Reponse, valeur: Valeur, edition: Edition) -> bool:
    """Whether a later edit is there already; of two with the same number, the first that came."""
    if edition.n != ligne.edition or edition.origine == ligne.origine:
        return edition.n < ligne.edition
    return _ouvrir(champ, ligne.valeur) != valeur


def _poser(champ: Champ, ligne: Reponse, valeur: Valeur, edition: Edition) -> None:
    ligne.edition, ligne.origine = edition.n, edition.origine
    if ligne.version and _ouvrir(champ, ligne.valeur) == valeur:
        return
    secret = champ.sensible and valeur != ""
    ligne.valeur = {"chiffre": encrypt(str(valeur))} if secret else valeur
    ligne.version += 1
    ligne.maj_le = clock.now()


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
