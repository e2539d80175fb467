"""Keeping aids, and the whole of « Mes aides »."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, delete, select

from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.core import clock
from portail.core.errors import Conflit, Introuvable
from portail.veille import lecture, preferences
from portail.veille.models import AvisOuverture, Favori, RechercheGardee
from portail.veille.views import AlertesVues, FavoriVu, MesAides, vue_avis, vue_favori, vue_recherche

FAVORIS_MAX = 200
PLEIN = f"Vous gardez déjà {FAVORIS_MAX} aides : retirez-en une d’abord."
ABSENTE = "Cette aide n’existe pas ou n’est plus publiée."


def garder(session: Session, acteur: Acteur, slug: str) -> None:
    """Keep an aid; one that is kept already stays as it was.

    Raises:
        Introuvable: no published aid has this address.
        Conflit: too many are kept.
    """
    if ajouter(session, acteur, [slug]) == 0 and not lecture.publiees(session, [slug]):
        raise Introuvable(ABSENTE)


def ajouter(session: Session, acteur: Acteur, slugs: Sequence[str]) -> int:
    """Keep those of these aids that are published and not kept yet; how many is returned.

    Raises:
        Conflit: too many are kept.
    """
    lecture.tenir(session, acteur.id)
    trouvees = lecture.publiees(session, slugs)
    deja = set(session.exec(select(Favori.aide_id).where(Favori.compte_id == acteur.id)))
    nouvelles = [trouvees[slug] for slug in dict.fromkeys(slugs) if slug in trouvees]
    nouvelles = [aide_id for aide_id in nouvelles if aide_id not in deja]
    if len(deja) + len(nouvelles) > FAVORIS_MAX:
        raise Conflit(PLEIN)
    session.add_all(Favori(compte_id=acteur.id, aide_id=aide_id) for aide_id in nouvelles)
    session.flush()
    return len(nouvelles)


def retirer(session: Session, acteur: Acteur, slug: str) -> None:
    """Keep an aid no more, published or not; one that is not kept changes nothing."""
    siens = select(Favori).where(Favori.compte_id == acteur.id)
    aides = lecture.lire(session, [favori.aide_id for favori in session.exec(siens)], clock.today())
    perdues = [aide.id for aide in aides.values() if aide.slug == slug]
    session.exec(delete(Favori).where(col(Favori.compte_id) == acteur.id, col(Favori.aide_id).in_(perdues)))


def marques(session: Session, acteur: Acteur) -> tuple[list[str], list[str]]:
    """The slugs of the aids kept, and of those whose opening is waited for."""
    gardees = session.exec(select(Favori.aide_id).where(Favori.compte_id == acteur.id)).all()
    attendues = session.exec(select(AvisOuverture.aide_id).where(AvisOuverture.compte_id == acteur.id)).all()
    aides = lecture.lire(session, {*gardees, *attendues}, clock.today())
    return [aides[i].slug for i in gardees], [aides[i].slug for i in attendues]


def favoris(session: Session, compte_id: uuid.UUID, jour: date) -> tuple[FavoriVu, ...]:
    """The aids of an account, the last kept first."""
    query = select(Favori).where(Favori.compte_id == compte_id).order_by(col(Favori.garde_le).desc())
    siens = session.exec(query).all()
    aides = lecture.lire(session, [favori.aide_id for favori in siens], jour)
    return tuple(
        vue_favori(aides[favori.aide_id], jour, favori.garde_le.astimezone(clock.PARIS).date())
        for favori in siens
    )


def montrer(session: Session, slugs: Sequence[str], jour: date) -> tuple[FavoriVu, ...]:
    """The published aids of these addresses: those a browser without an account keeps, in its order."""
    ids = lecture.publiees(session, slugs[:FAVORIS_MAX])
    aides = lecture.lire(session, ids.values(), jour)
    return tuple(vue_favori(aides[ids[slug]], jour) for slug in dict.fromkeys(slugs) if slug in ids)


def mes_aides(session: Session, acteur: Acteur) -> MesAides:
    """All that a person watches."""
    jour = clock.today()
    recherches = select(RechercheGardee).where(RechercheGardee.compte_id == acteur.id)
    avis = select(AvisOuverture.aide_id).where(AvisOuverture.compte_id == acteur.id)
    attendues = session.exec(avis.order_by(col(AvisOuverture.cree_le).desc())).all()
    aides = lecture.lire(session, attendues, jour)
    alertes = preferences.lire(session, acteur.id)
    return MesAides(
        favoris=favoris(session, acteur.id, jour),
        recherches=tuple(
            vue_recherche(une)
            for une in session.exec(recherches.order_by(col(RechercheGardee.cree_le).desc()))
        ),
        avis=tuple(vue_avis(aides[aide_id], jour) for aide_id in attendues),
        alertes=AlertesVues(alertes.cloture_15, alertes.cloture_3, alertes.ouverture),
        mail=session.exec(select(Compte.mail).where(Compte.id == acteur.id)).one(),
    )
