"""Accounts for tests."""

from typing import Any

from sqlmodel import Session

from portail.comptes import mots_de_passe, sessions
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur, Role, empreinte
from portail.core import clock
from portail.core.identifiers import cle_identifiant, cle_mail
from portail.infra.db import transaction

MOT_DE_PASSE = "cerf-volant mauve 7"
HACHE = mots_de_passe.hacher(MOT_DE_PASSE)


def ajouter_compte(session: Session, identifiant: str = "zoe", **autre: Any) -> Compte:
    """An active account; its address is `identifiant`@exemple.fr unless told otherwise."""
    faits: dict[str, Any] = {
        "nom": "Martin",
        "prenom": identifiant.capitalize(),
        "mail": f"{identifiant}@exemple.fr",
        "identifiant": identifiant,
        "mot_de_passe": HACHE,
        "active_le": clock.now(),
        "role": Role.DEMANDEUR,
        **autre,
    }
    cles = {"cle_mail": cle_mail(faits["mail"]), "cle_identifiant": cle_identifiant(faits["identifiant"])}
    made = Compte(**faits, **cles)
    session.add(made)
    session.flush()
    return made


def compte_actif(identifiant: str = "zoe", **autre: Any) -> Compte:
    """The same, committed."""
    with transaction() as session:
        return ajouter_compte(session, identifiant, **autre)


def acteur_de(session: Session, compte: Compte, user_agent: str = "") -> Acteur:
    """The person, signed in with a session of their own."""
    return sessions.acteur_de(compte, empreinte(sessions.ouvrir(session, compte.id, user_agent)))
