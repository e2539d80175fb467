"""A circuit breaker: a partner that is down is left alone for a while, not waited for each time."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from portail.core.clock import now

_JAMAIS = datetime.min.replace(tzinfo=UTC)


class Disjoncteur:
    """After `seuil` failures in a row, refuses calls during `repos`, then lets one through to see."""

    def __init__(self, seuil: int = 2, repos: timedelta = timedelta(seconds=20)) -> None:
        self._seuil = seuil
        self._repos = repos
        self._echecs = 0
        self._ferme_le, self._duree = _JAMAIS, repos
        self._verrou = Lock()

    def permet(self) -> bool:
        """Whether a call may be made now; after the rest, one caller is let through to see."""
        with self._verrou:
            if self._echecs < self._seuil:
                return True
            # A clock that was set back since says nothing of how long it has been.
            if timedelta() <= now() - self._ferme_le < self._duree:
                return False
            self._ferme_le, self._duree = now(), self._repos
            return True

    def succes(self) -> None:
        """The partner answered."""
        with self._verrou:
            self._echecs = 0

    def echec(self, repos: timedelta | None = None) -> None:
        """The partner failed; with `repos` (a 429 that says how long), it is left alone at once."""
        with self._verrou:
            self._echecs = self._seuil if repos else self._echecs + 1
            self._ferme_le, self._duree = now(), repos or self._repos
