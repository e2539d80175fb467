"""The catalogue read from the database into what the index is made of."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from portail.aides.eligibilite.conditions import Conditions, Offre, exigences
from portail.aides.eligibilite.profil import Exigence
from portail.aides.models import Aide, FenetreDepot, TermesAide, VersionCatalogue
from portail.aides.mots import DECOUPE, termes
from portail.aides.recherche.index import AideIndexee, Ligne
from portail.aides.rules import Fenetre
from portail.aides.workflow import StatutAide
from portail.core.clock import PARIS

_PAR_LOT = 2_000
_COLONNES: tuple[Any, ...] = (
    *(Aide.id, Aide.slug, Aide.titre, Aide.resume, Aide.cle_titre, Aide.statut, Aide.publiee_le),
    *(Aide.beneficiaires, Aide.thematiques, Aide.sous_thematiques, Aide.mots_cles, Aide.nature),
    *(Aide.profils, Aide.territoires, Aide.territoires_exclus, Aide.territoire_libelle, Aide.conditions),
    *(Aide.montant_texte, Aide.plafond, Aide.forfait),
)
_TERMES: tuple[Any, ...] = (
    col(TermesAide.titre).label("termes_titre"),
    col(TermesAide.resume).label("termes_resume"),
    col(TermesAide.reste).label("termes_reste"),
)


@dataclass(frozen=True)
class Changements:
    """The aids indexed since a number: as they are now, and those that are read no more."""

    lignes: list[Ligne]
    parties: list[uuid.UUID]


def tout(session: Session) -> Iterator[Ligne]:
    """Every published aid with its terms."""
    fenetres = _fenetres(session, choose(FenetreDepot))
    query = _lignes().where(col(Aide.statut) == StatutAide.PUBLIEE).execution_options(yield_per=_PAR_LOT)
    for ligne in session.connection().execute(query):
        yield _ligne(ligne, fenetres)


def changements(session: Session, depuis: int, au_plus: int) -> Changements | None:
    """What was indexed after that number; None when it is more than `au_plus` aids."""
    query = _lignes().where(col(TermesAide.numero) > depuis).limit(au_plus + 1)
    lues = session.connection().execute(query).all()
    if len(lues) > au_plus:
        return None
    ids = [ligne.id for ligne in lues]
    fenetres = _fenetres(session, choose(FenetreDepot).where(col(FenetreDepot.aide_id).in_(ids)))
    publiees = [ligne for ligne in lues if ligne.statut is StatutAide.PUBLIEE]
    parties = [ligne.id for ligne in lues if ligne.statut is not StatutAide.PUBLIEE]
    return Changements([_ligne(ligne, fenetres) for ligne in publiees], parties)


def manque(session: Session) -> bool:
    """Whether a published aid was never indexed, or words are not cut as they used to be."""
    if session.exec(select(VersionCatalogue.id).where(VersionCatalogue.decoupe < DECOUPE)).first():
        return True
    connue = select(TermesAide.aide_id).where(TermesAide.aide_id == Aide.id).exists()
    query = select(Aide.id).where(Aide.statut == StatutAide.PUBLIEE, ~connue)
    return session.exec(query.limit(1)).first() is not None


def _lignes() -> Select[tuple[Any, ...]]:
    return choose(*_COLONNES, *_TERMES).join(TermesAide, col(TermesAide.aide_id) == col(Aide.id))


def _fenetres(session: Session, query: Select[Any]) -> dict[uuid.UUID, tuple[Fenetre, ...]]:
    """The deposit windows of each aid; equal ones are one object."""
    colonnes = FenetreDepot.__table__.c  # type: ignore[attr-defined]
    voulues = query.with_only_columns(colonnes.aide_id, colonnes.ouvre_le, colonnes.ferme_le)
    connues: dict[tuple[date | None, date | None], Fenetre] = {}
    par_aide: dict[uuid.UUID, list[Fenetre]] = defaultdict(list)
    ordonnees = voulues.order_by(colonnes.ouvre_le.nulls_last(), colonnes.ferme_le.nulls_last())
    for aide_id, *dates in session.connection().execute(ordonnees):
        ouvre, ferme = dates
        par_aide[aide_id].append(connues.setdefault((ouvre, ferme), Fenetre(ouvre, ferme)))
    return {aide_id: tuple(liste) for aide_id, liste in par_aide.items()}


_CONNUS: dict[Any, Any] = {}


def _un(valeurs: Sequence[str]) -> tuple[str, ...]:
    """One object for equal lists: a hundred thousand aids hold a few hundred of them."""
    if len(_CONNUS) > 50_000:
        _CONNUS.clear()
    cle = tuple(valeurs)
    return _CONNUS.setdefault(cle, cle)


def _exigences(ligne: Row[Any]) -> tuple[Exigence, ...]:
    """What an aid asks; read once for those that ask the same, each criterion one object."""
    lus = (ligne.beneficiaires, ligne.profils, ligne.territoires, ligne.territoires_exclus)
    cle = (*map(_un, lus), ligne.territoire_libelle, repr(ligne.conditions))
    connues: tuple[Exigence, ...] | None = _CONNUS.get(cle)
    if connues is None:
        demandees = exigences(Offre(*lus, ligne.territoire_libelle, Conditions.lire(ligne.conditions)))
        _CONNUS[cle] = connues = tuple(_CONNUS.setdefault(une, une) for une in demandees)
    return connues


@lru_cache(maxsize=50_000)
def _termes_cles(mots_cles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(termes(" ".join(mots_cles)))


def _ligne(ligne: Row[Any], fenetres: dict[uuid.UUID, tuple[Fenetre, ...]]) -> Ligne:
    montants = [montant for montant in (ligne.plafond, ligne.forfait) if montant is not None]
    aide = AideIndexee(
        id=ligne.id,
        slug=ligne.slug,
        titre=ligne.titre,
        resume=ligne.resume,
        cle=ligne.cle_titre,
        beneficiaires=_un(ligne.beneficiaires),
        thematiques=_un(ligne.thematiques),
        sous_thematiques=_un(ligne.sous_thematiques),
        termes_cles=_termes_cles(_un(ligne.mots_cles)),
        nature=ligne.nature,
        exigences=_exigences(ligne),
        montant=int(max(montants, default=Decimal(0))) if montants else None,
        montant_texte=ligne.montant_texte,
        publiee_le=_jour(ligne.publiee_le),
        fenetres=fenetres.get(ligne.id, ()),
    )
    return aide, (ligne.termes_titre, ligne.termes_resume, ligne.termes_reste)


def _jour(instant: datetime | None) -> date | None:
    return instant.astimezone(PARIS).date() if instant else None
