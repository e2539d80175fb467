"""RNA: the number of an association in the Répertoire national des associations."""

import re

from portail.core.saisie import compacter

# The second and third characters name the department: Corsica's have a letter, and so do those overseas.
_FORME = re.compile("W[0-9][0-9A-Z][0-9]{7}")


def lire_rna(texte: str) -> str:
    """« W » and nine characters, in capitals. Raises `ValueError`."""
    compact = compacter(texte).upper()
    if not compact:
        raise ValueError("Saisissez le numéro RNA : il commence par W, suivi de 9 chiffres.")
    if compact.isdigit() and len(compact) in (9, 14):
        raise ValueError("Ceci ressemble à un SIREN ou à un SIRET : le numéro RNA commence par W.")
    if not _FORME.fullmatch(compact):
        raise ValueError("Le numéro RNA commence par W, suivi de 9 chiffres, par exemple W751234567.")
    return compact
