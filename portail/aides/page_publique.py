"""An aid as anybody reads it without scripts: its sheet, and what search engines read of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from portail.aides.adresses import publiee
from portail.aides.donnees_structurees import service_public
from portail.aides.models import Aide, AncienneAdresse
from portail.aides.service import fenetres_de, lire_aide
from portail.aides.vues_fiche import FicheAide
from portail.aides.workflow import StatutAide
from portail.settings import settings


@dataclass(frozen=True)
class PagePublique:
    """The sheet of an aid and its structured data."""

    fiche: FicheAide
    donnees: dict[str, Any]


def lire(session: Session, slug: str, jour: date) -> PagePublique:
    """The page of a published aid.

    Raises:
        Deplacee: it has another address by now.
        Introuvable: no published aid has this address.
    """
    aide, fiche = publiee(session, slug), lire_aide(session, slug, jour)
    fenetres = fenetres_de(session, aide.id)
    ici = settings()
    return PagePublique(fiche, service_public(aide, fiche, fenetres, ici.origin, ici.collectivite))


def est_retiree(session: Session, slug: str) -> bool:
    """Whether an aid had this address and was withdrawn, rather than never was."""
    retirees = select(Aide.id).where(Aide.statut == StatutAide.RETIREE)
    ancienne = select(AncienneAdresse.aide_id).where(AncienneAdresse.slug == slug)
    trouvee = retirees.where((col(Aide.slug) == slug) | col(Aide.id).in_(ancienne))
    return session.exec(trouvee.limit(1)).first() is not None
