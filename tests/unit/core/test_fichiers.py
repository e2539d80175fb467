"""What a file really is: real small files of each kind, and those that pretend."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portail.core.fichiers import (
    DOCX,
    GENRES,
    HEIC,
    JPEG,
    NOM_MAX,
    ODS,
    ODT,
    PDF,
    PNG,
    WEBP,
    XLSX,
    Genre,
    Refus,
    nom_sur,
    reconnaitre,
)


def zippe(*entrees: str, mimetype: str = "", commentaire: bytes = b"") -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for entree in entrees:
            archive.writestr(entree, "<x/>")
        archive.comment = commentaire
    return flux.getvalue()


def genre_de(contenu: bytes) -> Genre:
    return reconnaitre(contenu[:4096], contenu[-66_000:], lambda: io.BytesIO(contenu))


UN_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
UN_JPEG = b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + b"\x00" * 40
UN_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17
UN_DOCX = zippe("[Content_Types].xml", "word/document.xml")
UN_XLSX = zippe("[Content_Types].xml", "xl/workbook.xml")
UN_ODT = zippe("content.xml", mimetype=ODT.type_mime)


@pytest.mark.parametrize(
    ("contenu", "genre"),
    [
        (UN_PDF, PDF),
        (b"\xef\xbb\xbf\r\n" + UN_PDF, PDF),
        (UN_JPEG, JPEG),
        (UN_PNG, PNG),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"\x00" * 20, WEBP),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", HEIC),
        (UN_DOCX, DOCX),
        (UN_XLSX, XLSX),
        (UN_ODT, ODT),
        (zippe("content.xml", mimetype=ODS.type_mime), ODS),
        (zippe("[Content_Types].xml", "word/document.xml", commentaire=b"relu par Ida"), DOCX),
    ],
)
def test_each_kind_is_known_by_its_bytes(contenu: bytes, genre: Genre) -> None:
    assert genre_de(contenu) is genre


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "vide"),
        (b"MZ\x90\x00" + b"\x00" * 60, "programme"),
        (b"\x7fELF" + b"\x00" * 60, "programme"),
        (b"#!/bin/sh\nrm -rf /\n", "programme"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "accepté"),
        (b"<html>%PDF-1.7", "accepté"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "accepté"),
        (b"GIF89a" + b"\x00" * 20, "accepté"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42", "accepté"),
        (b"\x89PNG\r\n\x1a\nrien", "accepté"),
        (b"Bonjour", "accepté"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "ancien format"),
        (zippe("photo.jpg"), "archive"),
        (zippe("[Content_Types].xml"), "archive"),
        (zippe("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "archive"),
        (zippe("mimetype", "content.xml"), "archive"),
        (zippe("content.xml", mimetype="application/vnd.oasis.opendocument.text-master"), "archive"),
        (UN_DOCX[:-30], "archive"),
        (UN_DOCX + b"suite", "archive"),
        (zippe("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (zippe("content.xml", "Basic/Standard/M.xml", mimetype=ODT.type_mime), "macros"),
        (UN_PDF + zippe("charge.exe"), "autre chose"),
        (UN_JPEG + zippe("charge.exe", commentaire=b"x" * 65_535), "autre chose"),
    ],
)
def test_what_is_not_taken_and_why(contenu: bytes, phrase: str) -> None:
    with pytest.raises(Refus, match=phrase):
        genre_de(contenu)


def test_an_index_made_to_exhaust_memory_is_not_read() -> None:
    def jamais() -> io.BytesIO:
        raise AssertionError("the index was read")

    def declare(entrees: int, taille: int, avant: bytes = b"") -> bytes:
        fin = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entrees, entrees, taille, 0, 0)
        return b"PK\x03\x04" + b"\x00" * 30 + avant + fin

    agrandi = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
    for contenu in (declare(65_535, 10), declare(5, 5_000_000), declare(5, 10, agrandi)):
        with pytest.raises(Refus, match="archive"):
            reconnaitre(contenu, contenu, jamais)


def fin(decalage: int = 0, commentaire: bytes = b"", entrees: int = 0, index: int = 0) -> bytes:
    """The end record of a ZIP (APPNOTE 4.3.16)."""
    nombres = (0, 0, entrees, entrees, index, decalage, len(commentaire))
    return struct.pack("<4s4H2IH", b"PK\x05\x06", *nombres) + commentaire


MARQUE = int.from_bytes(b"PK\x05\x06", "little")


@pytest.mark.parametrize(
    "contenu",
    [
        b"PK\x03\x04" + fin(MARQUE),
        b"PK\x03\x04" + fin(0, fin(MARQUE)),
        UN_DOCX[:-22] + fin(MARQUE, entrees=2, index=100),
        UN_DOCX[:-22] + fin(2**32 - 1, entrees=2, index=2**20 - 1),
        b"PK\x03\x04PK\x05\x06",
    ],
)
def test_an_end_record_within_another_is_refused(contenu: bytes) -> None:
    with pytest.raises(Refus, match="archive"):
        genre_de(contenu)


def test_only_the_mark_that_ends_the_file_counts() -> None:
    """A comment may hold anything: the index it names is not the one to read."""
    piege = UN_DOCX[:-2] + struct.pack("<H", 30) + fin(0, entrees=9).ljust(30, b"x")
    with pytest.raises(Refus, match="archive"):
        genre_de(piege)


@pytest.mark.parametrize("methode", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_office_programs_write_is_unpacked(methode: int) -> None:
    """Neither can be read a little at a time: a few bytes may become gigabytes."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", methode) as archive:
        archive.writestr("mimetype", ODT.type_mime)
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(Refus, match="archive"):
        genre_de(flux.getvalue())
    debut = flux.getvalue().index(b"mimetype") + 8
    abime = bytearray(flux.getvalue())
    abime[debut : debut + 12] = b"\xff" * 12
    with pytest.raises(Refus, match="archive"):
        genre_de(bytes(abime))


FRAGMENTS = st.sampled_from(
    [
        b"PK\x03\x04",
        b"PK\x01\x02",
        fin(),
        fin(MARQUE),
        fin(1, b"PK\x05\x06", 1, 46),
        b"PK\x06\x07" + b"\x01" * 16,
        UN_DOCX,
        UN_ODT,
        UN_DOCX[:-22],
    ]
)


@given(st.lists(FRAGMENTS | st.binary(max_size=30), max_size=6).map(b"".join))
def test_pieces_of_archives_do_anything_but_break(suite: bytes) -> None:
    with contextlib.suppress(Refus):
        assert genre_de(b"PK\x03\x04" + suite) in GENRES


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"RIFF", b""]))
def test_no_bytes_do_anything_but_be_known_or_refused(suite: bytes, debut: bytes) -> None:
    with contextlib.suppress(Refus):
        assert genre_de(debut + suite) in GENRES


@given(st.integers(0, len(UN_DOCX) - 1), st.integers(0, 255))
def test_a_damaged_document_is_known_or_refused(place: int, octet: int) -> None:
    abime = bytearray(UN_DOCX)
    abime[place] = octet
    with contextlib.suppress(Refus):
        assert genre_de(bytes(abime)) in GENRES


@pytest.mark.parametrize(
    ("nom", "genre", "garde"),
    [
        ("devis.pdf", PDF, "devis.pdf"),
        ("DEVIS.PDF", PDF, "DEVIS.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\Zoé\\Mes devis\\n°3.pdf", PDF, "n°3.pdf"),
        ("devis", PDF, "devis.pdf"),
        ("Devis du 3.mai", PDF, "Devis du 3.mai.pdf"),
        ("", PDF, "fichier.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("   ...   ", PNG, "fichier.png"),
        ("photo.jpeg", JPEG, "photo.jpeg"),
        ("photo.jpg", HEIC, "photo.heic"),
        ("IMG_1.HEIC", JPEG, "IMG_1.jpg"),
        ("fac\u202efdp.exe.pdf", PDF, "facfdp.exe.pdf"),
        ("de\r\nvis\x00.pdf", PDF, "de vis.pdf"),
        ('a<b>:"|?*.pdf', PDF, "a_b______.pdf"),
        ("été\u200b 2026.pdf", PDF, "été 2026.pdf"),
    ],
)
def test_a_name_is_made_safe(nom: str, genre: Genre, garde: str) -> None:
    assert nom_sur(nom, genre) == garde


@pytest.mark.parametrize(
    ("nom", "genre"),
    [
        ("page.html", PDF),
        ("dessin.svg", PNG),
        ("setup.exe", PDF),
        ("photo.png", PDF),
        ("x.pdf", JPEG),
        ("b.zip", DOCX),
    ],
)
def test_a_name_that_contradicts_the_content_is_refused(nom: str, genre: Genre) -> None:
    with pytest.raises(Refus, match="son contenu est du type"):
        nom_sur(nom, genre)


@given(st.text(max_size=400), st.sampled_from(GENRES))
@example("0\x85\uaaf7\r0", GENRES[0])
def test_any_name_is_safe_or_refused(nom: str, genre: Genre) -> None:
    try:
        garde = nom_sur(nom, genre)
    except Refus:
        return
    assert len(garde) <= NOM_MAX
    assert garde.lower().endswith(genre.extensions)
    assert not set(garde) & set('/\\<>:"|?*\x00\r\n\u202e')
    assert garde == garde.strip(" ")
    garde.encode()
    assert nom_sur(garde, genre) == garde
