"""Files as people send them, and as those who wish harm do."""

import io
import struct
import zlib

from PIL import Image


def image(format: str, taille: tuple[int, int] = (1_200, 800), *, orientation: int = 1) -> bytes:
    """A picture, red at its left and white at its right as it is stored; `orientation` is EXIF's."""
    made = Image.new("RGB", taille, "white")
    made.paste("red", (0, 0, taille[0] // 2, taille[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Appareil de Zoé"
    flux = io.BytesIO()
    made.save(flux, format, exif=exif)
    return flux.getvalue()


def png_annonce(largeur: int, hauteur: int) -> bytes:
    """A PNG of a few bytes that announces so many pixels."""

    def bloc(nom: bytes, contenu: bytes) -> bytes:
        return struct.pack("!L", len(contenu)) + nom + contenu + struct.pack("!L", zlib.crc32(nom + contenu))

    entete = struct.pack("!LLBBBBB", largeur, hauteur, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + bloc(b"IHDR", entete)
        + bloc(b"IDAT", zlib.compress(b"\0" * 1_000))
        + bloc(b"IEND", b"")
    )


def pdf(contenu: bytes = b"1 0 0 rg 0 0 300 800 re f", ressources: bytes = b"", *autres: bytes) -> bytes:
    """A PDF of one page, 600 × 800 points; `autres` are objects from number 5 on."""
    flux = b"<</Length %d>>stream\n%s\nendstream" % (len(contenu), contenu)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % ressources
    objets = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, flux, *autres]
    fichier, places = b"%PDF-1.7\n", []
    for rang, objet in enumerate(objets, start=1):
        places.append(len(fichier))
        fichier += b"%d 0 obj%s endobj\n" % (rang, objet)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    debut = len(fichier)
    fichier += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objets) + 1, table)
    return fichier + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objets) + 1, debut)


def pdf_sans_fin(etages: int = 20, fois: int = 10) -> bytes:
    """A PDF whose page draws a form that draws `fois` times another, and so on: 10^20 drawings."""
    formes = []
    for etage in range(etages):
        suivante = b"/XObject<</F %d 0 R>>" % (6 + etage) if etage + 1 < etages else b""
        dessin = b"/F Do " * fois if suivante else b"0 0 600 800 re f"
        tete = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>/Length %d>>"
        formes.append(tete % (suivante, len(dessin)) + b"stream\n%s\nendstream" % dessin)
    return pdf(b"/F Do", b"/XObject<</F 5 0 R>>", *formes)
