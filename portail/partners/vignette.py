"""Thumbnails of strangers' files, drawn in another process that has little of everything.

Whatever the file does there (unfold to gigabytes, loop, break the reader), it costs its limits and the
thumbnail, nothing else. See `vignette_enfant.py` for what that process gives up.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import BinaryIO

ENFANT = Path(__file__).with_name("vignette_enfant.py")
MEMOIRE = 768 * 1024 * 1024  # bytes, libraries included
PROCESSEUR_SECONDES = 10
SECONDES = 20.0
OCTETS_MAX = 150_000
COTE_MAX = 480  # pixels


class VignetteImpossible(Exception):
    """This file gives no thumbnail, and never will."""


@dataclass(frozen=True)
class Dessin:
    """A WebP and its sides in pixels; `vide`: nothing can be seen in it."""

    octets: bytes
    largeur: int
    hauteur: int
    vide: bool = False


def dessiner(flux: BinaryIO, type_mime: str) -> Dessin:
    """The thumbnail of what `flux` reads. Blocks, `SECONDES` at most: for a worker's thread.

    Raises:
        VignetteImpossible: there can be none.
    """
    with tempfile.TemporaryFile() as copie:  # it has no name, and readers of PDF want to go back and forth
        shutil.copyfileobj(flux, copie)
        copie.seek(0)
        return _lire(_faire_faire(copie, type_mime))


def _faire_faire(copie: BinaryIO, type_mime: str) -> bytes:
    process = subprocess.Popen(  # noqa: S603  our own script, and words of our own
        [sys.executable, "-I", "-B", str(ENFANT), type_mime, str(MEMOIRE), str(PROCESSEUR_SECONDES)],
        stdin=copie,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,
    )
    minuteur = Timer(SECONDES, process.kill)
    minuteur.start()
    try:
        sortie = process.stdout.read(OCTETS_MAX + 2) if process.stdout else b""
        if len(sortie) > OCTETS_MAX + 1 or process.wait() != 0:
            raise VignetteImpossible
        return sortie
    finally:
        process.kill()
        minuteur.cancel()
        process.communicate()


def _lire(sortie: bytes) -> Dessin:
    """Believe nothing of that process: a mark, the bytes of a small WebP (RFC 9649, 2.4 and 2.5)."""
    marque, octets = sortie[:1], sortie[1:]
    if marque not in (b"0", b"1"):
        raise VignetteImpossible
    if octets[:4] != b"RIFF" or octets[8:16] != b"WEBPVP8 " or len(octets) < 30:
        raise VignetteImpossible
    largeur, hauteur = (int.from_bytes(octets[a : a + 2], "little") & 0x3FFF for a in (26, 28))
    if not (0 < largeur <= COTE_MAX and 0 < hauteur <= COTE_MAX):
        raise VignetteImpossible
    return Dessin(octets, largeur, hauteur, vide=marque == b"1")
