"""Telephone numbers: French by default, overseas and foreign ones welcome (E.164 inside)."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from portail.core.saisie import compacter, nettoyer

# Asked before metropolitan France: 0596… typed without +596 is Martinique.
_REGIONS = ("GP", "MQ", "GF", "RE", "YT", "FR")
_PERMIS = set("0123456789+() ")


def lire_telephone(texte: str) -> str:
    """The number in E.164 (« +33612345678 »). Raises `ValueError`."""
    if not nettoyer(texte):
        raise ValueError("Saisissez un numéro de téléphone, par exemple 06 12 34 56 78.")
    compact = compacter(texte)
    if set(compact) - _PERMIS:
        raise ValueError(
            "Le numéro de téléphone s’écrit seulement avec des chiffres, et un + au début s’il le faut."
        )
    if compact.startswith("00"):
        compact = f"+{compact[2:]}"
    numero = _reconnaitre(compact)
    if numero is None:
        raise ValueError(_phrase_refus(compact))
    return phonenumbers.format_number(numero, PhoneNumberFormat.E164)


def _reconnaitre(compact: str) -> PhoneNumber | None:
    for region in _REGIONS:
        try:
            numero = phonenumbers.parse(compact, region)
        except NumberParseException:
            return None
        if phonenumbers.is_valid_number(numero):
            return numero
    return None


def _phrase_refus(compact: str) -> str:
    chiffres = sum(c.isdigit() for c in compact)
    if compact.startswith("+"):
        return "Ce numéro de téléphone n’existe pas : vérifiez l’indicatif du pays et les chiffres."
    if chiffres != 10:
        return (
            f"Un numéro de téléphone français compte 10 chiffres ; vous en avez saisi {chiffres}. "
            "Pour un autre pays, commencez par + et son indicatif."
        )
    return "Ce numéro de téléphone n’existe pas : vérifiez les chiffres."


def formater_telephone(e164: str) -> str:
    """« 06 12 34 56 78 » for a number of metropolitan France, « +590 690 55 12 34 » for the others."""
    numero = phonenumbers.parse(e164)
    national = numero.country_code == 33
    style = PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(numero, style).replace(" ", "\u00a0")
