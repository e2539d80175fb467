"""Which aids hold a word, and how well: whole or not, where it stands, by itself or by another word. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pyroaring import BitMap

from portail.aides.mots import Mot
from portail.aides.recherche.index import Index
from portail.aides.recherche.synonymes import Expression

POINTS = (
    (0, "entier", 12),
    (0, "racine", 10),
    (0, "debut", 7),
    (1, "entier", 6),
    (1, "racine", 5),
    (1, "debut", 3),
    (2, "racine", 2),
    (2, "debut", 1),
)
"""What a word brings: the column, how it stands there, points. Another word in its stead brings half."""
POINTS_MAX = max(points for _, _, points in POINTS)
POIDS_MAX = 10


@dataclass(frozen=True)
class Niveaux:
    """The aids that hold a word by the points it brings them, each aid once, and all of them."""

    par_points: tuple[tuple[int, BitMap], ...] = ()
    tous: BitMap = field(default_factory=BitMap)


def niveaux(index: Index, mot: Mot) -> Niveaux:
    """The aids that hold this word by itself."""
    return index.retenir(("mot", mot.plie, mot.racines, mot.court), lambda: _niveaux(index, mot))


def _niveaux(index: Index, mot: Mot) -> Niveaux:
    termes: dict[str, Callable[[], Sequence[str]]] = {
        "entier": lambda: [mot.plie],
        "racine": lambda: [mot.plie, *mot.racines],
        "debut": lambda: [] if mot.court else index.debut(mot.plie),
    }
    lus = {comment: lire() for comment, lire in termes.items()}
    return disjoints((points, index.mot(colonne, lus[comment])) for colonne, comment, points in POINTS)


def disjoints(par_points: Iterable[tuple[int, BitMap]]) -> Niveaux:
    """Levels in which each aid stands once, in the best of those it had."""
    gardes, tous = [], BitMap()
    for points, aides in sorted(par_points, key=lambda niveau: -niveau[0]):
        if nouvelles := aides - tous:
            gardes.append((points, nouvelles))
            tous |= nouvelles
    return Niveaux(tuple(gardes), tous)


def expression(index: Index, dite: Expression) -> Niveaux:
    """The aids that hold every word of an expression: what the least of them brings."""
    cle = ("expression", dite.cle, dite.ecrit)
    return index.retenir(cle, lambda: _expression(index, dite))


def _expression(index: Index, dite: Expression) -> Niveaux:
    un_a_un = [niveaux(index, entier(mot)) for mot in dite.mots]
    if len(un_a_un) == 1:
        return un_a_un[0]
    seuils = sorted({points for n in un_a_un for points, _ in n.par_points}, reverse=True)
    return disjoints(
        (seuil, BitMap.intersection(*(_au_moins(n, seuil) for n in un_a_un))) for seuil in seuils
    )


def entier(mot: Mot) -> Mot:
    """A word in the stead of another: as it is or in the plural, for « car » is no « caractère » and
    « alternance » no « alternatif », which share its beginning and its stem."""
    seul = mot.plie[:-1] if mot.plie[-1] in "sx" and len(mot.plie) > 3 else mot.plie
    return Mot(mot.plie, (seul, f"{seul}s", f"{seul}x"), mot.ecrit, mot.generique, court=True)


def _au_moins(lus: Niveaux, seuil: int) -> BitMap:
    return BitMap.union(BitMap(), *(aides for points, aides in lus.par_points if points >= seuil))


def moitie(lus: Niveaux) -> list[tuple[int, BitMap]]:
    """The same aids for half the points: another word stood for the one typed."""
    return [((points + 1) // 2, aides) for points, aides in lus.par_points]


def poids(index: Index, porteurs: int) -> int:
    """How much a word tells, from 1 for one that is everywhere."""
    return min(POIDS_MAX, (len(index) // max(porteurs, 1)).bit_length()) or 1
