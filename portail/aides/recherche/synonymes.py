"""Words that stand for others, read from `data/synonymes.toml`: single words and short phrases. Pure."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portail.aides.mots import Mot, decouper, dit_quelque_chose, mot

LONGUEUR_MAX = 4
"""Words of the longest phrase."""


@dataclass(frozen=True)
class Expression:
    """A word or a phrase as it is written, and the words an aid holds when it holds it."""

    ecrit: str
    mots: tuple[Mot, ...]

    @property
    def cle(self) -> tuple[str, ...]:
        """What two writings of it share: the stems of its words."""
        return tuple(cle_de_mot(m) for m in self.mots)


def cle_de_mot(un: Mot) -> str:
    """The stem by which two forms of a word are one; a word with figures is itself."""
    return un.plie if un.nombre else min(un.racines, key=lambda r: (len(r), r), default=un.plie)


def voisines(mots: Sequence[Mot]) -> tuple[Expression, ...]:
    """The expressions that stand for these words, taken together as one; empty when there is none."""
    return _par_cle().get(tuple(cle_de_mot(m) for m in mots), ())


def mots_connus() -> frozenset[str]:
    """The folded words that have synonyms of their own, which a typing error may aim at."""
    return _mots_connus()


def expression(ecrit: str) -> Expression:
    """An expression from its writing."""
    dits = {plie: lettres for plie, lettres in decouper(ecrit) if dit_quelque_chose(plie)}
    return Expression(ecrit, tuple(mot(plie, lettres) for plie, lettres in dits.items()))


@cache
def _par_cle() -> dict[tuple[str, ...], tuple[Expression, ...]]:
    lues = tomllib.loads((files("portail.aides") / "data" / "synonymes.toml").read_text(encoding="utf-8"))
    par_cle: dict[tuple[str, ...], dict[tuple[str, ...], Expression]] = defaultdict(dict)
    for groupe in lues["egaux"]:
        membres = [expression(ecrit) for ecrit in groupe]
        for un in membres:
            par_cle[un.cle] |= {autre.cle: autre for autre in membres if autre.cle != un.cle}
    for premier, *suite in lues["larges"]:
        un = expression(premier)
        par_cle[un.cle] |= {autre.cle: autre for autre in map(expression, suite)}
    return {cle: tuple(voisins.values()) for cle, voisins in par_cle.items()}


@cache
def _mots_connus() -> frozenset[str]:
    lues = tomllib.loads((files("portail.aides") / "data" / "synonymes.toml").read_text(encoding="utf-8"))
    ecrits = (expression(ecrit) for groupe in (*lues["egaux"], *lues["larges"]) for ecrit in groupe)
    return frozenset(e.mots[0].plie for e in ecrits if len(e.mots) == 1)
