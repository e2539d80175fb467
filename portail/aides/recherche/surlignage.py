"""Texts cut into pieces, every second one being what was looked for. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portail.aides.mots import Mot, decouper, racines
from portail.aides.recherche.demande import Demande
from portail.aides.recherche.lieux_dits import mots_du_nom

_MOT = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Surligneur:
    """Knows the words to show: whole or by their stems (`termes`), or by their beginning (`debuts`)."""

    termes: frozenset[str] = frozenset()
    debuts: tuple[str, ...] = ()

    @classmethod
    def de(cls, demande: Demande) -> "Surligneur":
        """What shows the words of a search, and those that stood for them."""
        tapes = [cherche.mot for cherche in demande.mots]
        autres = [m for cherche in demande.mots for autre in cherche.autres for m in autre.montres]
        lieu = mots_du_nom(demande.lieu.lieu) if demande.lieu else frozenset()
        debuts = tuple(m.plie for m in tapes if not m.court)
        return cls(frozenset(_termes([*tapes, *autres])) | lieu, debuts)

    def couper(self, texte: str) -> tuple[str, ...]:
        """The pieces of a text; the words to show are the second, the fourth…"""
        if not self.termes:
            return (texte,)
        pieces: list[str] = []
        depuis = 0
        for debut, fin, formes in _mots(texte):
            if self.termes.isdisjoint(formes) and not formes[0].startswith(self.debuts):
                continue
            if pieces and texte[depuis:debut].isspace():
                pieces[-1] += texte[depuis:fin]
            else:
                pieces += [texte[depuis:debut], texte[debut:fin]]
            depuis = fin
        return (*pieces, texte[depuis:]) if texte[depuis:] or not pieces else tuple(pieces)


def _termes(mots: Iterable[Mot]) -> Iterable[str]:
    for m in mots:
        yield m.plie
        yield from m.racines


@lru_cache(maxsize=8_192)
def _mots(texte: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """Where each word of a text stands, and the forms it may be looked for by."""
    trouves = ((trouve.start(), trouve.end(), _formes(trouve.group())) for trouve in _MOT.finditer(texte))
    return tuple(place for place in trouves if place[2])


@lru_cache(maxsize=50_000)
def _formes(mot: str) -> tuple[str, ...]:
    return tuple(forme for plie, ecrit in decouper(mot) for forme in (plie, *racines(plie, ecrit)))
