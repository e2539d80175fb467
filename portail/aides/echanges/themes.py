"""The programmes and themes of a feed, in the portal's own lists; what none knows stays a programme."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portail.aides.mots import cle_de_tri
from portail.aides.vocabulaire import SOUS_THEMATIQUES, THEMATIQUES, thematique_de

DONNEES = Path(__file__).parent / "thematiques.toml"


@dataclass(frozen=True)
class Themes:
    """The themes and sub-themes of an aid, in the order of their lists; what was understood, what was not."""

    thematiques: list[str]
    sous_thematiques: list[str]
    mots_cles: list[str]
    programmes: list[str]


def reconnaitre(valeurs: Iterable[str]) -> Themes:
    """« Énergie, air et climat > EnR » is the renewable energies; « Fonds vert » stays a programme."""
    codes: set[str] = set()
    compris: list[str] = []
    programmes: list[str] = []
    for valeur in valeurs:
        connus = codes_de(valeur)
        codes |= connus
        (compris if connus else programmes).append(valeur)
    codes |= {theme for code in codes if (theme := thematique_de(code))}
    return Themes(
        [code for code in THEMATIQUES if code in codes],
        [code for sous in SOUS_THEMATIQUES.values() for code in sous if code in codes],
        compris,
        programmes,
    )


def codes_de(valeur: str) -> frozenset[str]:
    """The codes of one value of a feed, none when its family is unknown."""
    familles, sujets = _tables()
    famille, _, sujet = valeur.partition(">")
    connus = familles.get(cle_de_tri(famille), frozenset())
    if not connus or not sujet:
        return connus
    return connus | sujets.get(cle_de_tri(sujet), frozenset())


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    lues = tomllib.loads(DONNEES.read_text(encoding="utf-8"))
    sujets = {
        cle_de_tri(libelle): frozenset({code})
        for sous in SOUS_THEMATIQUES.values()
        for code, libelle in sous.items()
    }
    familles = {cle_de_tri(libelle): frozenset({code}) for code, libelle in THEMATIQUES.items()}
    familles |= {cle_de_tri(nom): frozenset(codes) for nom, codes in lues["familles"].items()}
    return familles, sujets | {cle_de_tri(nom): frozenset(codes) for nom, codes in lues["sujets"].items()}


def valeurs_de(thematiques: Iterable[str], sous_thematiques: Iterable[str]) -> list[str]:
    """Themes as another portal reads them: « Environnement et énergie > Climat »."""
    sous = list(sous_thematiques)
    dites = []
    for theme in thematiques:
        siennes = [libelle for code, libelle in SOUS_THEMATIQUES.get(theme, {}).items() if code in sous]
        nom = THEMATIQUES.get(theme, theme)
        dites += [f"{nom} > {libelle}" for libelle in siennes] or [nom]
    return dites
