"""Real files made on the spot: a PDF of any weight, a photo, a program with the name of a PDF."""

import io
import os
import struct
import zlib
from pathlib import Path

from pypdf import PdfReader, PdfWriter


def pdf(octets: int = 0) -> bytes:
    """A valid PDF of one page, of about `octets` bytes when that is more than a page needs."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": "Essai"})
    if octets:
        writer.add_attachment("hasard.bin", os.urandom(octets))
    sortie = io.BytesIO()
    writer.write(sortie)
    return sortie.getvalue()


def png(cote: int = 40) -> bytes:
    """A plain square as a PNG (RFC 2083)."""
    lignes = (b"\x00" + b"\x20\x70\x90" * cote) * cote

    def bloc(genre: bytes, donnees: bytes) -> bytes:
        somme = zlib.crc32(genre + donnees)
        return struct.pack(">I", len(donnees)) + genre + donnees + struct.pack(">I", somme)

    entete = struct.pack(">IIBBBBB", cote, cote, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + bloc(b"IHDR", entete)
        + bloc(b"IDAT", zlib.compress(lignes))
        + bloc(b"IEND", b"")
    )


def programme() -> bytes:
    """The beginning of a Windows program."""
    return b"MZ\x90\x00" + b"\x00" * 56 + b"\x80\x00\x00\x00" + b"\x00" * 64 + b"PE\x00\x00" + b"\x00" * 400


def ecrire(dossier: Path, nom: str, contenu: bytes) -> Path:
    """Put a file on the disk of the person."""
    fichier = dossier / nom
    fichier.write_bytes(contenu)
    return fichier


def texte_pdf(contenu: bytes) -> str:
    """The words of a PDF, all pages together, spaces made plain."""
    pages = PdfReader(io.BytesIO(contenu)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
