"""Getting back into an account: by a mailed link, or with one's identifier mailed again."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from portail.comptes import jetons, mails, sessions
from portail.comptes.connexion import LONGUEUR_NOM, emettre_billet, trouver_compte
from portail.comptes.freins import compter_lien
from portail.comptes.identifiants import prolonger
from portail.comptes.inscription import ATTENDEZ, relancer
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.core.identifiers import cle_identifiant, cle_mail
from portail.infra import ratelimit
from portail.infra.journal import consigner

VALIDITE = timedelta(hours=1)
MAILS_PAR_NOM = "3/hour"
MAILS_PAR_RESEAU = "20/hour"

SANS_PREUVE: list[Callable[[Session, uuid.UUID], object]] = []
"""What other rooms forget of an account that a mailbox activates without the password it was made with: its
owner may be another than whoever typed the rest."""


@dataclass(frozen=True)
class LienValide:
    """Whose password a link changes, and the words that password must not contain."""

    identifiant: str
    proches: tuple[str, ...]


def _compter(quoi: str, nom: str, reseau: str) -> None:
    cle = empreinte(cle_identifiant(nom[:LONGUEUR_NOM]))
    ratelimit.exiger(MAILS_PAR_NOM, quoi, cle, message=ATTENDEZ)
    ratelimit.exiger(MAILS_PAR_RESEAU, "recuperation", reseau, message=ATTENDEZ)


def demander_mot_de_passe(session: Session, nom: str, reseau: str) -> None:
    """Mail a link to the owner of an identifier or address; nothing is told when there is none.

    Raises:
        TropDeDemandes: asked too often, whether or not the account exists.
    """
    _compter("mot-de-passe", nom, reseau)
    compte = trouver_compte(session, nom)
    consigner(session, "mot_de_passe.demande", compte.id if compte else "inconnu")
    if compte is not None:
        secret = jetons.emettre(session, Usage.MOT_DE_PASSE, compte.id, VALIDITE)
        mails.poster(session, mails.mot_de_passe_oublie(compte.mail, secret))


def demander_identifiant(session: Session, mail: str, reseau: str) -> None:
    """Mail the identifier of an address; nothing is told when it has none.

    Raises:
        TropDeDemandes: asked too often, whether or not the account exists.
    """
    _compter("identifiant", mail, reseau)
    compte = trouver_compte(session, mail) if "@" in mail else None
    consigner(session, "identifiant.demande", compte.id if compte else "inconnu")
    prolonger(session, cle_mail(mail))
    if compte is None:
        return
    if compte.active_le is None:
        relancer(session, compte)
    else:
        mails.poster(session, mails.identifiant_oublie(compte.mail, compte.identifiant))


def lire_lien(session: Session, secret: str, reseau: str) -> LienValide:
    """What a link is for, without using it.

    Raises:
        JetonRefuse: unknown, used or expired link.
        TropDeDemandes: too many links looked at.
    """
    compter_lien(reseau)
    compte = session.get_one(Compte, jetons.lire(session, Usage.MOT_DE_PASSE, secret).compte_id)
    return LienValide(compte.identifiant, proches(compte))


def proches(compte: Compte) -> tuple[str, ...]:
    """The words a password of this account must not contain."""
    return (compte.nom, compte.prenom, compte.mail, compte.identifiant)


def definir_mot_de_passe(session: Session, secret: str, hache: str) -> str:
    """Use the link: the password is replaced, every session closed, and a sign-in ticket returned.

    The link came to the account's address: an account that was not yet active becomes so, without its RIB.

    Raises:
        JetonRefuse: unknown, used or expired link.
    """
    compte = session.get_one(Compte, jetons.consommer(session, Usage.MOT_DE_PASSE, secret).compte_id)
    compte.mot_de_passe = hache
    if compte.active_le is None:
        compte.active_le = clock.now()
        for oublier in SANS_PREUVE:
            oublier(session, compte.id)
    sessions.fermer_les_autres(session, compte.id)
    # Whoever held the former password may have asked for these.
    jetons.annuler(session, compte.id, *Usage)
    mails.poster(session, mails.mot_de_passe_change(compte.mail))
    consigner(session, "mot_de_passe.reinitialise", compte.id, acteur_id=compte.id)
    return emettre_billet(session, compte.id)
