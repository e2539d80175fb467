"""Who may ask for each aid of the catalogue, all of them at once. Pure.

Each criterion is judged once and counts for all the aids that share it: what one applicant costs grows with
the criteria there are, hardly with the aids.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap

from portail.aides.eligibilite.profil import Fait, Profil
from portail.aides.eligibilite.verdict import PRESQUE_MAX
from portail.aides.recherche.index import Index
from portail.aides.recherche.rangs import Rangs


@dataclass(frozen=True)
class Eligibles:
    """Aids by how many criteria one misses (none, one, two), those with something left to check, and what."""

    manques: tuple[BitMap, ...]
    a_verifier: BitMap
    inconnus: dict[Fait, BitMap]

    @property
    def possibles(self) -> BitMap:
        """Those one may ask for, as far as is known."""
        return self.manques[0]

    @property
    def presque(self) -> tuple[BitMap, ...]:
        """Those one nearly may ask for, by how many criteria one misses."""
        return self.manques[1:]


def eligibles(index: Index, profil: Profil, parmi: BitMap, jour: date) -> Eligibles:
    """The same verdicts as `examiner` gives these aids one by one."""
    manques, autres, a_verifier = Rangs(), BitMap(), BitMap()
    inconnus: dict[Fait, BitMap] = defaultdict(BitMap)
    for genre in ("zone", "exigence"):
        for exigence, aides in index.de(genre).items():
            constat = exigence.juger(profil, jour)
            if constat is None or constat.tenu:
                continue
            if constat.tenu is None:
                inconnus[exigence.fait] |= aides
                if not exigence.va_de_soi:
                    a_verifier |= aides
            elif constat.loin:
                autres |= aides
            else:
                manques.ajouter(aides, 1)
    par_nombre = dict(manques.tranches(parmi - autres))
    gardees = tuple(par_nombre.get(nombre, BitMap()) for nombre in range(PRESQUE_MAX + 1))
    toutes = BitMap.union(*gardees)
    return Eligibles(gardees, a_verifier, {fait: aides & toutes for fait, aides in inconnus.items()})
