"""Accounts for the tests of handlers."""

from typing import Any

from portail.comptes import mots_de_passe
from portail.comptes.models import Compte
from portail.comptes.rules import Role
from portail.core import clock
from portail.core.identifiers import cle_identifiant, cle_mail
from portail.infra.db import transaction

MOT_DE_PASSE = "cerf-volant mauve 7"


def compte_actif(identifiant: str = "zoe", **autre: Any) -> Compte:
    """An active account, committed; its address is `identifiant`@exemple.fr unless told otherwise."""
    faits: dict[str, Any] = {
        "nom": "Martin",
        "prenom": identifiant.capitalize(),
        "mail": f"{identifiant}@exemple.fr",
        "identifiant": identifiant,
        "mot_de_passe": mots_de_passe.hacher(MOT_DE_PASSE),
        "active_le": clock.now(),
        "role": Role.DEMANDEUR,
        **autre,
    }
    cles = {
        "cle_mail": cle_mail(faits["mail"]),
        "cle_identifiant": cle_identifiant(faits["identifiant"]),
    }
    with transaction() as session:
        made = Compte(**faits, **cles)
        session.add(made)
    return made
