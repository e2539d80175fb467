"""What « Mes infos personnelles » shows of how one signs in."""

from dataclasses import dataclass

from sqlmodel import Session

from portail.comptes import changement_mail, changements, connexion, sessions
from portail.comptes.changements import Preuve
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.comptes.views import SessionVue
from portail.core.formats import pluriel


@dataclass(frozen=True)
class Acces:
    """`mail_attendu`: the address one moves to; `reste`: who must still confirm it.

    `annonce`: what was just done to the password, once the session it opened is there.
    """

    mail: str
    identifiant: str
    mail_attendu: str
    reste: str
    sessions: list[SessionVue]
    annonce: str


def lire(session: Session, acteur: Acteur) -> Acces:
    """The account as it is now, which the few seconds' memory of who is signed in may not yet know."""
    compte = session.get_one(Compte, acteur.id)
    mouvement = changement_mail.en_cours(session, acteur)
    return Acces(
        mail=compte.mail,
        identifiant=compte.identifiant,
        mail_attendu=mouvement.nouveau if mouvement else "",
        reste=_reste(mouvement) if mouvement else "",
        sessions=changements.sessions_ouvertes(session, acteur),
        annonce=connexion.lire_annonce(session, acteur.id),
    )


def changer_mot_de_passe(session: Session, acteur: Acteur, preuve: Preuve, hache: str) -> str:
    """Replace the password; every session ends, the present one when the ticket returned is exchanged.

    Whoever holds a copy of the present cookie must lose it too.

    Raises:
        Conflit: the password was changed meanwhile.
    """
    fermees = changements.changer_mot_de_passe(session, acteur, preuve, hache)
    suite = f" {pluriel(fermees, 'autre session fermée', 'autres sessions fermées')}." if fermees else ""
    return connexion.emettre_billet(session, acteur.id, f"Votre mot de passe est changé.{suite}")


def renoncer(session: Session, acteur: Acteur) -> None:
    """The ticket could not be exchanged: the present session ends all the same."""
    sessions.fermer(session, acteur.empreinte_session)


def _reste(mouvement: changement_mail.Changement) -> str:
    if mouvement.ancienne_confirmee:
        return "L’adresse actuelle a confirmé. Ouvrez le lien reçu à la nouvelle."
    if mouvement.nouvelle_confirmee:
        return "La nouvelle adresse a confirmé. Ouvrez le lien reçu à l’adresse actuelle."
    return "Ouvrez le lien reçu à chacune des deux adresses."
