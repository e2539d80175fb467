"""What « Mes infos personnelles » shows of how one signs in."""

from dataclasses import dataclass

from sqlmodel import Session

from portail.comptes import changement_mail, changements
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.comptes.views import SessionVue


@dataclass(frozen=True)
class Acces:
    """`mail_attendu`: the address one moves to; `reste`: who must still confirm it."""

    mail: str
    identifiant: str
    mail_attendu: str
    reste: str
    sessions: list[SessionVue]


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
    )


def _reste(mouvement: changement_mail.Changement) -> str:
    if mouvement.ancienne_confirmee:
        return "L’adresse actuelle a confirmé. Ouvrez le lien reçu à la nouvelle."
    if mouvement.nouvelle_confirmee:
        return "La nouvelle adresse a confirmé. Ouvrez le lien reçu à l’adresse actuelle."
    return "Ouvrez le lien reçu à chacune des deux adresses."
