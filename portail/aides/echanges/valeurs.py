"""Cells as spreadsheets mangle them: dates, whole numbers, lists, objects that are nearly JSON. Pure."""

import ast
import json
import re
from datetime import date, datetime, timedelta
from typing import Any

from portail.core.clock import PARIS
from portail.core.saisie import sans_piles, une_ligne

_JOUR_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets, which some write dates as a number of days from."""
_CLE_NUE = re.compile(r"([{,]\s*)([A-Za-zÀ-ÿ_]\w*)\s*:")
_FRANCAISE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T]+(\d{1,2})[:h]\d{2}(?::\d{2})?)?")
_ANNEE_D_ABORD = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_CODE = re.compile(
    r"PAYS-\d{5}|REG-\d{2}|DEP-(\d{2}|2[AB]|9[78]\d)|COM-(\d{5}|2[AB]\d{3})|EPCI-\d{9}"
    r"|(?!(PAYS|REG|DEP|COM|EPCI)-)[A-Z]{2,8}-[0-9A-Z]{1,12}"
)


class Illisible(ValueError):
    """A cell that makes no sense; the message says what to write instead."""


def jour(valeur: Any) -> date | None:
    """The day in Paris of a date or an instant; None when the cell is empty.

    « 2025-02-01T00:00:00Z » is that day, whatever its zone: nobody means one o'clock in the morning.

    Raises:
        Illisible: it is no date.
    """
    texte = "" if valeur is None else une_ligne(str(valeur))
    if not texte:
        return None
    try:
        lu = _iso(texte) or _autre(texte)
    except ValueError:  # the 31st of February
        lu = None
    if lu is None or not 1900 <= lu.year <= 2200:
        raise Illisible(f"« {texte[:40]} » n’est pas une date : écrivez 2026-03-31 ou 31/03/2026.")
    return lu


def _iso(texte: str) -> date | None:
    try:
        lu = datetime.fromisoformat(texte) if not texte.isdigit() else None
    except ValueError:
        return None
    if lu is None:
        return None
    minuit = (lu.hour, lu.minute, lu.second) == (0, 0, 0)
    return lu.date() if minuit or lu.tzinfo is None else lu.astimezone(PARIS).date()


def _autre(texte: str) -> date | None:
    if trouve := _FRANCAISE.fullmatch(texte):
        annee = int(trouve[3])
        return date(annee + 2000 if annee < 100 else annee, int(trouve[2]), int(trouve[1]))
    if trouve := _ANNEE_D_ABORD.fullmatch(texte):
        return date(int(trouve[1]), int(trouve[2]), int(trouve[3]))
    if re.fullmatch(r"\d{8}", texte):
        return date(int(texte[:4]), int(texte[4:6]), int(texte[6:]))
    if re.fullmatch(r"\d{5}([.,]\d+)?", texte):
        return _JOUR_ZERO + timedelta(days=int(texte[:5]))
    return None


def entier(valeur: Any) -> int | None:
    """A whole number, « 250.0 » and « 1 500 » included; None when the cell is empty.

    Raises:
        Illisible: it is none, or it is below zero.
    """
    texte = "" if valeur is None else une_ligne(str(valeur))
    if not texte:
        return None
    serre = re.sub(r"[.,]0+$", "", texte.replace(" ", ""))
    if not re.fullmatch(r"[0-9]{1,9}", serre):
        raise Illisible(f"« {texte[:40]} » n’est pas un nombre entier : écrivez par exemple 250.")
    return int(serre)


def liste(valeur: Any, separateurs: str = "|") -> list[str]:
    """The values of a cell, each once, in their order: « a|b », or a JSON list."""
    if isinstance(valeur, list):
        morceaux = [str(un) for un in valeur if un is not None]
    else:
        texte = "" if valeur is None else str(valeur)
        morceaux = _liste_json(texte) or re.split(f"[{re.escape(separateurs)}\n]", texte)
    return list(dict.fromkeys(propre for un in morceaux if (propre := une_ligne(un))))


def _liste_json(texte: str) -> list[str]:
    if not texte.lstrip().startswith("["):
        return []
    try:
        return [str(un) for un in objets(texte)]
    except Illisible:
        return []


def objets(valeur: Any) -> list[Any]:
    """A list of objects: JSON, or the loose form of the schema's own example, `[{ nom: 'ADEME' }]`.

    Raises:
        Illisible: it is neither.
    """
    if isinstance(valeur, (list, dict)):
        return valeur if isinstance(valeur, list) else [valeur]
    texte = "" if valeur is None else sans_piles(str(valeur)).strip()
    if not texte:
        return []
    for lire in (json.loads, _relachee):
        try:
            lu = lire(texte)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(lu, (list, dict)):
            return lu if isinstance(lu, list) else [lu]
    raise Illisible('ce n’est pas du JSON : écrivez [{"nom": "ADEME", "roles": ["instructeur"]}].')


def _relachee(texte: str) -> Any:
    """Keys without quotes, texts between apostrophes, typographic quotes, JSON's own words."""
    droit = texte.replace("“", '"').replace("”", '"')
    droit = re.sub(r"(?<=[\s:,\[{(])’|’(?=\s*[,:\]}])", "'", droit).replace("‘", "'")
    droit = _CLE_NUE.sub(r"\1'\2':", droit)
    droit = re.sub(r":\s*null\b", ": None", droit)
    return ast.literal_eval(re.sub(r":\s*(true|false)\b", lambda mot: ": " + mot[1].title(), droit))


def codes_territoires(valeur: Any) -> list[str]:
    """Codes of the Code officiel géographique, « DEP-2A » and « COM-2A004 » included.

    Raises:
        Illisible: one of them is none.
    """
    codes = [code.upper().replace(" ", "") for code in liste(valeur, "|,;")]
    for code in codes:
        if not _CODE.fullmatch(code):
            raise Illisible(
                f"« {code[:40]} » n’est pas un code géographique : écrivez REG-75, DEP-24 ou COM-24037."
            )
    return codes
