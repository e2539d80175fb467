"""How values are written on screen, in mails and in documents: French typography, Paris time."""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from portail.core.clock import PARIS

_LANGUE = "fr_FR"
_INSECABLE = "\u00a0"


def euros(montant: Decimal) -> str:
    """« 1 234,50 € », always with two digits."""
    return str(format_currency(montant, "EUR", locale=_LANGUE))


def nombre(valeur: Decimal | int) -> str:
    """« 1 234,5 », with as many decimals as the value has."""
    return str(format_decimal(valeur, locale=_LANGUE, decimal_quantization=False))


def date_longue(jour: date) -> str:
    """« 3 avril 2026 », « 1er avril 2026 »."""
    premier = "er" if jour.day == 1 else ""
    mois = format_date(jour, "MMMM", locale=_LANGUE)
    return f"{jour.day}{premier}{_INSECABLE}{mois} {jour.year}"


def date_courte(jour: date) -> str:
    """« 03/04/2026 »."""
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def heure(instant: datetime) -> str:
    """« 14 h 32 » in Paris, from an aware instant. Raises `ValueError` on a naive one."""
    local = _a_paris(instant)
    return f"{local.hour}{_INSECABLE}h{_INSECABLE}{local.minute:02}"


def date_heure(instant: datetime) -> str:
    """« le 3 avril 2026 à 14 h 32 » in Paris, from an aware instant. Raises `ValueError` on a naive one."""
    return f"le {date_longue(_a_paris(instant).date())} à {heure(instant)}"


def le_meme_jour(un: datetime, autre: datetime) -> bool:
    """Whether two aware instants are of the same day in Paris. Raises `ValueError` on a naive one."""
    return _a_paris(un).date() == _a_paris(autre).date()


def _a_paris(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An aware instant is expected.")
    return instant.astimezone(PARIS)


def taille(octets: int) -> str:
    """« 820 octets », « 2,4 Mo », « 25 Mo »: decimal units, as browsers and systems show them now."""
    if octets < 1000:
        return pluriel(octets, "octet")
    valeur, unite = Decimal(octets), "octets"
    for suivante in ("ko", "Mo", "Go"):
        if round(valeur, 1) < 1000:
            break
        valeur, unite = valeur / 1000, suivante
    arrondi = round(valeur, 1 if valeur < 10 else 0)
    entier = arrondi == arrondi.to_integral_value()
    return f"{nombre(int(arrondi) if entier else arrondi)}{_INSECABLE}{unite}"


def pluriel(n: int, singulier: str, forme_plurielle: str | None = None) -> str:
    """« 0 dossier », « 1 dossier », « 2 dossiers » (in French the plural starts at two)."""
    mot = singulier if abs(n) < 2 else forme_plurielle or f"{singulier}s"
    return f"{nombre(n)}{_INSECABLE}{mot}"


def jours_restants(fin: date, aujourd_hui: date) -> str:
    """How long until the last day `fin`, included: « dernier jour », « encore 3 jours », « terminé »."""
    reste = (fin - aujourd_hui).days
    if reste < 0:
        return "terminé"
    return "dernier jour" if reste == 0 else f"encore {pluriel(reste, 'jour')}"
