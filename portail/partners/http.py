"""Reading JSON from a partner over HTTP: in time, in bounds, or `PartenaireIndisponible` and nothing else."""

import asyncio
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from threading import Lock, Thread
from typing import NoReturn

import httpx
import stamina
import structlog

from portail.core.errors import ErreurMetier
from portail.partners.disjoncteur import Disjoncteur
from portail.settings import settings

TAILLE_MAX = 1_000_000  # bytes: the longest honest answer seen is under 80 kB
_ESSAIS = 2
_REPOS_MAX = timedelta(minutes=5)

# At its INFO level httpx writes whole addresses in the log: what people type (address, SIRET) would be there.
logging.getLogger("httpx").setLevel(logging.WARNING)

_journal = structlog.get_logger(__name__)


class PartenaireIndisponible(ErreurMetier):
    """The partner could not be asked or its answer makes no sense; `raison` is for the log only."""

    def __init__(self, partenaire: str, raison: str) -> None:
        super().__init__(f"{partenaire} ne répond pas pour le moment. Vous pouvez continuer.")
        self.partenaire = partenaire
        self.raison = raison


class _Refus(Exception):
    """An answer that cannot be used. `panne`: the partner is at fault, not our question."""

    def __init__(
        self, raison: str, *, panne: bool = True, encore: bool = False, repos: timedelta | None = None
    ) -> None:
        super().__init__(raison)
        self.panne = panne
        self.encore = encore
        self.repos = repos


@dataclass(frozen=True)
class _Guichet:
    """The one client of this process, and the event loop it lives in.

    httpx's own time-outs start again at each chunk, and name resolution has none: only cancelling the whole
    exchange from an event loop keeps the promise made to the person who waits.
    """

    boucle: asyncio.AbstractEventLoop
    client: httpx.AsyncClient


def lire_json(partenaire: str, url: str, params: Mapping[str, str | int]) -> object:
    """GET `url` and return the JSON value it answers, within the settings' `partner_timeout` in all.

    Two tries at most, no redirect, 1 MB at most. `partenaire` is a French name for the screen
    (« Le service des adresses »).

    Raises:
        PartenaireIndisponible: whatever went wrong.
    """
    disjoncteur = _disjoncteur(url)
    if not disjoncteur.permet():
        raise PartenaireIndisponible(partenaire, "laissé au repos après des échecs")
    try:
        valeur = _echanger(url, params, settings().partner_timeout)
    except _Refus as refus:
        if refus.panne:
            disjoncteur.echec(refus.repos)
        _renoncer(partenaire, str(refus), refus)
    except Exception as cause:
        # The promise to callers is total: a partner, or its library, never breaks a screen.
        disjoncteur.echec()
        _renoncer(partenaire, f"{type(cause).__name__}: {cause}"[:200], cause)
    disjoncteur.succes()
    return valeur


def _renoncer(partenaire: str, raison: str, cause: Exception) -> NoReturn:
    _journal.warning("partenaire_indisponible", partenaire=partenaire, raison=raison)
    raise PartenaireIndisponible(partenaire, raison) from cause


def _echanger(url: str, params: Mapping[str, str | int], delai: float) -> object:
    guichet = _guichet()
    echange = _dans_les_temps(guichet.client, url, params, delai)
    return asyncio.run_coroutine_threadsafe(echange, guichet.boucle).result()


async def _dans_les_temps(
    client: httpx.AsyncClient, url: str, params: Mapping[str, str | int], delai: float
) -> object:
    async with asyncio.timeout(delai):
        corps = b""
        async for essai in stamina.retry_context(
            on=_a_retenter, attempts=_ESSAIS, timeout=delai, wait_initial=0.1, wait_jitter=0.1
        ):
            with essai:
                corps = await _lire_corps(client, url, params, delai)
    return _decoder(corps)


def _a_retenter(erreur: Exception) -> bool:
    return isinstance(erreur, httpx.TransportError) or (isinstance(erreur, _Refus) and erreur.encore)


async def _lire_corps(
    client: httpx.AsyncClient, url: str, params: Mapping[str, str | int], delai: float
) -> bytes:
    corps = bytearray()
    async with client.stream("GET", url, params=params, timeout=delai) as reponse:
        _verifier_entetes(reponse)
        # Raw: a small compressed answer may unfold to gigabytes, so compression is neither asked nor read.
        async for bloc in reponse.aiter_raw():
            corps += bloc
            if len(corps) > TAILLE_MAX:
                raise _Refus("réponse trop longue")
    return bytes(corps)


def _verifier_entetes(reponse: httpx.Response) -> None:
    statut = reponse.status_code
    if statut == httpx.codes.TOO_MANY_REQUESTS:
        repos = _repos_demande(reponse.headers.get("retry-after", ""))
        raise _Refus("statut 429", encore=repos is None, repos=repos)
    if statut >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _Refus(f"statut {statut}", encore=True)
    if statut != httpx.codes.OK:
        # Other 4xx are about this question: others may still be asked.
        raise _Refus(f"statut {statut}", panne=not httpx.codes.is_client_error(statut))
    genre = reponse.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (genre == "application/json" or genre.endswith("+json")):
        raise _Refus("réponse qui n’est pas du JSON")
    if reponse.headers.get("content-encoding", "identity") != "identity":
        raise _Refus("réponse compressée sans que ce soit demandé")


def _repos_demande(retry_after: str) -> timedelta | None:
    """Seconds only: the date form of Retry-After (RFC 9110 §10.2.3) is not used by these partners."""
    if not (retry_after.isascii() and retry_after.isdigit()):
        return None
    return min(timedelta(seconds=max(1, int(retry_after[:6]))), _REPOS_MAX)


def _decoder(corps: bytes) -> object:
    def refuser(constante: str) -> NoReturn:
        raise ValueError(constante)  # NaN and Infinity are not JSON

    try:
        valeur: object = json.loads(corps, parse_constant=refuser)
    except (ValueError, RecursionError) as cause:
        raise _Refus("JSON illisible") from cause
    return valeur


_verrou = Lock()


def _guichet() -> _Guichet:
    with _verrou:
        return _ouvrir_guichet(os.getpid())


@cache
def _ouvrir_guichet(_pid: int) -> _Guichet:
    """One per process: a thread does not survive a fork."""
    boucle = asyncio.new_event_loop()
    Thread(target=boucle.run_forever, name="partenaires", daemon=True).start()
    agent = f"portail-des-aides (+{settings().origin})".encode("ascii", "replace").decode()
    client = httpx.AsyncClient(
        headers={"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "identity"},
        follow_redirects=False,
        limits=httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=30),
    )
    return _Guichet(boucle, client)


@cache
def _disjoncteur(_url: str) -> Disjoncteur:
    return Disjoncteur()
