"""The name an account is opened with."""

import re

from portail.core.identifiers.adresse_mail import cle_mail
from portail.core.saisie import nettoyer

_PERMIS = re.compile(r"[A-Za-z0-9._@+-]+")


def lire_identifiant(texte: str) -> str:
    """3 to 64 plain letters, figures or . - _ @ +, as typed. Raises `ValueError`."""
    propre = nettoyer(texte)
    if not propre:
        raise ValueError("Choisissez un identifiant ; votre adresse mail convient bien.")
    if re.search(r"\s", propre):
        raise ValueError("L’identifiant ne peut pas contenir d’espace.")
    if not _PERMIS.fullmatch(propre):
        raise ValueError(
            "L’identifiant s’écrit avec des lettres sans accent, des chiffres et les signes . - _ @ +"
        )
    if len(propre) < 3:
        raise ValueError("L’identifiant compte au moins 3 caractères.")
    if len(propre) > 64:
        raise ValueError("L’identifiant compte 64 caractères au plus.")
    return propre


def cle_identifiant(texte: str) -> str:
    """The key identifiers are compared by: capitals do not count."""
    return nettoyer(texte).casefold()


def verifier_identifiant(texte: str, mail: str) -> str:
    """`lire_identifiant`, and an identifier in the shape of an address must be the account's own `mail`.

    Otherwise one could take another person's address as a name, and receive what is meant for them.
    Raises `ValueError`.
    """
    identifiant = lire_identifiant(texte)
    if "@" in identifiant and cle_identifiant(identifiant) != cle_mail(mail):
        raise ValueError(
            "Un identifiant avec @ doit être votre propre adresse mail ; sinon, retirez le signe @."
        )
    return identifiant
