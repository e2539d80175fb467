"""What is typed, understood: its words, those that stand for them, the place it names. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from portail.aides.mots import Mot, decouper, requete
from portail.aides.recherche.correspondance import (
    Niveaux,
    disjoints,
    entier,
    expression,
    moitie,
    niveaux,
    poids,
)
from portail.aides.recherche.index import Index
from portail.aides.recherche.lieux_dits import LieuDit, commune_seule, lieu_dit
from portail.aides.recherche.orthographe import corrections
from portail.aides.recherche.synonymes import LONGUEUR_MAX, Expression, voisines
from portail.aides.resultats import Aussi

POIDS_INCONNU = 2
"""What a word that no aid holds weighs against the others."""


@dataclass(frozen=True)
class Autre:
    """An expression looked for in the stead of a word typed, why, and the aids that hold it."""

    ecrit: str
    raison: str
    dite: Expression
    lus: Niveaux

    @property
    def aides(self) -> BitMap:
        """The aids that hold it."""
        return self.lus.tous

    @property
    def montres(self) -> tuple[Mot, ...]:
        """The words to show in what is found."""
        return self.dite.mots if self.raison == "orthographe" else tuple(entier(m) for m in self.dite.mots)


@dataclass(frozen=True)
class MotCherche:
    """A word typed: which aids hold it or what stands for it, and how much it tells."""

    mot: Mot
    niveaux: Niveaux
    propres: BitMap
    autres: tuple[Autre, ...]
    poids: int


@dataclass(frozen=True)
class Demande:
    """What is typed, understood. `exiges` are the words an aid should hold; the others only sort."""

    mots: tuple[MotCherche, ...] = ()
    lieu: LieuDit | None = None

    @property
    def exiges(self) -> tuple[MotCherche, ...]:
        """The words an aid should hold: all but those that say little, unless there are no others."""
        precis = tuple(m for m in self.mots if not m.mot.generique)
        return precis or self.mots

    def aussi(self, trouvees: BitMap) -> tuple[Aussi, ...]:
        """How words were read besides, as far as it found some of these aids."""
        lus: dict[tuple[str, str], dict[str, None]] = {}
        for cherche in self.mots:
            for autre in cherche.autres:
                if autre.aides.intersect(trouvees) and (autre.aides & trouvees) - cherche.propres:
                    lus.setdefault((autre.ecrit, autre.raison), {})[autre.dite.ecrit] = None
        lieu = (Aussi(self.lieu.ecrit, "lieu", (self.lieu.lieu.libelle,)),) if self.lieu else ()
        return lieu + tuple(Aussi(ecrit, raison, tuple(mots)) for (ecrit, raison), mots in lus.items())


def comprendre(index: Index, texte: str) -> Demande:
    """Read what is typed."""
    morceaux = decouper(texte)
    region = index.retenir("region", lambda: _region(index))
    dit = lieu_dit(morceaux, texte, region)
    reste = morceaux[: dit.debut] + morceaux[dit.fin :] if dit else morceaux
    mots = requete(" ".join(ecrit for _, ecrit in reste))
    tape = texte.casefold()
    if dit is None and (ici := _lieu_inconnu(index, mots, region)):
        dit, mots = ici, tuple(m for m in mots if m.ecrit != ici.ecrit)
    return Demande(tuple(_chercher(index, mots, rang, tape) for rang in range(len(mots))), dit)


def _lieu_inconnu(index: Index, mots: Sequence[Mot], region: str) -> LieuDit | None:
    """A word no aid holds and that names a commune: « festival Périgueux »."""
    for m in mots:
        if not niveaux(index, m).tous and not voisines((m,)) and (ici := commune_seule(m.plie, region)):
            return LieuDit(ici, 0, 0, m.ecrit)
    return None


def _chercher(index: Index, mots: Sequence[Mot], rang: int, tape: str) -> MotCherche:
    m = mots[rang]
    lus = niveaux(index, m)
    autres = [*_synonymes(index, mots, rang, tape)]
    if not m.generique and not any(autre.aides for autre in autres):
        autres += _corriges(index, m, len(lus.tous))
    ensemble = disjoints([*lus.par_points, *(p for a in autres for p in moitie(a.lus))])
    porteurs = len(lus.tous) or len(ensemble.tous)
    combien = poids(index, porteurs) if porteurs else POIDS_INCONNU
    return MotCherche(m, ensemble, lus.tous, tuple(autres), combien)


def _synonymes(index: Index, mots: Sequence[Mot], rang: int, tape: str) -> Iterator[Autre]:
    """What stands for this word alone, or for a phrase it is part of."""
    for longueur in range(min(LONGUEUR_MAX, len(mots)), 0, -1):
        for debut in range(max(0, rang - longueur + 1), min(rang, len(mots) - longueur) + 1):
            pris = mots[debut : debut + longueur]
            for dite in voisines(pris):
                yield Autre(_tel_quel(pris, tape), "synonyme", dite, expression(index, dite))


def _tel_quel(pris: Sequence[Mot], tape: str) -> str:
    """Words that follow each other as they were typed, with the small ones between."""
    entre = r"\W+(?:\w{1,3}\W+){0,2}?"
    trouve = re.search(entre.join(re.escape(m.ecrit) for m in pris), tape)
    return trouve.group() if trouve else " ".join(m.ecrit for m in pris)


def _corriges(index: Index, m: Mot, trouves: int) -> Iterator[Autre]:
    for corrige in corrections(index, m, trouves):
        dite = Expression(corrige.ecrit, (corrige,))
        yield Autre(m.ecrit, "orthographe", dite, niveaux(index, corrige))
        for voisine in voisines((corrige,)):
            yield Autre(corrige.ecrit, "synonyme", voisine, expression(index, voisine))


def _region(index: Index) -> str:
    """The région most aids of the catalogue are for."""
    regions: Counter[str] = Counter()
    for zone, aides in index.de("zone").items():
        regions.update({code: len(aides) for code in zone.territoires if code.startswith("REG-")})
    return max(sorted(regions), key=lambda code: regions[code], default="")
