"""Draws a thumbnail in a process of its own: the file on its input, a WebP on its output.

Before the WebP, one byte: « 1 » when nothing can be seen in the picture, else « 0 ».

Run as a script, and it imports nothing of the portal. Libraries that read pictures and PDF are large, written
in C, and read what strangers send: before the first byte, this process gives up memory, time, files, the
network and the rights of the superuser. It ends with 0 only when the thumbnail is whole.
"""

import io
import os
import resource
import sys
from typing import BinaryIO

import pypdfium2 as pdfium
from PIL import Image, ImageOps

COTE = 480  # pixels
PIXELS_MAX = 60_000_000
PERSONNE = 65_534  # « nobody », everywhere
ENCRE = 40  # how far from the paper, of 255, something starts to be seen
TRACE = 0.0002  # the part of a page that one short word covers
FORMATS = ("JPEG", "PNG", "WEBP")


def serrer(memoire: int, secondes: int) -> None:
    """Give up what is not needed to draw: bytes of memory, seconds of processor, and all the rest."""
    Image.init()  # once no file can be opened, no code can be loaded either
    for quoi, limite in (
        (resource.RLIMIT_AS, memoire),
        (resource.RLIMIT_CPU, secondes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        # The three that are open stay so: neither a file nor a socket can be opened any more.
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(quoi, (limite, limite))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(PERSONNE)
        os.setuid(PERSONNE)


def dessiner(flux: BinaryIO, type_mime: str) -> bytes:
    """The thumbnail of a picture, or of the first page of a PDF: a mark, a WebP of `COTE` pixels at most."""
    image = _page(flux) if type_mime == "application/pdf" else _image(flux)
    image.thumbnail((COTE, COTE))
    image = _sur_blanc(image)
    sortie = io.BytesIO(b"1" if _vide(image) else b"0")
    sortie.seek(1)
    # Neither where the picture was taken, nor by whom.
    image.save(sortie, "WEBP", quality=75, exif=b"", icc_profile=b"", xmp=b"")
    return sortie.getvalue()


def _page(flux: BinaryIO) -> Image.Image:
    page = pdfium.PdfDocument(flux)[0]
    return page.render(scale=COTE / max(*page.get_size(), 1)).to_pil()


def _image(flux: BinaryIO) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # counted below, once it is known how many will be unfolded
    image = Image.open(flux, formats=FORMATS)
    image.draft(None, (COTE, COTE))  # a JPEG of a large camera is read smaller at once
    if image.width * image.height > PIXELS_MAX:
        raise ValueError("too many pixels")
    image.thumbnail((COTE, COTE))
    return ImageOps.exif_transpose(image)


def _sur_blanc(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    avec = image.convert("RGBA")
    fond = Image.new("RGB", avec.size, "white")
    fond.paste(avec, mask=avec.getchannel("A"))
    return fond


def _vide(image: Image.Image) -> bool:
    """Whether nothing stands out of the commonest grey: a page scanned on its wrong side, a lens covered."""
    gris = image.convert("L").histogram()
    papier = gris.index(max(gris))
    vus = sum(nombre for teinte, nombre in enumerate(gris) if abs(teinte - papier) > ENCRE)
    return vus <= TRACE * image.width * image.height


if __name__ == "__main__":
    serrer(int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.buffer.write(dessiner(sys.stdin.buffer, sys.argv[1]))
    sys.stdout.buffer.flush()
