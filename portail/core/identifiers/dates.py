"""Dates as people write them, day first."""

import re
from calendar import monthrange
from datetime import date

from portail.core.saisie import sans_accents, une_ligne

AGE_SEUL = 16
"""Below this age, an adult in charge should make the request (a warning, never a refusal)."""

_AGE_MAX = 120
_AIDE = "écrivez le jour, le mois et l’année, par exemple 27/3/1990."
_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_ABREGES = {"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_NUMEROS = {sans_accents(nom): rang for rang, nom in enumerate(_MOIS, start=1)} | _ABREGES
_JOURS = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?"
_ISO = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_CHIFFRES = re.compile(r"([0-9]{1,2}) ?[-/., ] ?([0-9]{1,2}) ?[-/., ] ?([0-9]{1,6})")
_SERRE = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20|21)[0-9]{2})")
_LETTRES = re.compile(_JOURS + r"([0-9]{1,2})(?:er)?[ -]?([a-z]+)\.?[ -]?([0-9]+)")


def lire_date(texte: str) -> date:
    """Read « 3/4/1990 », « 03 04 1990 », « 03041990 », « 1990-04-03 » or « 3 avril 1990 », day first.

    Two-figure years and six figures in a row are refused: they can be read in two ways. Raises `ValueError`.
    """
    propre = sans_accents(une_ligne(texte))
    if not propre:
        raise ValueError(f"Saisissez une date : {_AIDE}")
    if iso := _ISO.fullmatch(propre):
        annee, mois, jour = iso.groups()
        return _construire(jour, int(mois), annee)
    if chiffres := (_CHIFFRES.fullmatch(propre) or _SERRE.fullmatch(propre)):
        return _construire(chiffres[1], int(chiffres[2]), chiffres[3])
    lettres = _LETTRES.fullmatch(propre)
    if lettres and lettres[2] in _NUMEROS:
        return _construire(lettres[1], _NUMEROS[lettres[2]], lettres[3])
    raise ValueError(f"Cette date n’est pas comprise : {_AIDE}")


def _construire(jour: str, mois: int, annee: str) -> date:
    if len(annee) != 4:
        raise ValueError(f"Écrivez l’année avec quatre chiffres : {_AIDE}")
    j, a = int(jour), int(annee)
    if not 1800 <= a <= 2200:
        raise ValueError(f"L’année {annee} est trop éloignée : vérifiez-la.")
    if not 1 <= mois <= 12:
        raise ValueError(f"Le mois va de 1 à 12 : {_AIDE}")
    dernier = monthrange(a, mois)[1]
    if not 1 <= j <= dernier:
        raise ValueError(f"Le {j} {_MOIS[mois - 1]} {a} n’existe pas : ce mois compte {dernier} jours.")
    return date(a, mois, j)


def il_y_a(mois: int, jour: date) -> date:
    """The same day so many months before, or the last one of a month that is shorter."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 - mois, 12)
    return date(annee, rang + 1, min(jour.day, monthrange(annee, rang + 1)[1]))


def age(naissance: date, jour: date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


def verifier_date_naissance(texte: str, aujourd_hui: date) -> date:
    """A real birth date, in the past and at most 120 years ago. Raises `ValueError`."""
    naissance = lire_date(texte)
    if naissance >= aujourd_hui:
        raise ValueError("La date de naissance doit être passée : vérifiez l’année.")
    if age(naissance, aujourd_hui) > _AGE_MAX:
        raise ValueError(f"Cette date remonte à plus de {_AGE_MAX} ans : vérifiez l’année.")
    return naissance


def moins_de_16_ans(naissance: date, aujourd_hui: date) -> bool:
    """Whether the person is under 16 on that day: the screen then warns, and refuses nothing."""
    return age(naissance, aujourd_hui) < AGE_SEUL
