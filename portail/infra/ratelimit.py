"""Limits of frequency, by person and by address; shared between processes when Redis is set."""

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


def oublier() -> None:
    """Start all counts afresh."""
    _limiter().storage.reset()
