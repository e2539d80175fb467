"""Activating an account with the link mailed to its address."""

from dataclasses import dataclass

from sqlmodel import Session

from portail.comptes import jetons, mots_de_passe
from portail.comptes.connexion import emettre_billet
from portail.comptes.freins import compter_lien
from portail.comptes.inscription import renvoyer_activation
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.models import Compte, Jeton
from portail.comptes.rules import suite_sure
from portail.core import clock
from portail.core.errors import Invalide
from portail.infra import ratelimit
from portail.infra.journal import consigner

ESSAIS_PAR_LIEN = "5/15 minutes"
SUITE = "/aides"
TROP = "Trop d’essais. Réessayez dans un quart d’heure."


@dataclass(frozen=True)
class Ouverture:
    """An account just opened for its owner: the sign-in ticket, and where to go."""

    billet: str
    suite: str


def examiner(session: Session, secret: str, visiteur: str, reseau: str) -> str:
    """What a link is worth, without using it.

    « pret », « mot_de_passe » (the person must type theirs), « utilise » (the account is active), « expire »
    or « inconnu ».

    Raises:
        TropDeDemandes: too many links looked at.
    """
    compter_lien(reseau)
    try:
        jeton = jetons.lire(session, Usage.ACTIVATION, secret)
    except JetonRefuse as refus:
        compte = session.get(Compte, refus.jeton.compte_id) if refus.jeton else None
        return "utilise" if compte and compte.active_le else refus.raison
    return "mot_de_passe" if _a_prouver(jeton, visiteur) else "pret"


def _a_prouver(jeton: Jeton, visiteur: str) -> bool:
    """Whether the link alone is not enough: two browsers asked for the address, and this one did not last."""
    contestee = bool(jeton.charge.get("contestee", True))
    return contestee and (not visiteur or jeton.charge.get("visiteur") != visiteur)


def activer(session: Session, secret: str, visiteur: str, reseau: str, mot: str = "") -> Ouverture:
    """Use the link: the account is active and its owner gets a sign-in ticket.

    Raises:
        JetonRefuse: unknown, used or expired link.
        Invalide: on `mot_de_passe`, when it is needed and wrong.
        TropDeDemandes: too many tries.
    """
    compter_lien(reseau)
    jeton = jetons.lire(session, Usage.ACTIVATION, secret)
    compte = session.get_one(Compte, jeton.compte_id)
    if _a_prouver(jeton, visiteur):
        ratelimit.exiger(ESSAIS_PAR_LIEN, "activation", jeton.empreinte, message=TROP)
        if not mots_de_passe.verifier(mot, compte.mot_de_passe):
            raise Invalide({"mot_de_passe": "Ce n’est pas le mot de passe choisi pour ce compte."})
    jetons.consommer(session, Usage.ACTIVATION, secret)
    jetons.annuler(session, compte.id, Usage.ACTIVATION)
    compte.active_le = clock.now()
    consigner(session, "compte.active", compte.id, acteur_id=compte.id)
    return Ouverture(emettre_billet(session, compte.id), suite_sure(jeton.charge.get("suite"), SUITE))


def renvoyer_par_lien(session: Session, secret: str, reseau: str) -> None:
    """Mail a new link to the account of an expired one.

    Raises:
        TropDeDemandes: asked too often.
    """
    compter_lien(reseau)
    try:
        compte_id = jetons.lire(session, Usage.ACTIVATION, secret).compte_id
    except JetonRefuse as refus:
        if refus.jeton is None:
            raise
        compte_id = refus.jeton.compte_id
    renvoyer_activation(session, session.get_one(Compte, compte_id).mail, reseau)
