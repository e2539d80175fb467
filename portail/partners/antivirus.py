"""ClamAV, asked through its daemon (clamd): is there a known virus in these bytes?

The protocol is clamd's INSTREAM (man clamd, « COMMANDS »): chunks, each after its length, the last one empty,
then one line of answer. Nothing but `stream: OK` means that nothing was found: whatever else is heard, the
file is not known to be sane.
"""

import re
import socket
import struct
import time
from contextlib import suppress
from functools import cache
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import structlog

from portail.core.saisie import une_ligne
from portail.partners.disjoncteur import Disjoncteur
from portail.settings import settings

CONNEXION_SECONDES = 5.0
BLOC = 65_536  # bytes
REPONSE_MAX = 1_000  # bytes
_TROUVE = re.compile(r"stream: (.{1,200}) FOUND")
_TROP_GROS = "INSTREAM size limit exceeded"

_journal = structlog.get_logger(__name__)


class AntivirusIndisponible(RuntimeError):
    """No answer, or none that makes sense: nothing is known of the file. The message names nobody."""


def analyser(flux: BinaryIO) -> str:
    """The name of the virus found in what `flux` reads, empty when there is none.

    Within the settings' `antivirus_timeout` in all, a little at a time. Blocks: for a worker's thread.

    Raises:
        AntivirusIndisponible: nothing is known, whatever went wrong.
    """
    url = settings().antivirus_url
    disjoncteur = _disjoncteur(url)
    if not disjoncteur.permet():
        raise AntivirusIndisponible("laissé au repos après des échecs")
    try:
        reponse = _Echange(url, settings().antivirus_timeout).demander(flux)
    except (OSError, TimeoutError) as cause:
        disjoncteur.echec()
        _journal.warning("antivirus_indisponible", raison=type(cause).__name__)
        raise AntivirusIndisponible(f"pas de réponse ({type(cause).__name__})") from cause
    return _lire(reponse, disjoncteur)


def _lire(reponse: str, disjoncteur: Disjoncteur) -> str:
    if reponse == "stream: OK":
        disjoncteur.succes()
        return ""
    if trouve := _TROUVE.fullmatch(reponse):
        disjoncteur.succes()
        return une_ligne(trouve[1])[:100]
    if reponse.startswith(_TROP_GROS):
        # The daemon is well, its limit is below the portal's: only its operator can mend that.
        disjoncteur.succes()
        _journal.error("antivirus_limite", conseil="StreamMaxLength de clamd < PORTAIL_PIECE_MAX_MO")
        raise AntivirusIndisponible("fichier plus gros que StreamMaxLength de clamd")
    disjoncteur.echec()
    _journal.warning("antivirus_indisponible", raison="réponse inattendue")
    raise AntivirusIndisponible("réponse inattendue")


class _Echange:
    """One connection and one question, all within a number of seconds."""

    def __init__(self, url: str, secondes: float) -> None:
        self._fin = time.monotonic() + secondes
        self._socket = _connecter(url, min(secondes, CONNEXION_SECONDES))

    def _reste(self) -> float:
        reste = self._fin - time.monotonic()
        if reste <= 0:
            raise TimeoutError
        return reste

    def demander(self, flux: BinaryIO) -> str:
        with self._socket:
            # A daemon that has heard enough answers and closes before the end: its answer counts.
            with suppress(BrokenPipeError, ConnectionResetError):
                self._envoyer(b"zINSTREAM\0")
                while bloc := flux.read(BLOC):
                    self._envoyer(struct.pack("!L", len(bloc)) + bloc)
                self._envoyer(struct.pack("!L", 0))
            return self._recevoir()

    def _envoyer(self, octets: bytes) -> None:
        self._socket.settimeout(self._reste())
        self._socket.sendall(octets)

    def _recevoir(self) -> str:
        """What stands before the end mark; nothing when there is none: a cut answer is no answer."""
        recu = b""
        while b"\0" not in recu and len(recu) <= REPONSE_MAX:
            self._socket.settimeout(self._reste())
            bloc = self._socket.recv(REPONSE_MAX)
            if not bloc:
                break
            recu += bloc
        reponse, fin, _ = recu.partition(b"\0")
        return reponse.decode("utf-8", "replace").strip() if fin else ""


def _connecter(url: str, secondes: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 0), secondes)
    local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        local.settimeout(secondes)
        local.connect(unquote(parts.path))
    except OSError:
        local.close()
        raise
    return local


@cache
def _disjoncteur(_url: str) -> Disjoncteur:
    return Disjoncteur()
