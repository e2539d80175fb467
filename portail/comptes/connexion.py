"""Signing in: who the password belongs to, then a ticket that the browser exchanges for its cookie."""

import uuid
from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, or_, select

from portail.comptes import freins, jetons, mots_de_passe
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte, Jeton
from portail.core import clock
from portail.core.identifiers import cle_identifiant
from portail.infra import journal
from portail.infra.journal import consigner

DUREE_BILLET = timedelta(seconds=60)
DUREE_ANNONCE = timedelta(seconds=30)
DUREE_JOURNAL = timedelta(days=365)  # as the page « Données personnelles » says
REFUS = (
    "Identifiant ou mot de passe incorrect, ou compte pas encore activé. Vérifiez-les, ou choisissez "
    "« Mot de passe oublié »."
)
LONGUEUR_NOM = 254  # the longest mail address (RFC 5321 §4.5.3.1.3)


@dataclass(frozen=True)
class Verdict:
    """What a try at signing in was worth. `compte_id` is also there when it was refused."""

    cle: str
    reseau: str
    compte_id: uuid.UUID | None
    exact: bool
    hache: str  # the hash that was verified
    nouveau_hache: str  # its replacement, when it was made with other parameters than today's


def trouver_compte(session: Session, nom: str) -> Compte | None:
    """The account of an identifier or of a mail address, whatever the case."""
    cle = cle_identifiant(nom[:LONGUEUR_NOM])
    query = select(Compte).where(or_(col(Compte.cle_identifiant) == cle, col(Compte.cle_mail) == cle))
    return session.exec(query).first()


def verifier(session: Session, nom: str, mot: str, reseau: str, connus: Set[str] = frozenset()) -> Verdict:
    """Compare a password; writes nothing, and takes as long when there is no such account.

    One that was never activated answers like none: anybody may have signed up with an address and a password
    of theirs, only to see whether the address had an account.

    `connus`: the accounts that this browser signed in to before (`appareils.connus`).

    Raises:
        TropDeDemandes: after too many tries, whether or not the account exists.
    """
    cle = cle_identifiant(nom[:LONGUEUR_NOM])
    compte = trouver_compte(session, nom)
    freins.compter_essai(cle, reseau, connu=compte is not None and str(compte.id) in connus)
    hache = compte.mot_de_passe if compte else ""
    exact = mots_de_passe.verifier(mot, hache) and compte is not None and compte.active_le is not None
    if exact:
        freins.oublier_essais(cle, reseau)
    else:
        freins.compter_echec(reseau)
    nouveau = mots_de_passe.hacher(mot) if exact and mots_de_passe.a_rehacher(hache) else ""
    return Verdict(cle, reseau, compte.id if compte else None, exact, hache, nouveau)


def conclure(session: Session, verdict: Verdict) -> str:
    """Write the outcome in the journal and give the ticket; an empty one is a refusal.

    A refusal is returned rather than raised, which would undo its line in the journal.
    """
    compte = session.get(Compte, verdict.compte_id) if verdict.compte_id else None
    # Changed or closed between the two transactions: the password that was verified is not the present one.
    if compte is None or not verdict.exact or compte.mot_de_passe != verdict.hache:
        consigner(session, "connexion.refusee", verdict.compte_id or "inconnu")
        return ""
    if verdict.nouveau_hache:
        compte.mot_de_passe = verdict.nouveau_hache
    consigner(session, "connexion.acceptee", compte.id, acteur_id=compte.id)
    return emettre_billet(session, compte.id)


def emettre_billet(session: Session, compte_id: uuid.UUID, annonce: str = "") -> str:
    """A ticket for `ui.session_door`: exchanged once, within a minute, for a session cookie.

    `annonce`: what the page that follows says was done; see `lire_annonce`.
    """
    charge = {"annonce": annonce} if annonce else {}
    return jetons.emettre(session, Usage.CONNEXION, compte_id, DUREE_BILLET, charge)


def purger(session: Session) -> None:
    """Forget who signed in, or tried to, longer ago than people are told."""
    journal.oublier(session, ("connexion", "session"), clock.now() - DUREE_JOURNAL)


def lire_annonce(session: Session, compte_id: uuid.UUID) -> str:
    """What the ticket that was exchanged a moment ago was given for, if it says so."""
    recents = select(Jeton).where(
        Jeton.compte_id == compte_id,
        Jeton.usage == Usage.CONNEXION,
        col(Jeton.utilise_le) > clock.now() - DUREE_ANNONCE,
    )
    dernier = session.exec(recents.order_by(col(Jeton.utilise_le).desc())).first()
    return str(dernier.charge.get("annonce", "")) if dernier else ""
