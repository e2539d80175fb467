"""Words typed with one mistake: a letter missing, too many, another, or two the wrong way round. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

LONGUEUR_MIN, LONGUEUR_MAX = 4, 40
"""Shorter, everything resembles everything; longer, there are too many ways to be wrong."""
_LETTRES = "abcdefghijklmnopqrstuvwxyz "
FIN = "\uffff"


def ecritures(texte: str) -> Iterator[str]:
    """Everything one mistake away from a folded text, the text itself left out."""
    for i in range(len(texte) + 1):
        debut, fin = texte[:i], texte[i:]
        if fin:
            yield debut + fin[1:]
            if len(fin) > 1 and fin[0] != fin[1]:
                yield debut + fin[1] + fin[0] + fin[2:]
            for lettre in _LETTRES:
                if lettre != fin[0]:
                    yield debut + lettre + fin[1:]
        for lettre in _LETTRES:
            yield debut + lettre + fin


def corrections(texte: str, tri: Sequence[str]) -> list[str]:
    """The writings one mistake away from `texte` that begin something of this sorted list, each once."""
    if not LONGUEUR_MIN <= len(texte) <= LONGUEUR_MAX:
        return []
    return list(dict.fromkeys(e for e in ecritures(texte) if e.strip() and commence(e, tri)))


def commence(debut: str, tri: Sequence[str]) -> bool:
    """Whether something of this sorted list begins so."""
    rang = bisect_left(tri, debut)
    return rang < len(tri) and tri[rang].startswith(debut)


def plage(tri: Sequence[str], debut: str, fin: str) -> range:
    """Where what stands between `debut` and `fin` is in a sorted list."""
    return range(bisect_left(tri, debut), bisect_left(tri, fin))
