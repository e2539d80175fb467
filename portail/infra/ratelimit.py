"""Limits of frequency, by person and by address; shared between processes when Redis is set."""

import math
import time
from collections.abc import Iterable
from functools import cache

from limits import parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter, RateLimiter

from portail.core.errors import TropDeDemandes
from portail.settings import settings


@cache
def _limiter() -> RateLimiter:
    url = settings().redis_url
    return MovingWindowRateLimiter(storage_from_string(url) if url else MemoryStorage())


def permis(limite: str, *cles: str) -> bool:
    """Count one use of `cles` and tell whether it stays within `limite` (« 5/minute »)."""
    return bool(_limiter().hit(parse(limite), *cles))


def exiger(limite: str, *cles: str, message: str) -> None:
    """Count one use.

    Raises:
        TropDeDemandes: the limit is reached; `message` says when to come back.
    """
    if not permis(limite, *cles):
        raise TropDeDemandes(message)


def attente(limites: Iterable[str], *cles: str) -> int:
    """Seconds until one more use of `cles` stays within each of `limites`; 0 when it does. Counts nothing."""
    delais = [0]
    for limite in limites:
        debut, reste = _limiter().get_window_stats(parse(limite), *cles)
        if reste <= 0:
            delais.append(max(1, math.ceil(debut - time.time())))
    return max(delais)


def effacer(limites: Iterable[str], *cles: str) -> None:
    """Forget the uses of `cles` counted against `limites`."""
    for limite in limites:
        _limiter().clear(parse(limite), *cles)


def oublier() -> None:
    """Start all counts afresh."""
    _limiter().storage.reset()
