"""The commands `portail import-aides` and `portail export-aides`: what they say, and their exit codes."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portail.aides.echanges import importation
from portail.aides.echanges.importation import Avancer, Examen, TropDeRetraits
from portail.aides.echanges.lecture import Fichier, FichierIllisible
from portail.aides.echanges.rapport import Rapport, en_lignes
from portail.core.formats import nombre, pluriel
from portail.infra.db import transaction

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
