"""What the aids are on a day: who is open, what closes first. Pure."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from pyroaring import BitMap

from portail.aides.rules import Etat, Fenetre, Situation, situation


class Datee(Protocol):
    """An aid as a day looks at it."""

    @property
    def fenetres(self) -> tuple[Fenetre, ...]:
        """Its deposit windows."""


class Ordre:
    """Groups of aids, the first ones first, and of which group each aid is."""

    def __init__(self, groupes: Sequence[BitMap], taille: int) -> None:
        self.groupes = groupes
        self.positions = array("l", [len(groupes)]) * taille
        for position, groupe in enumerate(groupes):
            for numero in groupe:
                self.positions[numero] = position


Cle = tuple[int, date]
CLOSE = 4
"""The rank of what is over and not announced again."""


class Journee:
    """The catalogue on one day: `etats` are the values one filters by, `par_cloture` how lists are sorted."""

    def __init__(self, jour: date, groupes: dict[Cle, BitMap], etats: dict[str, BitMap], taille: int) -> None:
        self.jour = jour
        self._groupes = groupes
        self.etats = etats
        self.par_cloture = Ordre([groupes[cle] for cle in sorted(groupes)], taille)

    @classmethod
    def de(cls, jour: date, aides: Sequence[Datee]) -> "Journee":
        """The day of these aids."""
        return cls(jour, {}, {}, 0).avec(list(enumerate(aides)))

    def avec(self, aides: Iterable[tuple[int, Datee]]) -> "Journee":
        """The same day with these aids, numbered after the others."""
        cles: dict[Cle, array[int]] = defaultdict(lambda: array("I"))
        etats: dict[str, array[int]] = defaultdict(lambda: array("I"))
        connues: dict[tuple[Fenetre, ...], Situation] = {}
        taille = len(self.par_cloture.positions)
        for numero, aide in aides:
            vue = connues.get(aide.fenetres) or situation(aide.fenetres, self.jour)
            connues[aide.fenetres] = vue
            cles[_cle(vue)].append(numero)
            for etat in _etats(vue):
                etats[etat].append(numero)
            taille = max(taille, numero + 1)
        return Journee(self.jour, _joindre(self._groupes, cles), _joindre(self.etats, etats), taille)

    @property
    def ouvertes_ou_bientot(self) -> BitMap:
        """The aids one may ask for today, or that are announced."""
        return BitMap.union(BitMap(), *(aides for (rang, _), aides in self._groupes.items() if rang < CLOSE))

    def fermees(self) -> tuple[BitMap, ...]:
        """The aids one may not ask for today: those that open on a known day, those announced, the others."""
        par_rang = (
            [aides for (rang, _), aides in self._groupes.items() if rang == voulu] for voulu in (2, 3, CLOSE)
        )
        return tuple(BitMap.union(BitMap(), *groupes) for groupes in par_rang)

    def fermant_avant(self, fin: date) -> BitMap:
        """The aids one may deposit for today and no later than `fin`."""
        groupes = [aides for (rang, jour), aides in self._groupes.items() if rang == 0 and jour <= fin]
        return BitMap.union(*groupes) if groupes else BitMap()


def _joindre(avant: dict[Any, BitMap], ajouts: dict[Any, "array[int]"]) -> dict[Any, BitMap]:
    return avant | {cle: avant.get(cle, BitMap()) | BitMap(numeros) for cle, numeros in ajouts.items()}


def _cle(vue: Situation) -> Cle:
    """Closing first, then permanent, then what opens first, then announced, then closed."""
    if vue.etat is Etat.OUVERTE and vue.fenetre and vue.fenetre.ferme_le:
        return 0, vue.fenetre.ferme_le
    if vue.etat is Etat.PERMANENTE:
        return 1, date.min
    if vue.prochaine and vue.prochaine.ouvre_le:
        return 2, vue.prochaine.ouvre_le
    return (3 if vue.annoncee else CLOSE), date.min


def _etats(vue: Situation) -> Iterable[str]:
    if vue.etat.depot_possible:
        yield "ouverte"
        if vue.etat is Etat.PERMANENTE:
            yield "permanente"
    elif vue.prochaine or vue.annoncee:
        yield "bientot"
