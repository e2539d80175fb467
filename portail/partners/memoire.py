"""What partners answered lately, in this process: bounded in number and in age."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from portail.core.clock import now

C = TypeVar("C", bound=Hashable)
V = TypeVar("V")


class Memoire(Generic[C, V]):
    """Keeps at most `taille` values during `duree`; the least recently used leave first."""

    def __init__(self, taille: int, duree: timedelta) -> None:
        self._taille = taille
        self._duree = duree
        self._valeurs: OrderedDict[C, tuple[datetime, V]] = OrderedDict()
        self._verrou = Lock()

    def lire(self, cle: C) -> V | None:
        """The value kept under `cle`, None when there is none or when it is too old."""
        with self._verrou:
            ecrite, valeur = self._valeurs.get(cle, (None, None))
            if ecrite is None:
                return None
            if now() - ecrite >= self._duree:
                del self._valeurs[cle]
                return None
            self._valeurs.move_to_end(cle)
            return valeur

    def ecrire(self, cle: C, valeur: V) -> None:
        """Keep `valeur` under `cle` from now."""
        with self._verrou:
            self._valeurs[cle] = (now(), valeur)
            self._valeurs.move_to_end(cle)
            if len(self._valeurs) > self._taille:
                self._valeurs.popitem(last=False)
