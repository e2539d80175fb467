"""Addresses of the web, as people type them."""

import re
from urllib.parse import SplitResult, urlsplit

import idna

from portail.core.saisie import nettoyer

LONGUEUR_MAX = 2_000

_AIDE = "saisissez une adresse comme https://www.exemple.fr."
_PROTOCOLE = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*://")
_EXTENSION = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")


def lire_url(texte: str) -> str:
    """An address in http or https whose host may exist, « https:// » added when it was left out.

    Raises `ValueError`.
    """
    propre = nettoyer(texte)
    if not propre:
        raise ValueError("Saisissez l’adresse d’un site, par exemple https://www.exemple.fr.")
    if re.search(r"\s", propre):
        raise ValueError(f"Une adresse de site ne contient pas d’espace : {_AIDE}")
    if len(propre) > LONGUEUR_MAX:
        raise ValueError("Cette adresse est trop longue : vérifiez-la.")
    try:
        lue = urlsplit(propre if _PROTOCOLE.match(propre) else f"https://{propre}")
        port = lue.port
    except ValueError:
        raise ValueError(f"Cette adresse de site n’est pas comprise : {_AIDE}") from None
    if lue.scheme not in ("http", "https"):
        raise ValueError("L’adresse d’un site commence par https:// ou http://.")
    if "@" in lue.netloc:
        raise ValueError(f"Ceci ressemble à une adresse mail : {_AIDE}")
    hote = _hote(lue)
    return lue._replace(netloc=f"{hote}:{port}" if port else hote).geturl()


def _hote(lue: SplitResult) -> str:
    """The name of the site, in the letters the network knows (IDNA)."""
    try:
        hote = idna.encode(lue.hostname or "", uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        hote = ""
    if not _EXTENSION.fullmatch(hote.rpartition(".")[2]) or "." not in hote.strip("."):
        raise ValueError(f"Le nom de ce site n’est pas complet : {_AIDE}")
    return hote
