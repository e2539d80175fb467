"""Times of the day as people write them."""

import re
from datetime import time

from portail.core.saisie import sans_accents, une_ligne

_HEURE = re.compile(r"([0-9]{1,2}) ?(?:h|:|heures?) ?([0-9]{1,2})?(?: ?(?:min|mn|minutes?))?")
_MOTS = {"midi": time(12), "minuit": time(0)}
_AIDE = "écrivez-la par exemple 14 h 30."


def lire_heure(texte: str) -> time:
    """Read « 14 h 30 », « 14h », « 14:30 », « 8 heures » or « midi ». Raises `ValueError`."""
    propre = sans_accents(une_ligne(texte))
    if not propre:
        raise ValueError(f"Saisissez une heure : {_AIDE}")
    if propre in _MOTS:
        return _MOTS[propre]
    lue = _HEURE.fullmatch(propre)
    if lue is None:
        raise ValueError(f"Cette heure n’est pas comprise : {_AIDE}")
    heures, minutes = int(lue[1]), int(lue[2] or 0)
    if heures > 23 or minutes > 59:
        raise ValueError("Cette heure n’existe pas : l’heure va de 0 à 23 et les minutes de 0 à 59.")
    return time(heures, minutes)


def formater_heure(heure: time) -> str:
    """« 14 h 30 », with non-breaking spaces."""
    return f"{heure.hour}\u00a0h\u00a0{heure.minute:02}"
