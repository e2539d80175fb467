"""Fetching an official file: in time, in bounds, whole, or `SourceInjoignable` and nothing else."""

import time
from urllib.parse import urlsplit

import httpx

from portail.core.errors import ErreurMetier
from portail.settings import settings

TAILLE_MAX = 60_000_000  # bytes: the longest, the communes, has about twelve million
_DELAI = 180.0
_ATTENTE = 20.0
_REDIRECTIONS = 3


class SourceInjoignable(ErreurMetier):
    """The official source did not answer as it should; `raison` says how."""

    def __init__(self, adresse: str, raison: str) -> None:
        super().__init__(
            f"{urlsplit(adresse).hostname} n’a pas donné le fichier ({raison})\u00a0: rien n’est changé. "
            "Réessayez plus tard, ou donnez le fichier avec --depuis."
        )
        self.raison = raison


def telecharger(adresse: str, taille_max: int = TAILLE_MAX, delai: float = _DELAI) -> bytes:
    """GET a file. Raises `SourceInjoignable` whatever went wrong."""
    limite = time.monotonic() + delai
    entetes = {
        "User-Agent": f"portail-des-aides (+{settings().origin})".encode("ascii", "replace").decode(),
        "Accept-Encoding": "identity",
    }
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=_REDIRECTIONS, timeout=_ATTENTE, headers=entetes
            ) as client,
            client.stream("GET", adresse) as reponse,
        ):
            _verifier(adresse, reponse)
            return _corps(adresse, reponse, taille_max, limite)
    except (httpx.HTTPError, httpx.InvalidURL) as cause:
        raise SourceInjoignable(adresse, "pas de réponse") from cause


def _verifier(adresse: str, reponse: httpx.Response) -> None:
    if reponse.status_code != httpx.codes.OK:
        raise SourceInjoignable(adresse, f"statut {reponse.status_code}")
    if adresse.startswith("https:") and reponse.url.scheme != "https":
        raise SourceInjoignable(adresse, "renvoi vers une adresse qui n’est pas protégée")
    if reponse.headers.get("content-encoding", "identity") != "identity":
        raise SourceInjoignable(adresse, "réponse compressée sans que ce soit demandé")


def _corps(adresse: str, reponse: httpx.Response, taille_max: int, limite: float) -> bytes:
    corps = bytearray()
    # Raw: a small compressed answer may unfold to gigabytes, so compression is neither asked nor read.
    for bloc in reponse.iter_raw():
        corps += bloc
        if len(corps) > taille_max:
            raise SourceInjoignable(adresse, "fichier trop long")
        if time.monotonic() > limite:
            raise SourceInjoignable(adresse, "réponse trop lente")
    if not corps:
        raise SourceInjoignable(adresse, "fichier vide")
    return bytes(corps)
