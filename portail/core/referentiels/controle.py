"""Whether a list is fit to take the place of the one in use: codes, labels, parents, how many. Pure."""

import re
from collections import Counter
from collections.abc import Iterable

CODES = {
    "communes": re.compile(r"\d[\dAB]\d{3}"),
    "epci": re.compile(r"\d{9}"),
    "departements": re.compile(r"\d{2}|2[AB]|9[78]\d"),
    "regions": re.compile(r"\d{2}|9[78]\d"),
    "pays": re.compile(r"[A-Z]{2}"),
    "naf": re.compile(r"[A-V]|\d\d(\.\d(\d[A-Z]?)?)?"),
    "formes_juridiques": re.compile(r"\d|\d\d|\d{4}"),
}
"""What the codes of each list look like."""
GENRES = {"R": "regions", "D": "departements", "E": "epci", "C": "communes"}
"""The lists of `territoires`, by the kind of their rows."""
_MOINS, _PLUS = 0.8, 1.25
_LIBELLE_MAX = 300


class FichierRefuse(ValueError):
    """The file cannot take the place of the list; the message is a French sentence that says why."""


def controler(nom: str, rangees: list[list[str]], connues: list[list[str]], *, confirme: bool) -> None:
    """Raise `FichierRefuse` for what is damaged and, unless `confirme`, for what lost or gained too much."""
    vus: set[tuple[str, str]] = set()
    for rangee in (r for r in rangees if r[0] != "A"):
        liste, code, libelle = _lue(nom, rangee)
        if not CODES[liste].fullmatch(code):
            raise FichierRefuse(f"«\u00a0{code[:40]}\u00a0» n’est pas un code de «\u00a0{liste}\u00a0».")
        if (liste, code) in vus:
            raise FichierRefuse(f"Le code {code} y est deux fois.")
        if not (libelle or rangee[0] == "X") or len(libelle) > _LIBELLE_MAX:
            raise FichierRefuse(f"Le code {code} n’a pas de libellé, ou un libellé trop long.")
        vus.add((liste, code))
    _tenir(nom, rangees, vus - {(r[1], r[2]) for r in rangees if r[0] == "X"})
    if not confirme:
        _comparer(nom, rangees, connues)


def _tenir(nom: str, rangees: list[list[str]], en_vigueur: set[tuple[str, str]]) -> None:
    """Each thing is held by something that is there."""
    for rangee in rangees:
        for parent in _parents(nom, rangee):
            if parent[1] and parent not in en_vigueur:
                raise FichierRefuse(f"Le code {rangee[1]} est dans {parent[1]}, que la liste ne connaît pas.")


def _lue(nom: str, rangee: list[str]) -> tuple[str, str, str]:
    if rangee[0] == "X":
        return rangee[1], rangee[2], rangee[3]
    return GENRES.get(rangee[0], nom), rangee[1], rangee[2]


def _parents(nom: str, rangee: list[str]) -> Iterable[tuple[str, str]]:
    match rangee:
        case ["C", _, _, _, departement, _, epci]:
            return [("departements", departement), ("epci", epci)]
        case ["D", _, _, region]:
            return [("regions", region)]
        case ["A", commune, _]:
            return [("communes", commune)]
        case ["I", _, _, _, parent]:
            return [(nom, parent)]
    return []


def _comparer(nom: str, rangees: list[list[str]], connues: list[list[str]]) -> None:
    """Each level apart: a file cut short may hold all of one and little of the next."""

    def compter(lues: list[list[str]]) -> Counter[tuple[str, int]]:
        return Counter((_lue(nom, r)[0], len(r[1]) if r[0] == "I" else 0) for r in lues if r[0] not in "XA")

    nouveau = compter(rangees)
    for (liste, longueur), avant in compter(connues).items():
        apres = nouveau[liste, longueur]
        if not _MOINS * avant <= apres <= _PLUS * avant + 3:
            raise FichierRefuse(
                f"La liste «\u00a0{liste}\u00a0» passerait de {avant} à {apres} codes. "
                "Ajoutez --confirmer si c’est voulu."
            )
