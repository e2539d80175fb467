"""The commands `portail import-aides` and `portail export-aides`: what they say, and their exit codes."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from portail.aides.echanges import export, importation
from portail.aides.echanges.examen import Avancer
from portail.aides.echanges.importation import Import, TropDeRetraits
from portail.aides.echanges.lecture import Fichier, FichierIllisible
from portail.aides.echanges.rapport import en_lignes
from portail.core.errors import Conflit
from portail.core.formats import nombre, pluriel
from portail.infra.db import snapshot, transaction

Dire = Callable[[str], None]
JUSTE, REFUSEES, ILLISIBLE = 0, 1, 2
"""Exit codes."""


ESSAIS = 3
"""Times that an import is worked out again because somebody changed the catalogue meanwhile."""


def importer(chemin: Path, origine: str, *, partiel: bool, a_blanc: bool, retirer: bool, dire: Dire) -> int:
    """Import a file and tell what came of it; the exit code is returned."""
    debut = time.monotonic()
    try:
        fichier = importation.ouvrir_complet(chemin)
        origine = origine or importation.origine_de(chemin)
        dire(_presentation(fichier, origine))
        prevu = _importer(fichier, origine, partiel=partiel, a_blanc=a_blanc, retirer=retirer)
    except FichierIllisible as illisible:
        dire(str(illisible))
        return ILLISIBLE
    except (TropDeRetraits, Conflit) as refus:
        dire(refus.message)
        return REFUSEES
    except OSError as panne:  # what is worked out waits on the disk
        dire(f"Rien n’a été importé, faute de place pour travailler : {panne.strerror}.")
        return REFUSEES
    for ligne in [*en_lignes(prevu.rapport.erreurs), *en_lignes(prevu.rapport.remarques)]:
        dire(f"  {ligne}")
    _conclure(prevu, time.monotonic() - debut, a_blanc, dire)
    return REFUSEES if prevu.rapport.refusees else JUSTE


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


def _importer(fichier: Fichier, origine: str, *, partiel: bool, a_blanc: bool, retirer: bool) -> Import:
    """Work out, then write; again from the start when somebody changed the feed in between."""
    for _ in range(ESSAIS):
        with (
            _progression() as avancer,
            snapshot() as lecture,
            importation.preparer(
                lecture, fichier, origine, partiel=partiel, retirer=retirer, avancer=avancer
            ) as prevu,
        ):
            lecture.rollback()  # all is read: nothing is kept from the database while it is written
            if a_blanc or not prevu.rapport.retenu:
                return prevu
            with suppress(Conflit, IntegrityError), transaction() as session:
                importation.ecrire(session, prevu, avancer)
                return prevu
    raise Conflit("Rien n’a été importé : le catalogue change sans cesse. Recommencez plus tard.")


@contextmanager
def _progression() -> Iterator[Avancer]:
    """A bar for each thing done, one after the other, on a terminal; nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda _faire, _part: None
        return
    import typer

    with ExitStack() as barres:
        dites: list[tuple[str, Any]] = []

        def avancer(faire: str, part: float) -> None:
            if not dites or dites[-1][0] != faire:
                barres.close()
                barre = typer.progressbar(length=1000, label=f"  {faire:<12}", file=sys.stderr)
                dites.append((faire, barres.enter_context(barre)))
            barre = dites[-1][1]
            barre.update(round(part * 1000) - barre.pos)

        yield avancer


def _conclure(prevu: Import, duree: float, a_blanc: bool, dire: Dire) -> None:
    rapport, total = prevu.rapport, prevu.total
    if not rapport.retenu:
        dire(
            f"Rien n’a été importé : {pluriel(rapport.refusees, 'ligne refusée', 'lignes refusées')} sur "
            f"{nombre(total)}. Corrigez le fichier, ou importez le reste avec --partial."
        )
        return
    dire(("À blanc, rien n’est écrit. " if a_blanc else "") + rapport.bilan)
    debit = nombre(round(total / duree)) if duree else "–"
    dire(f"  {pluriel(total, 'ligne')} en {duree:.1f} s ({debit} par seconde).")
