"""Official files made into ours: the communes of the « Découpage administratif » API, INSEE's tables. Pure.

What is known already is kept: plain words, and the codes that the new file no longer has, which are given up.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator

from portail.core.referentiels.controle import CODES, GENRES, FichierRefuse
from portail.core.saisie import une_ligne

Rangees = list[list[str]]
_TABLEURS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")  # .xls, then .xlsx and .ods
_MOT = re.compile(r"[^\W\d_]{2}")


def convertir(nom: str, octets: bytes, connues: Rangees) -> Rangees:
    """The rows of `territoires`, `naf`… made from an official file. Raises `FichierRefuse`."""
    lues = _LECTEURS[nom](octets, connues)
    nouvelles = [r for r in lues if r[0] != "X"]
    anciennes = _anciennes(nom, nouvelles, [r for r in lues if r[0] == "X"], connues)
    return [*nouvelles, *anciennes, *_noms_eus(nouvelles, connues)]


def _noms_eus(nouvelles: Rangees, connues: Rangees) -> Rangees:
    """The names that the communes in force had: those known, and those that the file changes."""
    noms = {r[1]: r[2] for r in nouvelles if r[0] == "C"}
    eus = sorted({(r[1], r[2]) for r in connues if r[0] in ("A", "C")})
    return [["A", code, nom] for code, nom in eus if noms.get(code, nom) != nom]


def _anciennes(nom: str, nouvelles: Rangees, dites: Rangees, connues: Rangees) -> Iterator[list[str]]:
    """The codes that are not in force: those the file tells, those given up before, those given up by it."""
    anciennes = {(r[1], r[2]): r for r in dites}
    for r in connues:
        if r[0] == "A":
            continue
        cle = (r[1], r[2]) if r[0] == "X" else _cle(nom, r)
        libelle = r[3] if r[0] == "X" else r[2]
        dite = anciennes.setdefault(cle, r if r[0] == "X" else ["X", *cle, libelle, ""])
        dite[3] = dite[3] or libelle  # the file may tell it without its name
    for cle in sorted(anciennes.keys() - {_cle(nom, r) for r in nouvelles}):
        yield anciennes[cle]


def _cle(nom: str, rangee: list[str]) -> tuple[str, str]:
    return GENRES.get(rangee[0], nom), rangee[1]


def _territoires(octets: bytes, connues: Rangees) -> Rangees:
    """From a list of communes, each with what holds it, as the API « Découpage administratif » gives it."""
    try:
        communes = json.loads(octets)
    except (ValueError, RecursionError) as cause:
        raise FichierRefuse("Ce fichier n’est pas du JSON.") from cause
    if not isinstance(communes, list) or not all(isinstance(c, dict) for c in communes):
        raise FichierRefuse("Ce fichier n’est pas une liste de communes.")
    departements = {r[1]: r for r in connues if r[0] == "D"}
    de_la_commune = {r[1]: departements[r[4]] for r in connues if r[0] == "C"}
    dessus: dict[tuple[str, str], list[str]] = {}
    lues: Rangees = []
    for c in communes:
        code, nom = _texte(c, "code"), _texte(c, "nom")
        d, region, epci = (_objet(c, cle) for cle in ("departement", "region", "epci"))
        if d is None and (connu := de_la_commune.get(code)):  # overseas, the API does not always tell
            d = (connu[1], connu[2])
            region = region or next(((r[1], r[2]) for r in connues if r[:2] == ["R", connu[3]]), None)
        if d is None or region is None:
            raise FichierRefuse(f"La commune {code} n’a pas de département ou de région.")
        dessus["R", region[0]] = ["R", *region]
        dessus["D", d[0]] = ["D", *d, region[0]]
        if epci:
            dessus["E", epci[0]] = ["E", *epci]
        habitants = c.get("population")
        population = str(habitants) if isinstance(habitants, int) else "0"
        codes_postaux = " ".join(_textes(c, "codesPostaux"))
        lues.append(["C", code, nom, codes_postaux, d[0], population, epci[0] if epci else ""])
        lues += [["X", "communes", ancien, "", code] for ancien in _textes(c, "anciensCodes")]
    ordre = {"R": 0, "D": 1, "E": 2, "C": 3, "X": 4}
    return sorted([*dessus.values(), *lues], key=lambda r: (ordre[r[0]], r[1], r[2] if r[0] == "X" else ""))


def _texte(objet: dict[str, object], cle: str) -> str:
    valeur = objet.get(cle)
    if not isinstance(valeur, str) or not (propre := une_ligne(valeur)):
        raise FichierRefuse(f"Une commune n’a pas de «\u00a0{cle}\u00a0».")
    return propre


def _textes(objet: dict[str, object], cle: str) -> list[str]:
    valeurs = objet.get(cle)
    return [v for v in valeurs if isinstance(v, str)] if isinstance(valeurs, list) else []


def _objet(commune: dict[str, object], cle: str) -> tuple[str, str] | None:
    valeur = commune.get(cle)
    return (_texte(valeur, "code"), _texte(valeur, "nom")) if isinstance(valeur, dict) else None


def _nomenclature(nom: str) -> Callable[[bytes, Rangees], Rangees]:
    """From a table in which a label stands right after its code, whatever else it holds."""

    def lire(octets: bytes, connues: Rangees) -> Rangees:
        clairs = {r[1]: r[3] for r in connues if r[0] == "I"}
        dessus = {r[1]: r[4] for r in connues if r[0] == "I"}
        lues: dict[str, list[str]] = {}
        section = ""
        for cellules in _tableau(octets):
            code, libelle = _code_et_libelle(nom, cellules)
            if not code or code in lues:
                continue
            section = code if len(code) == 1 else section
            parent = _au_dessus(nom, code, section or dessus.get(code, ""))
            lues[code] = ["I", code, libelle, clairs.get(code, ""), parent]
        return sorted(lues.values(), key=lambda r: (_section(lues, r), len(r[1]) > 1, r[1]))

    return lire


def _code_et_libelle(nom: str, cellules: list[str]) -> tuple[str, str]:
    precedente = ""
    for cellule in cellules:
        code = cellule.removeprefix("SECTION ").strip()
        if CODES[nom].fullmatch(code):
            precedente = code
        elif _MOT.search(cellule):
            libelle = cellule.capitalize() if cellule.isupper() else cellule
            return precedente, libelle.replace("'", "’")
        else:
            precedente = ""
    return "", ""


def _au_dessus(nom: str, code: str, section: str) -> str:
    if len(code) == 1:
        return ""
    if nom == "naf":
        return section if len(code) == 2 else code[:2] if len(code) == 4 else code[:-1]
    return code[:1] if len(code) == 2 else code[:2]


def _section(lues: dict[str, list[str]], rangee: list[str]) -> str:
    """The first level of an entry: the section of its division, the first figure of a legal form."""
    code = rangee[1]
    division = lues.get(code[:2])
    return code if len(code) == 1 else division[4] if division else ""


def _pays(octets: bytes, connues: Rangees) -> Rangees:
    """From INSEE's table of countries; what it does not name (territories of France) stays as it is known."""
    rangees = {r[1]: list(r) for r in connues if r[0] == "I"}
    lignes = iter(_tableau(octets))
    entete = [cellule.casefold() for cellule in next(lignes, [])]
    try:
        ou_code, ou_nom = (
            next(entete.index(titre) for titre in titres if titre in entete)
            for titres in (("codeiso2", "code"), ("libcog", "libelle", "libellé"))
        )
    except (StopIteration, RuntimeError) as cause:
        raise FichierRefuse("On attend les colonnes CODEISO2 et LIBCOG, ou code et libelle.") from cause
    for cellules in lignes:
        if max(ou_code, ou_nom) < len(cellules) and (code := cellules[ou_code]) and (nom := cellules[ou_nom]):
            rangees.setdefault(code, ["I", code, "", "", ""])[2] = nom.replace("'", "’")
    return list(rangees.values())


def _tableau(octets: bytes) -> Iterable[list[str]]:
    """The rows of every sheet of a spreadsheet, or of a CSV in any usual encoding; a cell is one line."""
    if octets.startswith(_TABLEURS):
        yield from _feuilles(octets)
        return
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        texte = octets.decode("cp1252", "replace")
    separateur = max(";,\t", key=texte.count)
    try:
        for cellules in csv.reader(io.StringIO(texte, newline=""), delimiter=separateur):
            yield [une_ligne(cellule) for cellule in cellules]
    except csv.Error as cause:
        raise FichierRefuse("Ce fichier n’est pas un tableau.") from cause


def _feuilles(octets: bytes) -> Iterable[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # only the command needs it

    try:
        classeur = CalamineWorkbook.from_filelike(io.BytesIO(octets))
        for feuille in classeur.sheet_names:
            for cellules in classeur.get_sheet_by_name(feuille).to_python():
                yield [_cellule(cellule) for cellule in cellules]
    except (CalamineError, OSError, ValueError) as cause:
        raise FichierRefuse("Ce tableur ne se lit pas.") from cause


def _cellule(valeur: object) -> str:
    if isinstance(valeur, float) and valeur.is_integer():
        valeur = int(valeur)
    return une_ligne(str(valeur))


_LECTEURS: dict[str, Callable[[bytes, Rangees], Rangees]] = {
    "territoires": _territoires,
    "naf": _nomenclature("naf"),
    "formes_juridiques": _nomenclature("formes_juridiques"),
    "pays": _pays,
}
