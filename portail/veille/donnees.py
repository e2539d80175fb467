"""What this room holds of a person: their copy, its end with the account, what has had its time."""

import uuid
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, delete, or_, select

from portail.comptes.models import Compte
from portail.core import clock
from portail.veille import lecture, ouvertures, preferences
from portail.veille.models import Alertes, AvisOuverture, Dit, Favori, LienArret, RechercheGardee
from portail.veille.rules import Genre

GARDE = timedelta(days=400)
"""How long a link of a mail stops what it stops, and a closing or an opening is known to have been told."""


def donnees_de(session: Session, compte_id: uuid.UUID) -> dict[str, Any]:
    """All of it, ready for JSON. Addresses given without an account are told when they are the account's."""
    favoris = session.exec(select(Favori).where(Favori.compte_id == compte_id)).all()
    avis = session.exec(select(AvisOuverture).where(_avis_de(session, compte_id))).all()
    dits = session.exec(select(Dit).where(Dit.compte_id == compte_id)).all()
    suivies = {un.aide_id for un in favoris} | {un.aide_id for un in avis} | {un.aide_id for un in dits}
    recherches = session.exec(select(RechercheGardee).where(RechercheGardee.compte_id == compte_id)).all()
    aides = lecture.lire(session, suivies, clock.today())
    alertes = preferences.lire(session, compte_id)
    return {
        "aides_gardees": [
            {"aide": aides[un.aide_id].titre, "gardee_le": un.garde_le.isoformat()} for un in favoris
        ],
        "recherches": [_recherche(une) for une in recherches],
        "ouvertures_attendues": [
            {
                "aide": aides[un.aide_id].titre,
                "mail": un.mail or None,
                "demande_le": un.cree_le.isoformat(),
                "confirme_le": un.confirme_le.isoformat() if un.confirme_le else None,
            }
            for un in avis
        ],
        "alertes": {
            "cloture_15_jours": alertes.cloture_15,
            "cloture_3_jours": alertes.cloture_3,
            "ouverture": alertes.ouverture,
            "dernier_mail": alertes.dernier_mail.isoformat() if alertes.dernier_mail else None,
        },
        "alertes_envoyees": [
            {"aide": aides[un.aide_id].titre, "quoi": un.genre.value, "le": un.dit_le.isoformat()}
            for un in dits
        ],
    }


def _recherche(une: RechercheGardee) -> dict[str, str | None]:
    return {
        "nom": une.nom,
        "adresse": une.adresse,
        "alerte": une.frequence.value,
        "cree_le": une.cree_le.isoformat(),
        "examinee_le": une.examinee_le.isoformat() if une.examinee_le else None,
    }


def effacer(session: Session, compte_id: uuid.UUID) -> None:
    """Before an account is deleted: nothing of what it watched is left."""
    session.exec(delete(AvisOuverture).where(_avis_de(session, compte_id)))
    for table in (Favori, RechercheGardee, Alertes, Dit, LienArret):
        session.exec(delete(table).where(col(table.compte_id) == compte_id))


def purger(session: Session) -> None:
    """Forget what has had its time. A new aid that was told stays known as long as it is there."""
    ouvertures.purger(session)
    oldest = clock.now() - GARDE
    session.exec(delete(LienArret).where(col(LienArret.cree_le) < oldest))
    session.exec(delete(Dit).where(col(Dit.dit_le) < oldest, col(Dit.genre) != Genre.NOUVELLE))


def _avis_de(session: Session, compte_id: uuid.UUID) -> Any:
    cle = session.exec(select(Compte.cle_mail).where(Compte.id == compte_id)).first()
    siens = col(AvisOuverture.compte_id) == compte_id
    return or_(siens, col(AvisOuverture.cle_mail) == cle) if cle else siens
