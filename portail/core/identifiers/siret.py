"""SIRET, SIREN and RNA: the numbers of French organisations."""

import re

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from portail.core.saisie import chiffres_ordinaires, compacter

# Overseas and Corsican registries put a letter after the first figure: W2A…, W9R….
_RNA = re.compile(r"W\d[0-9A-Z]\d{7}")


def _verifier_chiffres(compact: str, nom: str, attendu: int) -> None:
    if not compact:
        raise ValueError(f"Saisissez le numéro {nom} : il compte {attendu} chiffres.")
    if not chiffres_ordinaires(compact):
        raise ValueError(f"Le numéro {nom} s’écrit seulement avec les chiffres de 0 à 9.")
    if len(compact) != attendu:
        raise ValueError(
            f"Le numéro {nom} compte {attendu} chiffres ; vous en avez saisi {len(compact)}."
            + _indice(nom, len(compact))
        )
    if set(compact[:9]) == {"0"}:
        raise ValueError(f"Ce numéro {nom} n’existe pas : saisissez celui de votre organisme.")


def _indice(nom: str, longueur: int) -> str:
    if nom == "SIRET" and longueur == 9:
        return " C’est sans doute le SIREN : ajoutez les 5 chiffres de l’établissement."
    if nom == "SIREN" and longueur == 14:
        return " C’est sans doute le SIRET : gardez les 9 premiers chiffres."
    return ""


def lire_siret(texte: str) -> str:
    """The 14 figures of a SIRET, its key checked (Luhn; for La Poste the sum of the figures).

    Spaces, dashes and dots of every kind are forgiven. Raises `ValueError`.
    """
    compact = compacter(texte)
    _verifier_chiffres(compact, "SIRET", 14)
    try:
        return str(stdnum_siret.validate(compact))
    except ValidationError:
        raise ValueError("Ce numéro SIRET comporte une erreur : vérifiez chacun des 14 chiffres.") from None


def lire_siren(texte: str) -> str:
    """The 9 figures of a SIREN, its Luhn key checked. Raises `ValueError`."""
    compact = compacter(texte)
    _verifier_chiffres(compact, "SIREN", 9)
    try:
        return str(stdnum_siren.validate(compact))
    except ValidationError:
        raise ValueError("Ce numéro SIREN comporte une erreur : vérifiez chacun des 9 chiffres.") from None


def formater_siret(siret: str) -> str:
    """A canonical SIRET as « 123 456 789 00012 », with non-breaking spaces."""
    return f"{formater_siren(siret[:9])}\u00a0{siret[9:]}"


def formater_siren(siren: str) -> str:
    """A canonical SIREN as « 123 456 789 », with non-breaking spaces."""
    return "\u00a0".join((siren[:3], siren[3:6], siren[6:9]))


def lire_rna(texte: str) -> str:
    """An association's number in the national register: W and 9 characters. Raises `ValueError`."""
    compact = compacter(texte).upper()
    if not compact:
        raise ValueError("Saisissez le numéro RNA : la lettre W suivie de 9 chiffres.")
    if not compact.isascii() or not _RNA.fullmatch(compact):
        raise ValueError("Le numéro RNA compte la lettre W suivie de 9 chiffres, par exemple W861001234.")
    return compact
