"""SIRET: the number of a French establishment."""

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from portail.core.saisie import chiffres_ordinaires, compacter


def _verifier_chiffres(compact: str) -> None:
    if not compact:
        raise ValueError("Saisissez le numéro SIRET : il compte 14 chiffres.")
    if not chiffres_ordinaires(compact):
        raise ValueError("Le numéro SIRET s’écrit seulement avec les chiffres de 0 à 9.")
    if len(compact) != 14:
        siren = " C’est sans doute le SIREN : ajoutez les 5 chiffres de l’établissement."
        raise ValueError(
            f"Le numéro SIRET compte 14 chiffres ; vous en avez saisi {len(compact)}."
            + (siren if len(compact) == 9 else "")
        )
    if set(compact[:9]) == {"0"}:
        raise ValueError("Ce numéro SIRET n’existe pas : saisissez celui de votre organisme.")


def lire_siret(texte: str) -> str:
    """The 14 figures of a SIRET, its key checked (Luhn; for La Poste the sum of the figures).

    Spaces, dashes and dots of every kind are forgiven. Raises `ValueError`.
    """
    compact = compacter(texte)
    _verifier_chiffres(compact)
    try:
        return str(stdnum_siret.validate(compact))
    except ValidationError:
        raise ValueError("Ce numéro SIRET comporte une erreur : vérifiez chacun des 14 chiffres.") from None


def formater_siret(siret: str) -> str:
    """A canonical SIRET as « 123 456 789 00012 », with non-breaking spaces."""
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
