"""The lists of reference as files: those bundled in `data/`, or newer ones of the data folder in their place.

A file is CSV, compressed or not. Its first row, `M,millésime,source,licence,jour`, tells where it comes from
(`jour` is empty for what is bundled). Then come the rows of the list, each with its kind first;
`X,liste,code,libellé,code actuel` is a code that was given up, kept so that what bears it can still be read.
"""

import csv
import gzip
import io
import logging
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

FICHIERS = {
    "territoires": "territoires.csv.gz",
    "naf": "naf.csv.gz",
    "formes_juridiques": "formes_juridiques.csv",
    "pays": "pays.csv",
}
"""The files, by the name of what they hold."""

_journal = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a list comes from; `jour` (ISO) is when it was refreshed here, empty for the bundled one."""

    millesime: str
    source: str
    licence: str
    jour: str = ""


@dataclass(frozen=True, slots=True)
class Donnees:
    """The rows of a file, to be read once, and where they come from."""

    provenance: Provenance
    rangees: Iterable[list[str]]


class _Etat:
    """The folder looked at first, and how many times what is read may have changed."""

    dossier: Path | None = None
    version = 0


def prendre_dans(dossier: Path | None) -> None:
    """Read the lists from this folder when it holds them; called once at the start of a process."""
    _Etat.dossier = dossier
    _Etat.version += 1


def version() -> int:
    """Another number each time what is read may be another."""
    return _Etat.version


def lire(nom: str) -> Donnees:
    """The rows of `territoires`, `naf`…: the refreshed file, the bundled one if it is missing or damaged."""
    if _Etat.dossier is not None:
        chemin = _Etat.dossier / FICHIERS[nom]
        try:
            octets = chemin.read_bytes()
            for _ in analyser(octets).rangees:  # to its end before any of it is used
                pass
            return analyser(octets)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as cause:
            _journal.error("%s ne se lit pas (%s) : la liste du portail sert à sa place.", chemin, cause)
    return analyser((files(__package__) / "data" / FICHIERS[nom]).read_bytes())


@lru_cache(maxsize=len(FICHIERS))
def _provenance(nom: str, _version: int) -> Provenance:
    return lire(nom).provenance


def provenance(nom: str) -> Provenance:
    """Where the list in use comes from."""
    return _provenance(nom, version())


def analyser(octets: bytes) -> Donnees:
    """Read the content of a file, its rows as they are asked for. Raises `ValueError` when it is damaged."""
    rangees = _rangees(octets)
    premiere = next(rangees, [])
    if premiere[:1] != ["M"] or len(premiere) != 5:
        raise ValueError("fichier d’une autre forme")
    return Donnees(Provenance(*premiere[1:]), rangees)


def _rangees(octets: bytes) -> Iterator[list[str]]:
    try:
        contenu = gzip.decompress(octets) if octets.startswith(b"\x1f\x8b") else octets
        yield from csv.reader(io.StringIO(contenu.decode(), newline=""), strict=True)
    except (EOFError, OSError, zlib.error, UnicodeDecodeError, csv.Error) as cause:
        raise ValueError("fichier abîmé") from cause


def ecrire(nom: str, donnees: Donnees) -> Path:
    """Put a list in the folder of `prendre_dans`; who reads meanwhile finds the former one whole."""
    if _Etat.dossier is None:
        raise RuntimeError("prendre_dans first")
    _Etat.dossier.mkdir(parents=True, exist_ok=True)
    chemin = _Etat.dossier / FICHIERS[nom]
    en_cours = chemin.with_name(f".{chemin.name}.{os.getpid()}")
    try:
        with en_cours.open("wb") as sortie:
            sortie.write(_en_octets(donnees, compresser=chemin.suffix == ".gz"))
            sortie.flush()
            os.fsync(sortie.fileno())
        en_cours.replace(chemin)
    finally:
        en_cours.unlink(missing_ok=True)
    _Etat.version += 1
    return chemin


def _en_octets(donnees: Donnees, *, compresser: bool) -> bytes:
    texte = io.StringIO(newline="")
    sortie = csv.writer(texte, lineterminator="\n")
    p = donnees.provenance
    sortie.writerow(["M", p.millesime, p.source, p.licence, p.jour])
    sortie.writerows(donnees.rangees)
    contenu = texte.getvalue().encode()
    return gzip.compress(contenu, compresslevel=9, mtime=0) if compresser else contenu


def datees(donnees: Donnees, jour: str) -> Donnees:
    """The same rows, refreshed that day."""
    return replace(donnees, provenance=replace(donnees.provenance, jour=jour))
