"""The aids people watch, as this room reads them from the catalogue."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from portail.aides.adresses import PUBLIEE
from portail.aides.criteres import PAGES_MAX, Criteres
from portail.aides.models import Aide, FenetreDepot
from portail.aides.rules import Situation, situation
from portail.aides.service import fenetres_par_aide, rechercher
from portail.aides.workflow import StatutAide
from portail.comptes.models import Compte
from portail.core.typographie import francais

_PARUE = func.coalesce(col(Aide.publiee_le), col(Aide.cree_le))
_CONNUS = {StatutAide.PUBLIEE, StatutAide.RETIREE}
"""The states of a sheet whose title the public knows; what is written since is for another day."""
EN_PREPARATION = "Aide en cours de mise à jour"


@dataclass(frozen=True)
class AideLue:
    """An aid on a day. One that is not published any more still has the title the public knew."""

    id: uuid.UUID
    slug: str
    titre: str
    publiee: bool
    vue: Situation


def tenir(session: Session, compte_id: uuid.UUID) -> None:
    """Hold what is one account's until the transaction ends: others that write it wait for their turn."""
    session.get_one(Compte, compte_id, with_for_update={"key_share": True})


def lire(session: Session, ids: Iterable[uuid.UUID], jour: date) -> dict[uuid.UUID, AideLue]:
    """These aids as they are on that day, in two queries."""
    voulus = list(ids)
    if not voulus:
        return {}
    fenetres = fenetres_par_aide(session, col(FenetreDepot.aide_id).in_(voulus))
    query = select(Aide.id, Aide.slug, Aide.titre, Aide.statut).where(col(Aide.id).in_(voulus))
    return {
        id_: AideLue(
            id_,
            slug,
            francais(titre) if statut in _CONNUS else EN_PREPARATION,
            statut is StatutAide.PUBLIEE,
            situation(fenetres[id_], jour),
        )
        for id_, slug, titre, statut in session.exec(query)
    }


def publiees(session: Session, slugs: Iterable[str]) -> dict[str, uuid.UUID]:
    """Those of these addresses at which a published aid stands."""
    query = select(Aide.slug, Aide.id).where(col(Aide.slug).in_(list(slugs)), PUBLIEE)
    return {slug: id_ for slug, id_ in session.exec(query)}


def publiees_depuis(session: Session, instant: datetime, slugs: Iterable[str]) -> dict[str, uuid.UUID]:
    """Those of these aids that were published after that instant, by slug."""
    query = select(Aide.slug, Aide.id).where(PUBLIEE, instant < _PARUE, col(Aide.slug).in_(list(slugs)))
    return {slug: id_ for slug, id_ in session.exec(query)}


def a_publie_depuis(session: Session, instant: datetime) -> bool:
    """Whether an aid was published after that instant."""
    return session.exec(select(Aide.id).where(PUBLIEE, instant < _PARUE).limit(1)).first() is not None


def trouvees(adresse: str, jour: date) -> list[str]:
    """The slugs of what the search of this address finds whole, the last published first.

    Never inside a transaction: the search may have to read, or write, its index.
    """
    criteres = replace(Criteres.depuis_adresse(adresse), tri="nouveaute", pages=PAGES_MAX)
    return [carte.slug for carte in rechercher(criteres, jour).entieres]
