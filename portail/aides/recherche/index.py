"""The catalogue in memory: aids are numbers, what they hold are compressed bitmaps. Pure, and immutable.

Aids are numbered by title, so that reading a bitmap reads them sorted. A changed aid takes a new number at
the end and its former one is dead: everything else is shared with the index before (`avec`).
"""

import uuid
from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from typing import Any

from pyroaring import BitMap

from portail.aides.eligibilite.exigences import Zone
from portail.aides.eligibilite.profil import Exigence
from portail.aides.recherche.journee import Journee, Ordre
from portail.aides.rules import Fenetre

COLONNES = ("titre", "resume", "reste")
_FIN = "\uffff"
_MEMOIRE_MAX = 2_000
UN_A_UN = 256
"""Up to so many aids are sorted one by one; more are read group by group until enough is read."""


@dataclass(frozen=True, slots=True)
class AideIndexee:
    """What the index keeps of an aid: what filters and sorts it, who may ask for it, what its card shows."""

    id: uuid.UUID
    slug: str
    titre: str
    resume: str
    cle: str
    beneficiaires: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    sous_thematiques: tuple[str, ...] = ()
    termes_cles: frozenset[str] = frozenset()
    """The terms of its key words."""
    nature: str = ""
    exigences: tuple[Exigence, ...] = ()
    montant: int | None = None
    montant_texte: str = ""
    publiee_le: date | None = None
    fenetres: tuple[Fenetre, ...] = ()

    @property
    def tri(self) -> tuple[str, str]:
        """What it is sorted by among equals."""
        return self.cle, self.slug


Termes = tuple[str, str, str]
"""The terms of an aid's title, summary and rest, separated by spaces."""
Ligne = tuple[AideIndexee, Termes]


class Index:
    """The aids of `lignes`. Nothing of it changes but what it remembers having computed."""

    def __init__(self, lignes: Iterable[Ligne] = ()) -> None:
        triees = sorted(lignes, key=lambda ligne: ligne[0].tri)
        self.aides: list[AideIndexee] = [aide for aide, _ in triees]
        self.numeros: dict[uuid.UUID, int] = {aide.id: n for n, aide in enumerate(self.aides)}
        self.adresses: dict[str, int] = {aide.slug: n for n, aide in enumerate(self.aides)}
        self.vivants = BitMap(range(len(triees)))
        self.ranges = len(triees)
        """Numbers below this one are sorted by title; those after came one by one."""
        self.postes: tuple[dict[str, BitMap], ...] = tuple(
            _postes(termes[colonne] for _, termes in triees) for colonne in range(len(COLONNES))
        )
        self.vocabulaire: list[str] = sorted(set().union(*self.postes))
        self.facettes: dict[tuple[str, Any], BitMap] = {}
        self._ranger(enumerate(self.aides))
        self._suite()

    def _suite(self) -> None:
        self.memoire: dict[Any, Any] = {}
        self._journees: dict[date, Journee] = {}

    def __len__(self) -> int:
        return len(self.numeros)

    def avec(self, lignes: Sequence[Ligne], partis: Iterable[uuid.UUID] = ()) -> "Index":
        """The same index with these aids added or replaced, and those of `partis` gone."""
        suivant = object.__new__(Index)
        suivant.aides, suivant.ranges = [*self.aides], self.ranges
        suivant.numeros, suivant.adresses = {**self.numeros}, {**self.adresses}
        suivant.vivants = BitMap(self.vivants)
        suivant.postes = tuple({**poste} for poste in self.postes)
        suivant.vocabulaire, suivant.facettes = [*self.vocabulaire], {**self.facettes}
        for parti in [*partis, *(aide.id for aide, _ in lignes)]:
            if parti in suivant.numeros:
                mort = suivant.numeros.pop(parti)
                suivant.vivants.discard(mort)
                suivant.adresses.pop(self.aides[mort].slug)
        nouvelles = []
        for aide, termes in lignes:
            numero = len(suivant.aides)
            nouvelles.append((numero, aide))
            suivant.aides.append(aide)
            suivant.numeros[aide.id] = suivant.adresses[aide.slug] = numero
            suivant.vivants.add(numero)
            suivant._apprendre(numero, termes)
        suivant._ranger(nouvelles)
        suivant._suite()
        suivant._journees = {jour: journee.avec(nouvelles) for jour, journee in self._journees.items()}
        return suivant

    def _apprendre(self, numero: int, termes: Termes) -> None:
        for poste, ceux in zip(self.postes, termes, strict=True):
            for terme in ceux.split():
                place = bisect_left(self.vocabulaire, terme)
                if self.vocabulaire[place : place + 1] != [terme]:
                    insort(self.vocabulaire, terme)
                poste[terme] = poste.get(terme, BitMap()) | BitMap([numero])

    def _ranger(self, aides: Iterable[tuple[int, AideIndexee]]) -> None:
        """File aids under each of their values."""
        valeurs: dict[tuple[str, Any], array[int]] = defaultdict(lambda: array("I"))
        for numero, aide in aides:
            for cle in _valeurs(aide):
                valeurs[cle].append(numero)
        for cle, numeros in valeurs.items():
            self.facettes[cle] = self.facettes.get(cle, BitMap()) | BitMap(numeros)

    @property
    def a_refaire(self) -> bool:
        """Whether so many aids changed since it was built whole that it should be again."""
        morts = len(self.aides) - len(self)
        return len(self.aides) - self.ranges > 500 or morts > 500

    def de(self, genre: str) -> Mapping[Any, BitMap]:
        """Every value of one kind with its aids."""
        return self.retenir(
            ("de", genre),
            lambda: {valeur: aides for (g, valeur), aides in self.facettes.items() if g == genre},
        )

    def facette(self, genre: str, valeur: str) -> BitMap:
        """The aids of one value."""
        return self.facettes.get((genre, valeur), _VIDE)

    def mot(self, colonne: int, termes: Iterable[str]) -> BitMap:
        """The living aids that hold one of these terms in a column."""
        poste = self.postes[colonne]
        trouves = [poste[terme] for terme in termes if terme in poste]
        return BitMap.union(*trouves) & self.vivants if trouves else BitMap()

    def debut(self, debut: str) -> list[str]:
        """The terms that begin so."""
        mots = self.vocabulaire
        return mots[bisect_left(mots, debut) : bisect_left(mots, debut + _FIN)]

    def journee(self, jour: date) -> Journee:
        """What the aids are on a day; the last two days asked for are kept."""
        if jour not in self._journees:
            faite = Journee.de(jour, self.aides)
            gardees = dict(list(self._journees.items())[-1:])
            self._journees = gardees | {jour: faite}
        return self._journees[jour]

    def par_nouveaute(self) -> Ordre:
        """The aids in the order of their publication, the latest first."""
        return self.retenir("nouveaute", self._nouveautes)

    def _nouveautes(self) -> Ordre:
        jours = self.de("publiee_le")
        return Ordre([jours[jour] for jour in sorted(jours, reverse=True)], len(self.aides))

    def lire(self, ordre: Ordre, parmi: BitMap) -> Iterator[int]:
        """These aids in an order, by title among equals."""
        if len(parmi) <= UN_A_UN:
            cle = ordre.positions
            yield from sorted(parmi, key=lambda n: (cle[n], self.aides[n].tri))
            return
        for groupe in ordre.groupes:
            yield from self.par_titre(parmi & groupe)

    def par_titre(self, numeros: BitMap) -> Iterator[int]:
        """These aids by title."""
        derniers = numeros & BitMap(range(self.ranges, len(self.aides)))
        ranges = iter(numeros - derniers)
        return merge(ranges, sorted(derniers, key=self._tri), key=self._tri) if derniers else ranges

    def _tri(self, numero: int) -> tuple[str, str]:
        return self.aides[numero].tri

    def retenir(self, cle: Any, calculer: Any) -> Any:
        """What `calculer` gives, computed once; threads may compute it together, the same."""
        try:
            return self.memoire[cle]
        except KeyError:
            if len(self.memoire) > _MEMOIRE_MAX:
                self.memoire = {}
            return self.memoire.setdefault(cle, calculer())


_VIDE = BitMap()


def _postes(textes: Iterable[str]) -> dict[str, BitMap]:
    listes: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for numero, texte in enumerate(textes):
        for terme in texte.split():
            listes[terme].append(numero)
    return {terme: BitMap(numeros) for terme, numeros in listes.items()}


def _valeurs(aide: AideIndexee) -> Iterable[tuple[str, Any]]:
    yield from (("beneficiaire", code) for code in aide.beneficiaires)
    yield from (("thematique", code) for code in aide.thematiques)
    yield from (("sous-thematique", code) for code in aide.sous_thematiques)
    yield "nature", aide.nature
    yield from (("mot-cle", terme) for terme in aide.termes_cles)
    yield from (("zone" if isinstance(une, Zone) else "exigence", une) for une in aide.exigences)
    if aide.montant is not None:
        yield "montant", aide.montant
    yield "publiee_le", aide.publiee_le or date.min
