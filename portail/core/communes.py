"""The official list of French communes: by postal code, by name, by INSEE code; their EPCI.

It is read from `territoires` (`core/donnees.py`): `R,code,nom` (région), `D,code,nom,région` (département),
`E,code,nom` (EPCI à fiscalité propre), `C,code,nom,codes postaux,département,population,EPCI` (commune), `X`,
the codes given up, and `A,code,nom`, a name that a commune had. CEDEX codes are not in it: they belong to a
recipient, not to a commune.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from heapq import nsmallest
from threading import Lock
from typing import NamedTuple

from portail.core import donnees
from portail.core.fautes import FIN, corrections, plage


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


class Ancienne(NamedTuple):
    """A commune, or another place, that is no more: code, name, the code of what it became part of."""

    code: str
    nom: str
    actuel: str


# Paris, Lyon and Marseille count in arrondissements for some partners, as one commune for the law.
_ARRONDISSEMENTS = (("75101", "75120", "75056"), ("69381", "69389", "69123"), ("13201", "13216", "13055"))
_ARTICLES = ("la ", "le ", "les ", "l ")


def code_commune(code: str) -> str:
    """The code of the commune of today: the city of an arrondissement, what a commune was merged into."""
    parties = anciennes()
    for _ in range(10):  # what one was merged into may have been merged in turn
        if code not in parties or not parties[code].actuel:
            break
        code = parties[code].actuel
    return next((ville for premier, dernier, ville in _ARRONDISSEMENTS if premier <= code <= dernier), code)


def par_code(code: str) -> Commune | None:
    """The commune of this INSEE code (« 33063 »), arrondissements and merged communes included; else None."""
    return _repertoire().par_code.get(code_commune(code))


def par_code_postal(code_postal: str) -> list[Commune]:
    """The communes of this exact postal code (five digits), big towns first."""
    return _grandes_d_abord(_repertoire().par_code_postal.get(code_postal, ()))


def chercher(texte: str, limite: int = 8, garder: Callable[[Commune], bool] | None = None) -> list[Commune]:
    """The communes whose name, postal code or INSEE code begins with `texte`: at most `limite`.

    Accents, case, hyphens, apostrophes, « st » for « saint » and a missing first article are forgiven. When
    nothing else is found, the former names of communes merged count, then one mistake. The exact name comes
    first, then the big towns. « 33 bor » asks for both. With `garder`, only among the communes it is true of.
    """
    code, cle = _demande(texte)
    r = _repertoire()
    de_code = r.rangs_de_code(code)
    rangs = de_code if code and not cle else set[int]()
    for noms, ecritures in ((r.noms, _ecritures), (r.anciens, _ecritures), (r.noms, r.noms.corrections)):
        if cle and not rangs:
            rangs = noms.rangs(ecritures(cle))
            rangs &= de_code if code else rangs
    rangs |= r.rangs_de_code_insee(texte)
    if garder is not None:
        rangs = {rang for rang in rangs if garder(r.par_rang[rang])}
    exactes = sorted(rang for rang in r.rangs_exacts(cle) if rang in rangs)
    autres = nsmallest(limite, rangs.difference(exactes)) if len(exactes) < limite else []
    return [r.par_rang[rang] for rang in [*exactes, *autres][:limite]]


def de_nom(nom: str) -> list[Commune]:
    """The communes of exactly this name, article included, big towns first; accents and case are forgiven."""
    r = _repertoire()
    return [r.par_rang[rang] for rang in sorted(r.rangs_exacts(cle_de_nom(nom[:100])))]


def anciennes(liste: str = "communes") -> Mapping[str, Ancienne]:
    """The communes that are no more, by code; or the `epci`, `departements`, `regions`."""
    return _repertoire().anciennes.get(liste, {})


def departements() -> dict[str, Departement]:
    """The départements by code, overseas collectivities included, in the official order."""
    return dict(_repertoire().departements)


def regions() -> dict[str, Region]:
    """The régions by code, overseas collectivities included, in the official order."""
    return dict(_repertoire().regions)


def epci() -> dict[str, Epci]:
    """The EPCI by code."""
    return dict(_repertoire().epci)


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


class _Noms:
    """Folded names in order, each with the rank of the commune that bears it, or is now where it was."""

    def __init__(self, noms: Iterable[tuple[str, int]]) -> None:
        tri = sorted((cle, rang) for nom, rang in noms for cle in _cles(nom))
        self._cles = [cle for cle, _ in tri]
        self._rangs = [rang for _, rang in tri]

    def rangs(self, debuts: Iterable[str]) -> set[int]:
        plages = (plage(self._cles, debut, debut + FIN) for debut in debuts)
        return {rang for voulus in plages for rang in self._rangs[voulus.start : voulus.stop]}

    def exacts(self, cle: str) -> list[int]:
        voulus = plage(self._cles, cle, cle + " ")
        return self._rangs[voulus.start : voulus.stop] if cle else []

    def corrections(self, cle: str) -> Iterable[str]:
        return corrections(cle, self._cles)


class _Repertoire:
    """The list in memory with its indexes; `par_rang` has the big towns first."""

    def __init__(self, rangees: Iterable[list[str]]) -> None:
        self.regions: dict[str, Region] = {}
        self.departements: dict[str, Departement] = {}
        self.epci: dict[str, Epci] = {}
        self.par_code: dict[str, Commune] = {}
        self.par_code_postal: dict[str, list[Commune]] = {}
        self.anciennes: dict[str, dict[str, Ancienne]] = {}
        self._noms_eus: list[tuple[str, str]] = []
        for rangee in rangees:
            self._lire(rangee)
        self.par_rang = _grandes_d_abord(self.par_code.values())
        self._rangs = {commune.code: rang for rang, commune in enumerate(self.par_rang)}
        self._codes_postaux = sorted(self.par_code_postal)
        self.noms = _Noms((commune.nom, rang) for rang, commune in enumerate(self.par_rang))
        parties = self.anciennes.get("communes", {}).values()
        eus = [*self._noms_eus, *((p.actuel, p.nom) for p in parties)]
        self.anciens = _Noms((nom, self._rangs[code]) for code, nom in eus if code in self._rangs)

    def _lire(self, rangee: list[str]) -> None:
        genre, code, nom, *suite = rangee
        if genre == "E":
            self.epci[code] = Epci(code, nom)
        elif genre == "R":
            self.regions[code] = Region(code, nom)
        elif genre == "D":
            self.departements[code] = Departement(code, nom, self.regions[suite[0]])
        elif genre == "X":
            self.anciennes.setdefault(code, {})[nom] = Ancienne(nom, *suite)
        elif genre == "A":
            self._noms_eus.append((code, nom))
        elif genre == "C":
            codes_postaux = tuple(suite[0].split())
            commune = Commune(
                *(code, nom, codes_postaux, self.departements[suite[1]], int(suite[2])),
                self.epci.get(suite[3]),
            )
            self.par_code[code] = commune
            for code_postal in codes_postaux:
                self.par_code_postal.setdefault(code_postal, []).append(commune)

    def rangs_de_code(self, debut: str) -> set[int]:
        voulus = (self._codes_postaux[i] for i in plage(self._codes_postaux, debut, debut + FIN) if debut)
        return {self._rangs[commune.code] for code in voulus for commune in self.par_code_postal[code]}

    def rangs_de_code_insee(self, texte: str) -> set[int]:
        code = code_commune(texte.strip().upper())
        return {self._rangs[code]} if code in self._rangs else set()

    def rangs_exacts(self, cle: str) -> list[int]:
        """The communes of exactly this folded name, article included."""
        return [rang for rang in self.noms.exacts(cle) if cle_de_nom(self.par_rang[rang].nom) == cle]


_verrou = Lock()


def _repertoire() -> _Repertoire:
    # Without the lock, the first requests would each read the list at the same time.
    with _verrou:
        return _charger(donnees.version())


@lru_cache(maxsize=1)
def _charger(_version: int) -> _Repertoire:
    return _Repertoire(donnees.lire("territoires").rangees)
