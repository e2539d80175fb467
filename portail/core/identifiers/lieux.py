"""Postal codes and the official codes of communes."""

import re

from portail.core.saisie import chiffres_ordinaires, compacter

# Metropolitan departments with Corsica as 20, then overseas and Monaco (La Poste).
_CODE_POSTAL = re.compile(r"(0[1-9]|[1-8]\d|9[0-5]|97[1-8]|98[04678])\d+")
_CODE_COMMUNE = re.compile(r"(\d{2}|2[AB])\d{3}")


def lire_code_postal(texte: str) -> str:
    """A French postal code, overseas included. Raises `ValueError`."""
    compact = compacter(texte)
    if not compact:
        raise ValueError("Saisissez le code postal : il compte 5 chiffres.")
    if not chiffres_ordinaires(compact):
        raise ValueError("Le code postal s’écrit seulement avec les chiffres de 0 à 9.")
    if len(compact) != 5:
        raise ValueError(f"Le code postal compte 5 chiffres ; vous en avez saisi {len(compact)}.")
    if not _CODE_POSTAL.fullmatch(compact):
        raise ValueError("Ce code postal n’existe pas : vérifiez les deux premiers chiffres.")
    return compact


def lire_code_commune(texte: str) -> str:
    """A commune's official code, « 86194 » or « 2A004 » (not its postal code). Raises `ValueError`."""
    compact = compacter(texte).upper()
    if not compact.isascii() or not _CODE_COMMUNE.fullmatch(compact):
        raise ValueError("Choisissez la commune dans la liste proposée.")
    return compact
