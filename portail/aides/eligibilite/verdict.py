"""Whether somebody may ask for an aid, as far as a machine can tell. Pure.

Nobody is told « no » for a fact that is not known: it stays to be checked, and is said as such.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portail.aides.eligibilite.profil import Exigence, Fait, Profil

PRESQUE_MAX = 2
"""Criteria one may miss and still be told that one nearly may ask."""


class Statut(StrEnum):
    """May they ask?"""

    POSSIBLE = "possible"  # nothing known stands against it
    PRESQUE = "presque"  # one or two criteria do
    NON = "non"  # it is for others


@dataclass(frozen=True)
class Inconnu:
    """A fact that would settle a criterion, the criterion in a sentence, whether it goes without saying."""

    fait: Fait
    phrase: str
    va_de_soi: bool = False


@dataclass(frozen=True)
class Verdict:
    """May they ask, why not, and what is left to check."""

    statut: Statut
    raisons: tuple[str, ...] = ()
    inconnus: tuple[Inconnu, ...] = ()


def examiner(profil: Profil, exigences: Iterable[Exigence], jour: date) -> Verdict:
    """May this applicant ask for an aid that asks this, as far as is known on that day?"""
    raisons, inconnus, loin = [], [], False
    for exigence in exigences:
        constat = exigence.juger(profil, jour)
        if constat is None or constat.tenu:
            continue
        phrase = exigence.phrase(profil.type)
        if constat.tenu is None:
            inconnus.append(Inconnu(exigence.fait, phrase, exigence.va_de_soi))
        else:
            raisons.append(phrase)
            loin = loin or constat.loin
    return Verdict(_statut(len(raisons), loin), tuple(raisons), tuple(inconnus))


def _statut(manques: int, loin: bool) -> Statut:
    if not manques:
        return Statut.POSSIBLE
    return Statut.NON if loin or manques > PRESQUE_MAX else Statut.PRESQUE
