"""The address of an aid's sheet: made of its title, and never lost when the title changes."""

import uuid
from collections.abc import Callable

from sqlmodel import Session, col, select

from portail.aides.models import Aide, AncienneAdresse
from portail.aides.mots import cle_de_tri
from portail.aides.workflow import StatutAide
from portail.core.errors import Introuvable

LONGUEUR_MAX = 80
RESERVES = frozenset({"liste", "pour-moi", "comparer", "feed", "favoris", "alertes"})
"""Addresses under `/aides/` that are pages of the catalogue, not aids."""
PUBLIEE = col(Aide.statut) == StatutAide.PUBLIEE


class Deplacee(Introuvable):
    """The aid has another address by now: `slug`."""

    def __init__(self, slug: str) -> None:
        super().__init__("Cette aide a changé d’adresse.")
        self.slug = slug


def publiee(session: Session, slug: str) -> Aide:
    """The published aid of this address.

    Raises:
        Deplacee: it had this address, and has another.
        Introuvable: there is none.
    """
    aide = session.exec(select(Aide).where(Aide.slug == slug, PUBLIEE)).first()
    if aide is not None:
        return aide
    ancienne = select(Aide.slug).join(AncienneAdresse, col(AncienneAdresse.aide_id) == Aide.id)
    actuelle = session.exec(ancienne.where(AncienneAdresse.slug == slug, PUBLIEE)).first()
    raise Deplacee(actuelle) if actuelle else Introuvable("Cette aide n’existe pas ou n’est plus publiée.")


def identifiant(session: Session, slug: str) -> uuid.UUID | None:
    """The aid that has or had this address, published or not."""
    sienne = session.exec(select(Aide.id).where(Aide.slug == slug)).first()
    ancienne = select(AncienneAdresse.aide_id).where(AncienneAdresse.slug == slug)
    return sienne or session.exec(ancienne).first()


def slug_libre(session: Session, titre: str, aide_id: uuid.UUID | None = None) -> str:
    """An address made of this title that no other aid has or had, numbered if it must be."""
    return slug_de(titre, lambda slug: _a_un_autre(session, slug, aide_id))


def slug_de(titre: str, pris: Callable[[str], bool]) -> str:
    """An address made of this title that is not taken, nor one of the catalogue's own pages."""
    mots = cle_de_tri(titre).replace(" ", "-") or "aide"
    base = mots if len(mots) <= LONGUEUR_MAX else mots[: LONGUEUR_MAX + 1].rsplit("-", 1)[0][:LONGUEUR_MAX]
    slug, rang = base, 1
    while slug in RESERVES or pris(slug):
        rang += 1
        slug = f"{base}-{rang}"
    return slug


def renommer(session: Session, aide: Aide, titre: str) -> None:
    """Give an aid another title and the address that goes with it; the former one leads there."""
    aide.titre, aide.cle_titre = titre, cle_de_tri(titre)
    slug = slug_libre(session, titre, aide.id)
    if slug == aide.slug:
        return
    if reprise := session.get(AncienneAdresse, slug):  # its own, from the time it had this title
        session.delete(reprise)
    session.add(AncienneAdresse(slug=aide.slug, aide_id=aide.id))
    aide.slug = slug
    session.flush()


def _a_un_autre(session: Session, slug: str, aide_id: uuid.UUID | None) -> bool:
    present = select(Aide.id).where(Aide.slug == slug, Aide.id != aide_id)
    passe = select(AncienneAdresse.slug).where(
        AncienneAdresse.slug == slug, AncienneAdresse.aide_id != aide_id
    )
    return session.exec(present).first() is not None or session.exec(passe).first() is not None
