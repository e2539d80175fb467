"""The official list of French communes, bundled: by postal code, by name, by INSEE code; their EPCI.

Source: npm package `@etalab/decoupage-administratif` 6.0.0: the Code officiel géographique of INSEE at
1 January 2026, the postal codes of La Poste, the legal populations; Licence Ouverte 2.0 (Etalab).
`data/communes.csv.gz` holds four kinds of rows: `R,code,nom` (région), `D,code,nom,région` (département),
`E,code,nom` (EPCI à fiscalité propre; its name may hold commas) and
`C,code,nom,codes postaux,département,population,EPCI` (commune).
To rebuild it from the root, with npm and jq:

    ICI=$PWD && cd "$(mktemp -d)" && npm i @etalab/decoupage-administratif && cd node_modules/@etalab/*/data
    (jq -r '.[]|["R",.code,.nom]|@csv' regions.json
     jq -r '.[]|["D",.code,.nom,.region]|@csv' departements.json
     jq -r '.[]|["E",.code,.nom]|@csv' epci.json
     jq -r --slurpfile e epci.json '([$e[0][]|.code as $c|.membres[]|{key:.code,value:$c}]|from_entries) as $m
     |.[]|select(.type=="commune-actuelle")|["C",.code,.nom,(.codesPostaux//[]|join(" ")),.departement,
     .population//0,$m[.code]]|@csv' communes.json) |
     tr -d '"' | gzip -9n > "$ICI/portail/core/data/communes.csv.gz"

CEDEX codes are not in it: they belong to a recipient, not to a commune.
"""

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import NamedTuple


class Region(NamedTuple):
    """A région or an overseas collectivity: INSEE code and name."""

    code: str
    nom: str


class Departement(NamedTuple):
    """A département (« 33 », « 2A », « 974 ») and its région."""

    code: str
    nom: str
    region: Region


class Epci(NamedTuple):
    """A group of communes with its own taxes: SIREN (« 200040400 ») and name (« CC du Pays … »)."""

    code: str
    nom: str


class Commune(NamedTuple):
    """A present commune: INSEE code, name, postal codes in order, département, inhabitants, EPCI."""

    code: str
    nom: str
    codes_postaux: tuple[str, ...]
    departement: Departement
    population: int
    epci: Epci | None


# Paris, Lyon and Marseille count in arrondissements for some partners, as one commune for the law.
_ARRONDISSEMENTS = (("75101", "75120", "75056"), ("69381", "69389", "69123"), ("13201", "13216", "13055"))
_ARTICLES = ("la ", "le ", "les ", "l ")
_END = "\uffff"


def code_commune(code: str) -> str:
    """The INSEE code of the commune: an arrondissement of Paris, Lyon or Marseille leads to its city."""
    return next((ville for premier, dernier, ville in _ARRONDISSEMENTS if premier <= code <= dernier), code)


def par_code(code: str) -> Commune | None:
    """The commune of this INSEE code (« 33063 »), arrondissements included; None when there is none."""
    return _repertoire().par_code.get(code_commune(code))


def par_code_postal(code_postal: str) -> list[Commune]:
    """The communes of this exact postal code (five digits), big towns first."""
    return _grandes_d_abord(_repertoire().par_code_postal.get(code_postal, ()))


def chercher(texte: str, limite: int = 8) -> list[Commune]:
    """The communes whose name, or postal code, begins with `texte`: at most `limite`.

    Accents, case, hyphens, apostrophes, « st » for « saint » and a missing first article are forgiven.
    The exact name comes first, then the big towns. « 33 bor » asks for both.
    """
    code, cle = _demande(texte)
    repertoire = _repertoire()
    if code:
        communes = repertoire.par_debut_de_code(code)
        voulues = {c for c in communes if any(n.startswith(cle) for n in _cles(c.nom))}
    else:
        voulues = {c for debut in _ecritures(cle) for c in repertoire.par_debut_de_nom(debut)}
    exactes = {c for c in repertoire.de_nom(cle) if c in voulues}
    return [*_grandes_d_abord(exactes), *_grandes_d_abord(voulues - exactes)][:limite]


def de_nom(nom: str) -> list[Commune]:
    """The communes of exactly this name, article included, big towns first; accents and case are forgiven."""
    return _grandes_d_abord(_repertoire().de_nom(cle_de_nom(nom[:100])))


def departements() -> dict[str, Departement]:
    """The départements by code, overseas collectivities included, in the official order."""
    return dict(_repertoire().departements)


def regions() -> dict[str, Region]:
    """The régions by code, overseas collectivities included, in the official order."""
    return dict(_repertoire().regions)


def epci() -> dict[str, Epci]:
    """The EPCI by code."""
    return dict(_repertoire().epci)


def chercher_epci(texte: str, limite: int = 8) -> list[Epci]:
    """The EPCI whose name holds words that begin by each one typed, the shortest names first."""
    mots = cle_de_nom(texte[:100]).split()
    if not mots:
        return []
    trouves = [
        (len(cle), code)
        for code, cle in _repertoire().cles_epci.items()
        if all(f" {mot}" in cle for mot in mots)
    ]
    return [_repertoire().epci[code] for _, code in sorted(trouves)[:limite]]


def toutes() -> Iterable[Commune]:
    """Every commune, in the order of their codes."""
    return _repertoire().par_code.values()


def _grandes_d_abord(communes: Iterable[Commune]) -> list[Commune]:
    return sorted(communes, key=lambda c: (-c.population, c.code))


def _plier(lettre: str) -> str:
    if lettre in "œæ":
        return {"œ": "oe", "æ": "ae"}[lettre]
    base = unicodedata.normalize("NFD", lettre)[0]
    return base if base.isalnum() else " "


_PLI = {ord(c): _plier(c.lower()) for c in [*map(chr, range(0x180)), "’"]}


def cle_de_nom(texte: str) -> str:
    """Fold a name for comparison: no accent, no case, one space between words."""
    return " ".join(texte.translate(_PLI).split())


def _cles(nom: str) -> tuple[str, ...]:
    cle = cle_de_nom(nom)
    return (cle, cle.partition(" ")[2]) if cle.startswith(_ARTICLES) else (cle,)


def _demande(texte: str) -> tuple[str, str]:
    """Split what was typed into the beginning of a postal code and the folded beginning of a name."""
    code, _, reste = cle_de_nom(unicodedata.normalize("NFC", texte[:100])).partition(" ")
    if not code.isdecimal():
        code, reste = "", f"{code} {reste}".strip()
    return code, re.sub(r"\bst(e?) ", r"saint\1 ", reste)


def _ecritures(cle: str) -> tuple[str, ...]:
    """The beginnings to look for: a last word « st » may be « saint », or « Strasbourg » being typed."""
    complet = re.sub(r"\bst(e?)$", r"saint\1", cle)
    return () if not cle else (cle,) if complet == cle else (cle, complet)


class _Repertoire:
    """The list in memory with its three indexes."""

    def __init__(self, lignes: list[str]) -> None:
        self.regions: dict[str, Region] = {}
        self.departements: dict[str, Departement] = {}
        self.epci: dict[str, Epci] = {}
        self.par_code: dict[str, Commune] = {}
        self.par_code_postal: dict[str, list[Commune]] = {}
        for ligne in lignes:
            self._lire(ligne)
        self.cles_epci = {code: f" {cle_de_nom(e.nom)}" for code, e in self.epci.items()}
        self._codes_postaux = sorted(self.par_code_postal)
        noms = sorted((cle, c.code) for c in self.par_code.values() for cle in _cles(c.nom))
        self._noms = [cle for cle, _ in noms]
        self._codes = [code for _, code in noms]

    def _lire(self, ligne: str) -> None:
        if ligne.startswith("E,"):
            _, code, nom = ligne.split(",", 2)
            self.epci[code] = Epci(code, nom)
            return
        genre, code, nom, *suite = ligne.split(",")
        if genre == "R":
            self.regions[code] = Region(code, nom)
        elif genre == "D":
            self.departements[code] = Departement(code, nom, self.regions[suite[0]])
        else:
            codes_postaux = tuple(suite[0].split())
            commune = Commune(
                *(code, nom, codes_postaux, self.departements[suite[1]], int(suite[2])),
                self.epci.get(suite[3]),
            )
            self.par_code[code] = commune
            for code_postal in codes_postaux:
                self.par_code_postal.setdefault(code_postal, []).append(commune)

    def par_debut_de_code(self, debut: str) -> list[Commune]:
        voulus = _plage(self._codes_postaux, debut, debut + _END)
        return [commune for code in self._codes_postaux[voulus] for commune in self.par_code_postal[code]]

    def par_debut_de_nom(self, debut: str) -> list[Commune]:
        return [self.par_code[code] for code in self._codes[_plage(self._noms, debut, debut + _END)]]

    def de_nom(self, cle: str) -> list[Commune]:
        communes = (self.par_code[code] for code in self._codes[_plage(self._noms, cle, cle + " ")])
        return [commune for commune in communes if cle_de_nom(commune.nom) == cle]


def _plage(tri: list[str], debut: str, fin: str) -> slice:
    return slice(bisect_left(tri, debut), bisect_left(tri, fin))


_verrou = Lock()


def _repertoire() -> _Repertoire:
    # Without the lock, the first requests would each read the list at the same time.
    with _verrou:
        return _charger()


@cache
def _charger() -> _Repertoire:
    contenu = (files(__package__) / "data" / "communes.csv.gz").read_bytes()
    return _Repertoire(gzip.decompress(contenu).decode().splitlines())
