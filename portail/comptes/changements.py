"""What people change in their own access: password, identifier, open sessions; and closing the account."""

import uuid
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from portail.comptes import jetons, mails, mots_de_passe, sessions
from portail.comptes.identifiants import PRIS, identifiant_libre, retirer
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.comptes.views import SessionVue, vue_session
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.core.identifiers import cle_identifiant, verifier_identifiant
from portail.infra import ratelimit
from portail.infra.journal import consigner

ESSAIS = ("5/minute", "20/hour")
CHANGEMENTS = "10/hour"


@dataclass(frozen=True)
class Preuve:
    """That a signed-in person knows the password of their account, as it was at that instant."""

    compte_id: uuid.UUID
    hache: str


def verifier_mot_de_passe(session: Session, acteur: Acteur, mot: str, champ: str = "mot_de_passe") -> Preuve:
    """Compare the password of the person. Slow as a hash: call it where nothing is written.

    Raises:
        Invalide: on `champ`.
        TropDeDemandes: too many tries.
    """
    for limite in ESSAIS:
        ratelimit.exiger(
            limite, "preuve", str(acteur.id), message="Trop d’essais. Réessayez dans quelques minutes."
        )
    compte = session.get(Compte, acteur.id)
    hache = compte.mot_de_passe if compte else ""
    if not mots_de_passe.verifier(mot, hache):
        raise Invalide({champ: "Ce n’est pas votre mot de passe actuel."})
    ratelimit.effacer(ESSAIS, "preuve", str(acteur.id))
    return Preuve(acteur.id, hache)


def compte_prouve(session: Session, acteur: Acteur, preuve: Preuve) -> Compte:
    """The account of the person, its password being still the proven one.

    Raises:
        Conflit: the password was changed meanwhile.
    """
    compte = session.get(Compte, acteur.id)
    if compte is None or (preuve.compte_id, preuve.hache) != (compte.id, compte.mot_de_passe):
        raise Conflit("Votre mot de passe vient de changer. Recommencez.")
    return compte


def changer_mot_de_passe(session: Session, acteur: Acteur, preuve: Preuve, hache: str) -> int:
    """Replace the password (`hache` from `mots_de_passe.choisir`) and close the other sessions; say how many.

    Raises:
        Conflit: the password was changed meanwhile.
    """
    compte = compte_prouve(session, acteur, preuve)
    compte.mot_de_passe = hache
    # Whoever held the former password may have asked for these.
    jetons.annuler(session, compte.id, *Usage)
    mails.poster(session, mails.mot_de_passe_change(compte.mail))
    consigner(session, "mot_de_passe.change", compte.id, acteur_id=acteur.id)
    return sessions.fermer_les_autres(session, compte.id, sauf=acteur.empreinte_session)


def changer_identifiant(session: Session, acteur: Acteur, preuve: Preuve, texte: str) -> str:
    """Take another identifier, which one signs in with, and return it.

    Raises:
        Conflit: the password was changed meanwhile.
        Invalide: on `identifiant`, improper or taken.
        TropDeDemandes: changed too often.
    """
    compte = compte_prouve(session, acteur, preuve)
    ratelimit.exiger(
        CHANGEMENTS, "identifiant", str(acteur.id), message="Trop de changements. Réessayez dans une heure."
    )
    try:
        identifiant = verifier_identifiant(texte, compte.mail)
    except ValueError as refus:
        raise Invalide({"identifiant": str(refus)}) from None
    cle = cle_identifiant(identifiant)
    if cle != compte.cle_identifiant and not identifiant_libre(session, cle):
        raise Invalide({"identifiant": PRIS})
    if identifiant == compte.identifiant:
        return identifiant
    try:
        with session.begin_nested():
            retirer(session, cle)
            compte.identifiant, compte.cle_identifiant = identifiant, cle
            session.flush()
    except IntegrityError:
        raise Invalide({"identifiant": PRIS}) from None
    mails.poster(session, mails.identifiant_change(compte.mail, identifiant))
    consigner(session, "identifiant.change", compte.id, acteur_id=acteur.id)
    return identifiant


def sessions_ouvertes(session: Session, acteur: Acteur) -> list[SessionVue]:
    """The person's open sessions: the present one first, then the last seen."""
    vues = [vue_session(o, acteur.empreinte_session) for o in sessions.ouvertes(session, acteur.id)]
    return sorted(vues, key=lambda vue: not vue.courante)


def deconnecter(session: Session, acteur: Acteur, reference: str) -> None:
    """Close one of the person's other sessions.

    Raises:
        Introuvable: not one of theirs, or closed already.
    """
    for ouverte in sessions.ouvertes(session, acteur.id):
        vue = vue_session(ouverte, acteur.empreinte_session)
        if vue.reference == reference and not vue.courante:
            sessions.fermer(session, ouverte.empreinte)
            consigner(session, "session.fermee", acteur.id, acteur_id=acteur.id)
            return
    raise Introuvable("Cette session est déjà fermée.")


def deconnecter_les_autres(session: Session, acteur: Acteur) -> int:
    """Close every session of the person but the present one; return how many were closed."""
    nombre = sessions.fermer_les_autres(session, acteur.id, sauf=acteur.empreinte_session)
    consigner(session, "session.fermees", acteur.id, acteur_id=acteur.id, nombre=nombre)
    return nombre


def supprimer_compte(session: Session, acteur: Acteur, preuve: Preuve) -> None:
    """Erase the account with its sessions and links, and write to its address a last time.

    The rooms above must first erase, or untie, what refers to it.

    Raises:
        Conflit: the password was changed meanwhile.
    """
    compte = compte_prouve(session, acteur, preuve)
    mails.poster(session, mails.compte_supprime(compte.mail))
    effacer(session, compte, acteur_id=acteur.id)


def effacer(session: Session, compte: Compte, acteur_id: uuid.UUID | None = None) -> None:
    """Erase an account with its sessions and links, asked for by that person or by nobody."""
    sessions.fermer_les_autres(session, compte.id)
    consigner(session, "compte.supprime", compte.id, acteur_id=acteur_id)
    session.delete(compte)
    session.flush()
