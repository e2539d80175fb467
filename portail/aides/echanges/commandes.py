"""The commands `portail import-aides` and `portail export-aides`: what they say, and their exit codes."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portail.aides.echanges import export, importation
from portail.aides.echanges.importation import Avancer, Examen, TropDeRetraits
from portail.aides.echanges.lecture import Fichier, FichierIllisible
from portail.aides.echanges.rapport import Rapport, en_lignes
from portail.core.formats import nombre, pluriel
from portail.infra.db import snapshot, transaction

Dire = Callable[[str], None]
JUSTE, REFUSEES, ILLISIBLE = 0, 1, 2
"""Exit codes."""


class _Annule(Exception):
    """Undoes the transaction of a rehearsal."""


def importer(chemin: Path, origine: str, *, partiel: bool, a_blanc: bool, retirer: bool, dire: Dire) -> int:
    """Import a file and tell what came of it; the exit code is returned."""
    debut = time.monotonic()
    try:
        fichier = importation.ouvrir_complet(chemin)
        origine = origine or importation.origine_de(chemin)
        dire(_presentation(fichier, origine))
        examen = importation.examiner(fichier)
        rapport = _ecrire(fichier, origine, examen, partiel=partiel, a_blanc=a_blanc, retirer=retirer)
    except FichierIllisible as illisible:
        dire(str(illisible))
        return ILLISIBLE
    except TropDeRetraits as refus:
        dire(refus.message)
        return REFUSEES
    for ligne in [*en_lignes(rapport.erreurs), *en_lignes(rapport.remarques)]:
        dire(f"  {ligne}")
    _conclure(rapport, examen.total, time.monotonic() - debut, a_blanc, dire)
    return REFUSEES if rapport.refusees else JUSTE


def exporter(chemin: Path, origine: str | None, dire: Dire) -> int:
    """Write the public catalogue to a `.csv` or `.json` file; the exit code is returned."""
    genre = chemin.suffix.lower()
    if genre not in {".csv", ".json"}:
        dire("Donnez un nom de fichier en .csv ou en .json.")
        return ILLISIBLE
    try:
        nombre_ecrit = _exporter(chemin, origine, json=genre == ".json")
    except OSError as erreur:
        dire(f"Ce fichier ne peut pas être écrit : {erreur.strerror}.")
        return ILLISIBLE
    dire(f"{pluriel(nombre_ecrit, 'aide écrite', 'aides écrites')} dans {chemin}.")
    return JUSTE


def _exporter(chemin: Path, origine: str | None, *, json: bool) -> int:
    comptees = 0

    def compter(rangees: Iterator[export.Cellules]) -> Iterator[export.Cellules]:
        nonlocal comptees
        for rangee in rangees:
            comptees += 1
            yield rangee

    # A browser or a script that reads the file meanwhile finds the former one whole.
    en_cours = chemin.with_name(f"{chemin.name}.en-cours")
    with snapshot() as session, en_cours.open("w", encoding="utf-8", newline="") as sortie:
        rangees = compter(export.lignes(session, origine))
        pro = not json and export.professionnelle(session, origine)
        sortie.writelines(export.en_json(rangees) if json else export.en_csv(rangees, professionnelles=pro))
    en_cours.replace(chemin)
    return comptees


def _presentation(fichier: Fichier, origine: str) -> str:
    separateur = "tabulation" if fichier.separateur == "\t" else f"« {fichier.separateur} »"
    nature = "JSON" if fichier.json else f"CSV, séparateur {separateur}"
    dite = f"{fichier.chemin.name} : {nature}, {fichier.encodage}, origine « {origine} »."
    non_lues = ", ".join(fichier.non_lues)
    return f"{dite}\n  Colonnes non lues : {non_lues}." if non_lues else dite


def _ecrire(
    fichier: Fichier, origine: str, examen: Examen, *, partiel: bool, a_blanc: bool, retirer: bool
) -> Rapport:
    try:
        with _progression(examen.total) as avancer, transaction() as session:
            importation.importer(
                session, fichier, origine, partiel=partiel, retirer=retirer, examen=examen, avancer=avancer
            )
            if a_blanc:
                raise _Annule
    except _Annule:
        pass
    return examen.rapport


@contextmanager
def _progression(total: int) -> Iterator[Avancer]:
    """A bar on a terminal, nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    import typer

    with typer.progressbar(length=total, label="  Import", file=sys.stderr) as barre:
        yield barre.update


def _conclure(rapport: Rapport, total: int, duree: float, a_blanc: bool, dire: Dire) -> None:
    if rapport.refusees and not rapport.ecrit:
        dire(
            f"Rien n’a été importé : {pluriel(rapport.refusees, 'ligne refusée', 'lignes refusées')} sur "
            f"{nombre(total)}. Corrigez le fichier, ou importez le reste avec --partial."
        )
        return
    dire(("À blanc, rien n’est écrit. " if a_blanc else "") + rapport.bilan)
    debit = nombre(round(total / duree)) if duree else "–"
    dire(f"  {pluriel(total, 'ligne')} en {duree:.1f} s ({debit} par seconde).")
