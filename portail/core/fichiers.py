"""What a file really is, told by its bytes and never by its name; and a name that is safe to keep.

Only kinds that agents can open and browsers never run are known. Office files are ZIP archives: their
index is read (APPNOTE 6.3.10, ISO/IEC 29500-2, ODF 1.3 part 2), their content is not unpacked.
"""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from portail.core.saisie import une_ligne


@dataclass(frozen=True)
class Genre:
    """A kind of file: its name for people, its type, and the endings of its name, the usual one first."""

    nom: str
    type_mime: str
    extensions: tuple[str, ...]


PDF = Genre("PDF", "application/pdf", (".pdf",))
JPEG = Genre("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jfif", ".jpe"))
PNG = Genre("PNG", "image/png", (".png",))
WEBP = Genre("WebP", "image/webp", (".webp",))
HEIC = Genre("HEIC", "image/heic", (".heic", ".heif"))
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
DOCX = Genre("Word (DOCX)", f"{_OOXML}.wordprocessingml.document", (".docx",))
XLSX = Genre("Excel (XLSX)", f"{_OOXML}.spreadsheetml.sheet", (".xlsx",))
ODT = Genre("OpenDocument (ODT)", f"{_ODF}.text", (".odt",))
ODS = Genre("OpenDocument (ODS)", f"{_ODF}.spreadsheet", (".ods",))

GENRES = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX, ODT, ODS)
IMAGES = frozenset({JPEG, PNG, WEBP, HEIC})
MONTRABLES = frozenset({PDF, JPEG, PNG, WEBP})
"""What every browser shows by itself; HEIC is not among them."""

MAX_ENTREES = 10_000
MAX_INDEX = 1_000_000  # bytes
NOM_MAX = 150

_HEIF = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_FIN_ZIP = b"PK\x05\x06"
_FIN_ZIP64 = b"PK\x06\x07"
_BLANCS = b"\xef\xbb\xbf\r\n\t \x00"  # what careless tools put before a PDF; nothing that runs
_METHODES = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What office programs write; the others cannot be unpacked a little at a time."""
_ARCHIVE_ABIMEE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    ArithmeticError,
    RuntimeError,
    EOFError,
)
_PROGRAMMES = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")


class Refus(ValueError):
    """The file cannot be taken; the message says why and what to do."""


def reconnaitre(tete: bytes, queue: bytes, ouvrir: Callable[[], BinaryIO]) -> Genre:
    """The kind of a file, from its first bytes, its last ones, and `ouvrir` when an index is needed.

    Raises:
        Refus: it is empty, of no known kind, of two kinds at once, or carries macros.
    """
    if not tete:
        raise Refus("Ce fichier est vide : vérifiez-le, puis joignez-le de nouveau.")
    if tete.startswith(b"PK\x03\x04"):
        return _archive(queue, ouvrir)
    genre = _signature(tete)
    if genre is None:
        raise Refus(_pourquoi_inconnu(tete))
    if _fin_d_archive(queue) != -1:  # shown as a picture, opened as an archive: nobody does that by accident
        raise Refus("Ce fichier contient autre chose que ce qu’il annonce : enregistrez-le de nouveau.")
    return genre


def pressentir(tete: bytes) -> Genre | None:
    """The kind that the first bytes alone tell; None for an archive, whose index comes last.

    Raises:
        Refus: no known kind begins so.
    """
    if tete.startswith(b"PK\x03\x04"):
        return None
    genre = _signature(tete)
    if genre is None:
        raise Refus(_pourquoi_inconnu(tete))
    return genre


def _signature(tete: bytes) -> Genre | None:
    if tete.lstrip(_BLANCS).startswith(b"%PDF-"):
        return PDF
    if tete.startswith(b"\xff\xd8\xff"):
        return JPEG
    if tete.startswith(b"\x89PNG\r\n\x1a\n") and tete[12:16] == b"IHDR":
        return PNG
    if tete.startswith(b"RIFF") and tete[8:12] == b"WEBP":
        return WEBP
    if tete[4:8] == b"ftyp" and tete[8:12] in _HEIF:
        return HEIC
    return None


def _pourquoi_inconnu(tete: bytes) -> str:
    if tete.startswith(_PROGRAMMES):
        return "Ce fichier est un programme : il ne peut pas être joint."
    if tete.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return (
            "Ce fichier est d’un ancien format de Word ou d’Excel, ou protégé par un mot de passe :"
            " enregistrez-le en PDF, DOCX ou XLSX."
        )
    return "Ce type de fichier n’est pas accepté, ou le fichier est abîmé : enregistrez-le en PDF."


def _fin_d_archive(queue: bytes) -> int:
    """Where the end record of a ZIP begins, whose comment reaches exactly the last byte; -1 without any."""
    debut = queue.rfind(_FIN_ZIP)
    while debut != -1:
        fin = debut + 22
        if fin <= len(queue) and fin + struct.unpack_from("<H", queue, debut + 20)[0] == len(queue):
            break
        debut = queue.rfind(_FIN_ZIP, 0, debut)
    return debut


def _archive(queue: bytes, ouvrir: Callable[[], BinaryIO]) -> Genre:
    refus = Refus("Ce fichier est une archive ou il est abîmé : joignez les documents un par un.")
    debut = _fin_d_archive(queue)
    # With a mark in its comment, what others take for the end record is not the one read here.
    if debut == -1 or _FIN_ZIP in queue[debut + 22 :]:
        raise refus
    entrees, taille_index = struct.unpack_from("<HI", queue, debut + 10)
    agrandi = queue[max(0, debut - 20) : debut].startswith(_FIN_ZIP64)
    if entrees > MAX_ENTREES or taille_index > MAX_INDEX or agrandi:
        raise refus  # an index made to exhaust whoever reads it
    try:
        with closing(ouvrir()) as flux, zipfile.ZipFile(flux) as archive:
            if any(entree.compress_type not in _METHODES for entree in archive.infolist()):
                raise refus
            noms = set(archive.namelist())
            genre = _ooxml(noms) or _odf(archive, noms)
    except _ARCHIVE_ABIMEE:
        raise refus from None
    if genre is None:
        raise refus
    if any(nom.lower().endswith("vbaproject.bin") or nom.startswith("Basic/") for nom in noms):
        raise Refus("Ce fichier contient des macros : enregistrez-le sans macros, ou en PDF.")
    return genre


def _odf(archive: zipfile.ZipFile, noms: set[str]) -> Genre | None:
    if not {"mimetype", "content.xml"} <= noms:
        return None
    with archive.open("mimetype") as entree:
        annonce = entree.read(100).decode("ascii", "replace").strip()
    return {ODT.type_mime: ODT, ODS.type_mime: ODS}.get(annonce)


def _ooxml(noms: set[str]) -> Genre | None:
    if "[Content_Types].xml" not in noms:
        return None
    word, excel = "word/document.xml" in noms, "xl/workbook.xml" in noms
    if word == excel:
        return None
    return DOCX if word else XLSX


def nom_sur(nom: str, genre: Genre) -> str:
    """The name to keep: its last part, readable, without control or direction characters, ending as its kind.

    A picture named after another kind of picture gets its true ending. At most `NOM_MAX` characters.

    Raises:
        Refus: the name announces another family than the content.
    """
    propre = _dernier(nom)
    radical, point, fin = propre.rpartition(".")
    extension = f".{fin.lower()}" if point and radical else ""
    if extension in genre.extensions:
        return f"{radical[: NOM_MAX - len(extension)].rstrip()}{extension}"
    if _annonce_autre_chose(extension, genre):
        raise Refus(
            f"Le nom de ce fichier finit par « {extension} » mais son contenu est du type {genre.nom} :"
            " vérifiez que vous avez choisi le bon fichier."
        )
    if extension in _EXTENSIONS:
        propre = radical
    fin_juste = genre.extensions[0]
    return f"{propre[: NOM_MAX - len(fin_juste)].rstrip(' .') or 'fichier'}{fin_juste}"


def nom_annonce(nom: str, genres: Collection[Genre]) -> str:
    """The name a file comes under, before its bytes: its last part, made safe, at most `NOM_MAX` characters.

    Raises:
        Refus: its ending is that of a kind which is not among `genres`.
    """
    propre = _dernier(nom)
    radical, point, fin = propre.rpartition(".")
    extension = f".{fin.lower()}" if point and radical else ""
    annonce = _EXTENSIONS.get(extension)
    if annonce is not None:
        possible = annonce in genres or (annonce in IMAGES and not IMAGES.isdisjoint(genres))
    else:
        possible = _AUTRES.fullmatch(extension) is None
    if not possible:
        raise Refus(f"Les fichiers « {extension} » ne sont pas acceptés ici.")
    if len(propre) <= NOM_MAX:
        return propre
    court = extension in _EXTENSIONS
    return f"{radical[: NOM_MAX - len(extension)]}{extension}" if court else propre[:NOM_MAX]


_EXTENSIONS = {extension: genre for genre in GENRES for extension in genre.extensions}
_AUTRES = re.compile(
    r"\.(html?|xhtml|svgz?|xml|m?js|css|exe|dll|com|bat|cmd|msi|sh|ps1|vbs|jar|php|hta|lnk|scr|zip|doc[mx]?|xls[mx]?)"
)


def _annonce_autre_chose(extension: str, genre: Genre) -> bool:
    annonce = _EXTENSIONS.get(extension)
    if annonce is not None:
        return not (annonce in IMAGES and genre in IMAGES)
    return _AUTRES.fullmatch(extension) is not None


def _dernier(nom: str) -> str:
    """The part after the last slash of either kind, on one line, without what is forbidden in file names."""
    dernier = re.split(r"[/\\]", une_ligne(nom))[-1]
    visible = "".join(c for c in dernier if unicodedata.category(c)[0] != "C")
    return re.sub(r'[<>:"|?*]', "_", une_ligne(visible)).strip(" .") or "fichier"
