"""A person's copy of what the portal knows of them (RGPD, articles 15 and 20)."""

from typing import Any

from sqlmodel import Session, col, select

from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.demandeurs import iban as coffre
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import CIVILITES, TypeDemandeur
from portail.infra import ratelimit
from portail.infra.journal import EntreeJournal, consigner

COPIES = "10/hour"
TROP = "Vous avez téléchargé vos données plusieurs fois. Réessayez dans une heure."


def donnees_de(session: Session, acteur: Acteur) -> dict[str, Any]:
    """The account, its sheet, its open sessions and what the journal says of its owner, ready for JSON.

    Raises:
        TropDeDemandes: asked too often.
    """
    ratelimit.exiger(COPIES, "mes-donnees", str(acteur.id), message=TROP)
    compte = session.get_one(Compte, acteur.id)
    consigner(session, "donnees.copiees", acteur.id, acteur_id=acteur.id)
    return {
        "compte": {
            "nom": compte.nom,
            "prenom": compte.prenom,
            "mail": compte.mail,
            "identifiant": compte.identifiant,
            "cree_le": compte.cree_le.isoformat(),
            "active_le": compte.active_le.isoformat() if compte.active_le else None,
            "derniere_connexion": compte.vu_le.isoformat() if compte.vu_le else None,
        },
        "fiche": _fiche(session.get(Fiche, acteur.id)),
        "sessions": [
            {
                "appareil": ouverte.appareil,
                "ouverte_le": ouverte.cree_le.isoformat(),
                "vue_le": ouverte.vue_le.isoformat(),
            }
            for ouverte in sessions.ouvertes(session, acteur.id)
        ],
        "journal": _journal(session, acteur),
    }


def _fiche(fiche: Fiche | None) -> dict[str, Any] | None:
    if fiche is None:
        return None
    return {
        "vous_etes": TypeDemandeur(fiche.type_demandeur).libelle,
        "date_naissance": fiche.date_naissance.isoformat() if fiche.date_naissance else None,
        "siret": fiche.siret,
        "organisation": fiche.organisation,
        "civilite": CIVILITES.get(fiche.civilite, ""),
        "telephone": fiche.telephone,
        "adresse": fiche.adresse,
        "representant_nom": fiche.representant_nom,
        "representant_qualite": fiche.representant_qualite,
        "titulaire": fiche.titulaire,
        "iban": coffre.ouvrir(fiche.iban),
        "bic": fiche.bic,
        "banque": fiche.banque,
        "a_revoir": coffre.montrer(fiche.a_revoir),
        "modifie_le": fiche.modifie_le.isoformat(),
    }


def _journal(session: Session, acteur: Acteur) -> list[dict[str, str]]:
    query = select(EntreeJournal).where(EntreeJournal.acteur_id == acteur.id)
    entrees = session.exec(query.order_by(col(EntreeJournal.quand)))
    return [{"quand": entree.quand.isoformat(), "action": entree.action} for entree in entrees]
