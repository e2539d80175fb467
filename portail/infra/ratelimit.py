"""Limits of frequency, by person and by address; shared between processes when Redis is set."""

import math
import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

import structlog
from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter, RateLimiter

from portail.core.errors import TropDeDemandes
from portail.infra.partage import PATIENCE
from portail.settings import settings

REPOS, SAUT = 5.0, 60.0
"""Seconds for which a Redis that does not answer is left alone, and by which a clock may be set right."""

T = TypeVar("T")
log = structlog.get_logger(__name__)
_absent_jusqu_a = 0.0
_vue = 0.0


@cache
def _partage() -> RateLimiter | None:
    url = settings().redis_url
    if not url:
        return None
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    return MovingWindowRateLimiter(storage_from_string(url, wrap_exceptions=True, **patience))


@cache
def _seul() -> RateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def _par(usage: Callable[[RateLimiter], T]) -> T:
    """Ask what all processes share; while it is away this one counts alone: floods are still stopped."""
    global _absent_jusqu_a  # noqa: PLW0603  one for the process
    if _recule():
        oublier()
    partage = _partage()
    if partage is not None and time.monotonic() >= _absent_jusqu_a:
        try:
            return usage(partage)
        except StorageError as error:
            _absent_jusqu_a = time.monotonic() + REPOS
            log.warning("ratelimit.alone", error=type(error.storage_error).__name__)
    return usage(_seul())


def _recule() -> bool:
    """Whether the clock was set back: uses counted in the future would stop people until then."""
    global _vue
    avant, _vue = _vue, time.time()
    return _vue < avant - SAUT


def permis(limite: str, *cles: str) -> bool:
    """Count one use of `cles` and tell whether it stays within `limite` (« 5/minute »)."""
    return _par(lambda limiteur: bool(limiteur.hit(parse(limite), *cles)))


def exiger(limite: str, *cles: str, message: str) -> None:
    """Count one use.

    Raises:
        TropDeDemandes: the limit is reached; `message` says when to come back.
    """
    if not permis(limite, *cles):
        raise TropDeDemandes(message)


def attente(limites: Iterable[str], *cles: str) -> int:
    """Seconds until one more use of `cles` stays within each of `limites`; 0 when it does. Counts nothing."""
    lues = tuple(limites)
    fenetres = _par(lambda limiteur: [limiteur.get_window_stats(parse(limite), *cles) for limite in lues])
    return max((max(1, math.ceil(debut - time.time())) for debut, reste in fenetres if reste <= 0), default=0)


def effacer(limites: Iterable[str], *cles: str) -> None:
    """Forget the uses of `cles` counted against `limites`."""

    def oublier_l_usage(limiteur: RateLimiter) -> None:
        for limite in lues:
            limiteur.clear(parse(limite), *cles)

    lues = tuple(limites)
    _par(oublier_l_usage)


def oublier() -> None:
    """Start all counts afresh."""
    _par(lambda limiteur: limiteur.storage.reset())
