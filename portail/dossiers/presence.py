"""Which open tabs show a step of a dossier: in memory, or in Redis for several processes. Never a proof."""

import time
from collections import OrderedDict
from collections.abc import Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from portail.infra.partage import redis

ONGLETS_MAX = 5_000
"""Tabs remembered in memory; those that left are forgotten when newer ones come."""
PAR_LIEU, DUREE = 50, 24 * 3600
"""In Redis: tabs remembered for one place, the latest, and for how many seconds."""

RECAPITULATIF = "recapitulatif"
Lieu = tuple[str, str]
"""A dossier's number and a step, or `RECAPITULATIF`."""

AUDITEURS: list[Callable[[Lieu], None]] = []
"""Who is told the place whose files changed by themselves, from any thread."""

log = structlog.get_logger(__name__)
_lieux: OrderedDict[str, Lieu] = OrderedDict()
_onglets: dict[Lieu, set[str]] = {}


async def arriver(onglet: str, lieu: Lieu) -> None:
    """A tab shows this step from now on, and no other."""
    partage = redis()
    if partage is None:
        _arriver(onglet, lieu)
        return
    try:
        await _arriver_partage(partage, onglet, _cle(lieu))
    except RedisError as error:
        log.warning("presence.unknown", error=type(error).__name__)


async def autres(onglet: str, lieu: Lieu) -> list[str]:
    """The other tabs that show the same step."""
    partage = redis()
    if partage is None:
        return [autre for autre in _onglets.get(lieu, ()) if autre != onglet]
    try:
        connus = await partage.zrange(_cle(lieu), 0, -1)
    except RedisError as error:
        log.warning("presence.unknown", error=type(error).__name__)
        return []
    return [str(autre) for autre in connus if autre != onglet]


async def partir(onglet: str) -> None:
    """A tab shows no step any more."""
    partage = redis()
    if partage is None:
        _partir(onglet)
        return
    try:
        avant = await partage.getdel(f"presence:onglet:{onglet}")
        if avant:
            await partage.zrem(str(avant), onglet)
    except RedisError as error:
        log.warning("presence.unknown", error=type(error).__name__)


def prevenir(lieu: Lieu) -> None:
    """The files of a step are no longer what its open pages show."""
    for auditeur in AUDITEURS:
        auditeur(lieu)


def _arriver(onglet: str, lieu: Lieu) -> None:
    _partir(onglet)
    _lieux[onglet] = lieu
    _onglets.setdefault(lieu, set()).add(onglet)
    if len(_lieux) > ONGLETS_MAX:
        _partir(next(iter(_lieux)))


def _partir(onglet: str) -> None:
    lieu = _lieux.pop(onglet, None)
    if lieu is None:
        return
    _onglets[lieu].discard(onglet)
    if not _onglets[lieu]:
        del _onglets[lieu]


def _cle(lieu: Lieu) -> str:
    return f"presence:lieu:{lieu[0]}/{lieu[1]}"


async def _arriver_partage(partage: Redis, onglet: str, ici: str) -> None:
    avant = await partage.set(f"presence:onglet:{onglet}", ici, ex=DUREE, get=True)
    ensemble = partage.pipeline(transaction=False)
    if avant and avant != ici:
        ensemble.zrem(str(avant), onglet)
    ensemble.zadd(ici, {onglet: time.time()})
    ensemble.zremrangebyrank(ici, 0, -PAR_LIEU - 1)
    ensemble.expire(ici, DUREE)
    await ensemble.execute()
