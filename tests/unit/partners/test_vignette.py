"""Thumbnails: upright, small, without a trace of who took them; and files made to break their reader."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from portail.partners import vignette
from portail.partners.vignette import Dessin, VignetteImpossible, dessiner
from tests import fichiers

PDF = "application/pdf"
ROUGE, BLANC = (250, 0, 0), (250, 250, 250)


def faite(contenu: bytes, type_mime: str = "image/jpeg") -> Image.Image:
    dessin = dessiner(io.BytesIO(contenu), type_mime)
    lue = Image.open(io.BytesIO(dessin.octets))
    assert lue.format == "WEBP"
    assert lue.size == (dessin.largeur, dessin.hauteur)
    assert not lue.getexif()
    return lue.convert("RGB")


def pres_de(couleur: object, attendue: tuple[int, int, int]) -> bool:
    assert isinstance(couleur, tuple)
    return all(abs(vue - voulue) < 30 for vue, voulue in zip(couleur, attendue, strict=True))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_small(format: str) -> None:
    vue = faite(fichiers.image(format), f"image/{format.lower()}")
    assert vue.size == (480, 320)
    assert pres_de(vue.getpixel((10, 160)), ROUGE)
    assert pres_de(vue.getpixel((470, 160)), BLANC)


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    vue = faite(fichiers.image("JPEG", orientation=6))
    assert vue.size == (320, 480)
    assert pres_de(vue.getpixel((160, 10)), ROUGE)
    assert pres_de(vue.getpixel((160, 470)), BLANC)


def test_the_first_page_of_a_pdf() -> None:
    vue = faite(fichiers.pdf(), PDF)
    assert vue.size == (360, 480)
    assert pres_de(vue.getpixel((10, 240)), ROUGE)
    assert pres_de(vue.getpixel((350, 240)), BLANC)


def test_what_is_transparent_is_shown_on_white() -> None:
    flux = io.BytesIO()
    Image.new("RGBA", (40, 20), (255, 0, 0, 0)).save(flux, "PNG")
    vue = faite(flux.getvalue(), "image/png")
    assert vue.size == (40, 20)  # never made larger
    assert pres_de(vue.getpixel((20, 10)), BLANC)


def _page(*mots: str) -> bytes:
    """A scan of 1 240 × 1 754 pixels, its paper a little grey, with these words."""
    image, flux = Image.new("L", (1_240, 1_754), 236), io.BytesIO()
    for rang, mot in enumerate(mots):
        ImageDraw.Draw(image).text((100, 100 + 60 * rang), mot, fill=20, font_size=36)
    image.save(flux, "JPEG")
    return flux.getvalue()


def test_a_page_where_nothing_is_seen_is_told_from_one_where_a_word_is() -> None:
    assert dessiner(io.BytesIO(_page()), "image/jpeg").vide
    assert not dessiner(io.BytesIO(_page("Attestation de domicile")), "image/jpeg").vide
    assert not dessiner(io.BytesIO(fichiers.image("PNG")), "image/png").vide


@pytest.mark.parametrize(
    ("contenu", "type_mime"),
    [
        (b"", "image/png"),
        (b"", PDF),
        (b"%PDF-1.7\n", PDF),
        (fichiers.pdf()[:200], PDF),
        (fichiers.image("PNG")[:300], "image/png"),
        (fichiers.png_annonce(100_000, 100_000), "image/png"),
        (fichiers.png_annonce(9_000, 9_000), "image/png"),
        (fichiers.pdf(), "image/png"),
        (b"GIF89a" + b"\0" * 100, "image/png"),
    ],
)
def test_what_cannot_be_drawn_is_said(contenu: bytes, type_mime: str) -> None:
    with pytest.raises(VignetteImpossible):
        dessiner(io.BytesIO(contenu), type_mime)


def test_a_picture_that_unfolds_is_given_so_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    flux = io.BytesIO()
    Image.new("L", (7_000, 7_000)).convert("RGB").save(flux, "PNG", compress_level=1)
    assert len(flux.getvalue()) < 1_000_000
    assert dessiner(io.BytesIO(flux.getvalue()), "image/png").largeur == 480
    monkeypatch.setattr(vignette, "MEMOIRE", 200_000_000)
    with pytest.raises(VignetteImpossible):
        dessiner(io.BytesIO(flux.getvalue()), "image/png")


@pytest.mark.parametrize(("quoi", "limite"), [("PROCESSEUR_SECONDES", 1), ("SECONDES", 1.0)])
def test_an_endless_pdf_is_given_so_much_time(
    monkeypatch: pytest.MonkeyPatch, quoi: str, limite: float
) -> None:
    for nom in ("PROCESSEUR_SECONDES", "SECONDES"):
        monkeypatch.setattr(vignette, nom, 1_000_000)  # longer than any test may take
    monkeypatch.setattr(vignette, quoi, limite)
    with pytest.raises(VignetteImpossible):
        dessiner(io.BytesIO(fichiers.pdf_sans_fin()), PDF)


BONNE = b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0" + b"\0" * 6 + b"\x10\0\x10\0"


@pytest.mark.parametrize(
    ("sortie", "code"),
    [
        (b"", 0),
        (BONNE, 0),
        (b"2" + BONNE, 0),
        (b"0" + BONNE, 1),
        (b"0" + BONNE[:-1], 0),
        (b"<svg onload=alert(1)>" + BONNE, 0),
        (b"0" + BONNE[:26] + b"\xff\xff\xff\xff", 0),
        (b"0" + BONNE[:26] + b"\0\0\0\0", 0),
        (b"0" + BONNE + b"0" * vignette.OCTETS_MAX, 0),
    ],
)
def test_a_reader_that_was_broken_into_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sortie: bytes, code: int
) -> None:
    enfant = tmp_path / "enfant.py"
    monkeypatch.setattr(vignette, "ENFANT", enfant)
    enfant.write_text(f"import os, sys; os.write(1, {b'1' + BONNE!r})")
    assert dessiner(io.BytesIO(b"x"), PDF) == Dessin(BONNE, 16, 16, vide=True)
    enfant.write_text(
        f"import sys; sys.stdout.buffer.write({sortie!r}); sys.stdout.flush(); sys.exit({code})"
    )
    with pytest.raises(VignetteImpossible):
        dessiner(io.BytesIO(b"x"), PDF)


ESSAIS = {
    "a socket": "import socket; socket.socket()",
    "a file": "open('/etc/passwd')",
    "a copy of what is open": "os.dup(0)",
    "more files": "resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))",
    "the superuser": "os.setuid(0) if os.getuid() else [][0]",
}


@pytest.mark.parametrize("essai", ESSAIS)
def test_the_process_that_draws_cannot_have(essai: str) -> None:
    code = (
        "import os, resource, socket, sys; sys.path.insert(0, sys.argv[1]); import vignette_enfant\n"
        "vignette_enfant.serrer(10**9, 10)\n"
        f"try: {ESSAIS[essai]}\n"
        "except (OSError, ValueError) as refus: os.write(1, type(refus).__name__.encode())\n"
        "else: os.write(1, b'done')\n"
    )
    fait = subprocess.run(
        [sys.executable, "-I", "-B", "-c", code, str(vignette.ENFANT.parent)],
        capture_output=True,
        check=False,
    )
    assert fait.stdout in {b"OSError", b"PermissionError", b"ValueError"}, fait
