"""Deposit windows: whether one may deposit on a day, until when, and what comes next. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Etat(StrEnum):
    """What an aid is on a given day."""

    OUVERTE = "ouverte"  # one may deposit, until a known day
    PERMANENTE = "permanente"  # one may deposit, no end is known
    A_VENIR = "a_venir"  # it never opened yet and will
    FERMEE = "fermee"  # it was open; it may open again

    @property
    def depot_possible(self) -> bool:
        """Whether one may deposit."""
        return self in {Etat.OUVERTE, Etat.PERMANENTE}


@dataclass(frozen=True)
class Fenetre:
    """A deposit window: dates in Paris, both included; no `ferme_le` while no end is known.

    Without `ouvre_le` it is announced, its dates are not known yet: nobody deposits in it.
    """

    ouvre_le: date | None = None
    ferme_le: date | None = None
    libelle: str = ""
    commission_le: date | None = None
    commission_texte: str = ""

    def ouverte(self, jour: date) -> bool:
        """Whether one may deposit in this window on that day."""
        return self.ouvre_le is not None and self.ouvre_le <= jour and not self.passee(jour)

    def a_venir(self, jour: date) -> bool:
        """Whether this window opens after that day, on a day that is known."""
        return self.ouvre_le is not None and self.ouvre_le > jour

    def passee(self, jour: date) -> bool:
        """Whether this window is over on that day."""
        return self.ferme_le is not None and self.ferme_le < jour


@dataclass(frozen=True)
class Situation:
    """What an aid is on a day: the open window, the next to open, the last that closed.

    `annoncee` when another window is announced without its dates.

    `jours` is how many days are left in the open window, 0 on its last day. `retiree` when it is offered no
    more, whatever its windows say.
    """

    etat: Etat
    fenetre: Fenetre | None = None
    prochaine: Fenetre | None = None
    derniere: Fenetre | None = None
    jours: int | None = None
    annoncee: bool = False
    retiree: bool = False


def fenetre_ouverte(fenetres: Sequence[Fenetre], jour: date) -> Fenetre | None:
    """The window one deposits in on that day; of several, the one that leaves the most time."""
    ouvertes = [fenetre for fenetre in fenetres if fenetre.ouverte(jour)]
    return max(ouvertes, key=lambda f: (f.ferme_le or date.max, f.ouvre_le or jour), default=None)


def situation(fenetres: Sequence[Fenetre], jour: date) -> Situation:
    """What an aid with these windows is on that day; without any window it is closed."""
    ouverte = fenetre_ouverte(fenetres, jour)
    a_venir = (f for f in fenetres if f.a_venir(jour))
    prochaine = min(a_venir, key=lambda f: f.ouvre_le or date.max, default=None)
    derniere = max((f for f in fenetres if f.passee(jour)), key=lambda f: f.ferme_le or jour, default=None)
    annoncee = any(f.ouvre_le is None for f in fenetres)
    if ouverte is None:
        etat = Etat.A_VENIR if (prochaine or annoncee) and not derniere else Etat.FERMEE
        return Situation(etat, None, prochaine, derniere, annoncee=annoncee)
    if ouverte.ferme_le is None:
        return Situation(Etat.PERMANENTE, ouverte, prochaine, derniere, annoncee=annoncee)
    jours = (ouverte.ferme_le - jour).days
    return Situation(Etat.OUVERTE, ouverte, prochaine, derniere, jours, annoncee)
