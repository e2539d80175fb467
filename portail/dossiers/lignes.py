"""The rows of answers, written edit by edit: which of two stands, which is lost unknown to its author.

Every keystroke of everybody goes through here.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import structlog
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from portail.core import clock
from portail.dossiers.models import Reponse
from portail.formulaires.types import Valeur
from portail.formulaires.types.base import Question
from portail.infra.crypto import Illisible, decrypt, encrypt
from portail.infra.db import by_keys

log = structlog.get_logger(__name__)

# Built once, and without the ORM's objects: every keystroke of everybody goes through them.
_TABLE = Reponse.__table__  # type: ignore[attr-defined]  # SQLModel does not declare it
_COLONNES = ("champ", "valeur", "version", "edition", "origine", "base", "maj_le")
_lire = by_keys(
    select(_TABLE.c.dossier_id, *(_TABLE.c[nom] for nom in _COLONNES)).where(_TABLE.c.rang == 0),
    dossier=_TABLE.c.dossier_id,
)


def _poser_ou_remplacer(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=list(_TABLE.primary_key), set_={nom: insert.excluded[nom] for nom in _COLONNES[1:]}
    )


_RANGER = {
    "sqlite": _poser_ou_remplacer(sqlite.insert(_TABLE)),
    "postgresql": _poser_ou_remplacer(postgresql.insert(_TABLE)),
}


class Identifie(Protocol):
    """A dossier, or what autosave reads of one."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def version_formulaire_id(self) -> uuid.UUID: ...


@dataclass(frozen=True)
class Edition:
    """An edit as it comes from a browser. `n` passes every number that its `origine`, a page, knew of.

    `base` is the number of the edit it was typed over, None when nobody tells.
    """

    n: int
    origine: str
    base: int | None = None


class Ligne(NamedTuple):
    """A row: what was typed (encrypted if secret), how many times it was written, by which edit, when."""

    champ: str
    valeur: Any
    version: int
    edition: int
    origine: str
    base: int
    maj_le: datetime


class Perdue(NamedTuple):
    """What was typed in a field, and replaced by somebody who did not know of it."""

    cle: str
    valeur: Any
    edition: int


@dataclass(frozen=True)
class Ecriture:
    """What became of an edit: the row it ended in, whether a later edit was there already, what is lost.

    `a_ranger` are the rows it changed.
    """

    ligne: Ligne
    depasse: bool
    perdues: tuple[Perdue, ...]
    a_ranger: tuple[Ligne, ...]


def lignes_de(session: Session, dossier: Identifie) -> dict[str, Ligne]:
    """The rows of a dossier, by key."""
    return lignes_des(session, [dossier.id])[dossier.id]


def lignes_des(session: Session, dossiers: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Ligne]]:
    """The rows of several dossiers, by key."""
    toutes: dict[uuid.UUID, dict[str, Ligne]] = {dossier_id: {} for dossier_id in dossiers}
    for dossier_id, champ, *reste in _lire(session, dossier=dossiers):
        toutes[dossier_id][champ] = Ligne(champ, *reste)
    return toutes


def ranger(session: Session, lignes: Iterable[tuple[uuid.UUID, Ligne]]) -> None:
    """Write rows in the database, each with its dossier, one of a key at most."""
    if valeurs := [{"dossier_id": de, "rang": 0, **ligne._asdict()} for de, ligne in lignes]:
        session.connection().execute(_RANGER[session.get_bind().dialect.name], valeurs)


def ouvrir(champ: Question, gardee: object) -> object:
    """The value a row holds, in clear."""
    if not champ.sensible or not isinstance(gardee, dict):
        return gardee
    try:
        return decrypt(str(gardee.get("chiffre", "")))
    except Illisible:
        log.error("reponse.illisible", champ=champ.id)  # its key is gone: the person is asked again
        return ""


def ecrire(
    lignes: dict[str, Ligne], champ: Question, gardees: Mapping[str, Valeur], edition: Edition
) -> Ecriture:
    """Write one edit in `lignes`, the rows of its dossier; the caller puts in the database what changed.

    The caller holds the dossier, so nobody else writes meanwhile. An edit older than the one held changes
    nothing; the same edit again neither.
    """
    premiere: Ligne | None = None
    depasse, perdues, a_ranger = False, [], []
    for cle, valeur in gardees.items():
        avant = lignes.get(cle)
        if avant and (perdue := _perdue(champ, avant, valeur, edition)):
            perdues.append(perdue)
        if avant and _depassee(champ, avant, valeur, edition):
            depasse = depasse or premiere is None
            premiere = premiere or avant
            continue
        apres = lignes[cle] = _poser(champ, cle, avant, valeur, edition)
        if apres != avant:
            a_ranger.append(apres)
        premiere = premiere or apres
    if premiere is None:
        raise ValueError("an edit writes at least one row")
    return Ecriture(premiere, depasse, tuple(perdues), tuple(a_ranger))


def _depassee(champ: Question, ligne: Ligne, valeur: Valeur, edition: Edition) -> bool:
    """Whether a later edit is there already; of two with the same number, the first that came."""
    if edition.n != ligne.edition or edition.origine == ligne.origine:
        return edition.n < ligne.edition
    return ouvrir(champ, ligne.valeur) != valeur


def _perdue(champ: Question, avant: Ligne, valeur: Valeur, edition: Edition) -> Perdue | None:
    """Of two edits whose authors did not know of each other, the one that does not stand.

    Edits of one page are known to it in whatever order they come.
    """
    if edition.base is None or edition.origine == avant.origine or avant.valeur == valeur:
        return None
    derniere = avant.champ.rpartition(".")[2]
    if not champ.compare(derniere if derniere in champ.parties else ""):
        return None
    if _depassee(champ, avant, valeur, edition):
        # The one that stands may well have been typed over it: it comes a second time.
        return Perdue(avant.champ, valeur, edition.n) if valeur and edition.n != avant.base else None
    inconnue = edition.base < avant.edition
    return Perdue(avant.champ, avant.valeur, avant.edition) if inconnue and avant.valeur else None


def _poser(champ: Question, cle: str, avant: Ligne | None, valeur: Valeur, edition: Edition) -> Ligne:
    """The row after an edit; the same value again is no new version, even encrypted anew."""
    base = avant.base if avant and avant.origine == edition.origine else edition.base or 0
    if avant and ouvrir(champ, avant.valeur) == valeur:
        return avant._replace(edition=edition.n, origine=edition.origine, base=base)
    secret = champ.sensible and valeur != ""
    gardee = {"chiffre": encrypt(str(valeur))} if secret else valeur
    version = avant.version + 1 if avant else 1
    return Ligne(cle, gardee, version, edition.n, edition.origine, base, clock.now())
