"""Numbers and amounts as people write them in French."""

import re
from decimal import ROUND_HALF_UP, Decimal

from portail.core.saisie import nettoyer

MAX_ENTIER = 10**15
"""Beyond it a browser's numbers are no longer exact."""

_CENTIME = Decimal("0.01")
_UNITE = re.compile(r"\s*(€|euros?|eur)\s*$", re.IGNORECASE)
_GROUPES = re.compile(r"[+-]?\d{1,3}(?:([ .'’])\d{3})(?:\1\d{3})*")
_NOMBRE = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def lire_decimal(texte: str) -> Decimal:
    """Read « 1 234,5 », « 1234.5 » or « 1.234,50 »; a lone point before three figures is a decimal point.

    Raises `ValueError`.
    """
    propre = nettoyer(texte).replace("\u2212", "-")
    if not propre:
        raise ValueError("Saisissez un nombre.")
    simple = _point_decimal(propre)
    if not _NOMBRE.fullmatch(simple):
        raise ValueError("Saisissez un nombre en chiffres, par exemple 1 234,50.")
    nombre = Decimal(simple)
    if abs(nombre) > MAX_ENTIER or len(simple) > 40:
        raise ValueError("Ce nombre est trop grand : vérifiez-le.")
    return nombre


def _point_decimal(propre: str) -> str:
    """The number with one point at most, whatever separated its thousands; « ? » when unreadable."""
    if propre.count(",") > 1 or (propre.count(",") == 1 and "." in propre.split(",")[1]):
        return "?"
    entiere, virgule, decimales = propre.partition(",")
    entiere = entiere.strip() if virgule else entiere
    if not virgule and "." in entiere and not re.search(r"\.\d{3}\.\d{3}", entiere):
        entiere, virgule, decimales = entiere.rpartition(".")
    if re.search(r"[ .'’]", entiere):
        if not _GROUPES.fullmatch(entiere):
            return "?"
        entiere = re.sub(r"[ .'’]", "", entiere)
    return f"{entiere}.{decimales.strip()}" if virgule else entiere


def lire_entier(texte: str) -> int:
    """A whole number. Raises `ValueError`."""
    nombre = lire_decimal(texte)
    if nombre != nombre.to_integral_value():
        raise ValueError("Saisissez un nombre entier, sans virgule.")
    return int(nombre)


def lire_montant(texte: str) -> Decimal:
    """An amount in euros with two digits, « € » forgiven at its end. Raises `ValueError`."""
    propre = _UNITE.sub("", nettoyer(texte))
    if not propre:
        raise ValueError("Saisissez un montant en euros, par exemple 1 234,50.")
    try:
        nombre = lire_decimal(propre)
    except ValueError as refus:
        if "trop grand" in str(refus):
            raise ValueError("Ce montant est trop grand : vérifiez-le.") from None
        raise ValueError("Saisissez un montant en chiffres, par exemple 1 234,50.") from None
    montant = nombre.quantize(_CENTIME, ROUND_HALF_UP)
    if montant != nombre:
        raise ValueError("Un montant compte deux chiffres au plus après la virgule.")
    return montant
