"""A file of aids as rows, whatever a spreadsheet made of it: encoding, separator, CSV or JSON."""

import codecs
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from charset_normalizer import from_bytes

from portail.aides.echanges.formules import tel_quel
from portail.aides.echanges.schema import COLONNES, colonne_de

SEPARATEURS = (",", ";", "\t", "|")
ENVELOPPES = ("data", "aides", "dispositifs", "results")
"""The keys under which a JSON file may keep its list."""
CELLULE_MAX, LIGNE_MAX = 2_000_000, 10_000_000  # characters
_ECHANTILLON = 200_000  # bytes
_BOM = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TABLEURS = ["cp1252", "mac_roman", "cp850"]
"""What French spreadsheets write when they do not write Unicode: Windows, old Macs, « CSV (MS-DOS) »."""
_EN_TROP = "#"
"""The key of cells that stand beyond the last column."""


class FichierIllisible(Exception):
    """No row can be read from this file; the message says why and what to do."""


@dataclass(frozen=True)
class Enregistrement:
    """A row as it stands in the file; `numero` is its line in a CSV, its rank in a JSON list.

    `part` is how much of the file was read by then, from 0 to 1.
    """

    numero: int
    valeurs: dict[str, Any]
    en_trop: int = 0
    part: float = 1.0


@dataclass(frozen=True)
class Fichier:
    """A file of aids, read anew at each `lignes()`: it is never held whole when it is a CSV."""

    chemin: Path
    json: bool
    encodage: str
    separateur: str = ","
    entetes: tuple[str, ...] = ()
    """The columns by their name in the schema; those it does not know as they are written."""
    debut: int = 0
    """Lines before the header: `sep=;`."""
    _liste: list[Any] = field(default_factory=list)

    @property
    def mot_ligne(self) -> str:
        """What a row's number counts."""
        return "aide n°" if self.json else "ligne"

    @cached_property
    def non_lues(self) -> tuple[str, ...]:
        """The columns that the portal does not know."""
        return tuple(nom for nom in self.entetes if nom and nom not in COLONNES)

    def lignes(self) -> Iterator[Enregistrement]:
        """Every row that is not empty.

        Raises:
            FichierIllisible: the text breaks off.
        """
        return self._lignes_json() if self.json else self._lignes_csv()

    def _lignes_json(self) -> Iterator[Enregistrement]:
        for numero, objet in enumerate(self._liste, 1):
            if not isinstance(objet, dict):
                raise FichierIllisible(
                    f"L’élément n° {numero} n’est pas un objet : chaque aide s’écrit {{…}}."
                )
            valeurs = {colonne_de(str(nom)): valeur for nom, valeur in objet.items()}
            yield Enregistrement(numero, valeurs, part=numero / len(self._liste))

    def _lignes_csv(self) -> Iterator[Enregistrement]:
        with self.chemin.open("rb") as brut, TextIOWrapper(brut, self.encodage, newline="") as flux:
            for _ in range(self.debut):
                flux.readline()
            lecteur = csv.reader(_sans_nul(flux), delimiter=self.separateur)
            fin, octets = self.debut, max(self.chemin.stat().st_size, 1)
            try:
                for cellules in lecteur:
                    numero, fin = fin + 1, self.debut + lecteur.line_num
                    if numero == self.debut + 1 or not any(cellule.strip() for cellule in cellules):
                        continue  # the header, or a line without anything
                    surplus = [cellule for cellule in cellules[len(self.entetes) :] if cellule.strip()]
                    valeurs = dict(zip(self.entetes, map(tel_quel, cellules), strict=False))
                    yield Enregistrement(numero, valeurs, len(surplus), brut.tell() / octets)
            except (csv.Error, UnicodeError) as erreur:
                raise FichierIllisible(f"La lecture s’arrête à la ligne {fin + 1} : {erreur}.") from None


def ouvrir(chemin: Path) -> Fichier:
    """Find out how a file is written.

    Raises:
        FichierIllisible: it is missing, empty, or no table or list of aids.
    """
    csv.field_size_limit(CELLULE_MAX)
    try:
        with chemin.open("rb") as flux:
            tete = flux.read(_ECHANTILLON)
        encodage = _encodage(chemin, tete)
    except OSError as erreur:
        raise FichierIllisible(f"Ce fichier ne peut pas être lu : {erreur.strerror}.") from None
    if not tete.strip(b"\x00\r\n\t \xff\xfe\xef\xbb\xbf"):
        raise FichierIllisible("Ce fichier est vide.")
    if tete.startswith(b"PK"):
        raise FichierIllisible("C’est un classeur : dans le tableur, enregistrez-le au format CSV UTF-8.")
    debut = tete.decode(encodage, errors="replace").lstrip()
    if chemin.suffix.lower() == ".json" or debut[:1] in ("[", "{"):
        return _json(chemin, encodage)
    return _csv(chemin, encodage, debut)


def _encodage(chemin: Path, tete: bytes) -> str:
    for marque, nom in _BOM:
        if tete.startswith(marque):
            return nom
    if tete[1::2].count(0) > len(tete) // 4:
        return "utf-16-le"
    if tete[::2].count(0) > len(tete) // 4:
        return "utf-16-be"
    if _est_utf8(chemin):
        return "utf-8"
    trouve = from_bytes(tete, cp_isolation=_TABLEURS).best()
    return trouve.encoding if trouve else "cp1252"


def _est_utf8(chemin: Path) -> bool:
    decodeur = codecs.getincrementaldecoder("utf-8")()
    with chemin.open("rb") as flux:
        try:
            while morceau := flux.read(1 << 20):
                decodeur.decode(morceau)
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _json(chemin: Path, encodage: str) -> Fichier:
    try:
        lu = json.loads(chemin.read_text(encoding=encodage))
    except (ValueError, RecursionError) as erreur:
        raise FichierIllisible(f"Ce JSON est mal écrit : {erreur}.") from None
    if isinstance(lu, dict):
        lu = next((lu[cle] for cle in ENVELOPPES if isinstance(lu.get(cle), list)), None)
    if not isinstance(lu, list):
        raise FichierIllisible(
            'Ce JSON n’est pas une liste d’aides : écrivez [{…}, {…}], ou {"aides": [{…}, {…}]}.'
        )
    noms = dict.fromkeys(colonne_de(str(nom)) for objet in lu if isinstance(objet, dict) for nom in objet)
    return Fichier(chemin, True, encodage, entetes=tuple(noms), _liste=lu)


def _csv(chemin: Path, encodage: str, debut: str) -> Fichier:
    """The separator is the one that finds the most columns of the schema in the header."""
    annonce = re.match(r"sep=(.)\r?\n", debut, re.IGNORECASE)
    texte = debut[annonce.end() :] if annonce else debut
    essais = {separateur: _entetes(texte, separateur) for separateur in SEPARATEURS}
    separateur = max(essais, key=lambda un: len(set(essais[un]) & COLONNES.keys()))
    entetes = essais[separateur]
    connues = [nom for nom in entetes if nom in COLONNES]
    if len(connues) < 2:
        raise FichierIllisible(
            "La première ligne ne nomme pas les colonnes du schéma (id, titre, description…) : "
            "gardez l’en-tête du fichier d’origine."
        )
    doubles = sorted({nom for nom in connues if connues.count(nom) > 1})
    if doubles:
        raise FichierIllisible(f"Colonne en double : {', '.join(doubles)}. Gardez-en une.")
    return Fichier(chemin, False, encodage, separateur, entetes, debut=1 if annonce else 0)


def _entetes(texte: str, separateur: str) -> tuple[str, ...]:
    try:
        premiere = next(csv.reader(texte.splitlines(keepends=True), delimiter=separateur), [])
    except csv.Error:
        return ()
    return tuple(colonne_de(nom) for nom in premiere)


def _sans_nul(flux: TextIO) -> Iterator[str]:
    """The lines of a file; one that does not end is not read whole into memory."""
    while ligne := flux.readline(LIGNE_MAX + 1):
        if len(ligne) > LIGNE_MAX:
            raise csv.Error("cette ligne ne finit pas")
        yield ligne.replace("\x00", "")
