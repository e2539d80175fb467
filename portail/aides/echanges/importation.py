"""Importing a feed: every row is checked first, then all is written in one transaction, or nothing.

Idempotent: an aid is known by its feed (`origine`) and its identifier there. Of a known aid, only what the
file changed since it was last read is written: what was typed here stands until the file says something else
about it. An aid that left the file is withdrawn, never deleted: its dossiers go on, its row brings it back.

Reading and working out take nearly all the time and keep nobody waiting; the transaction only writes rows
that are ready, after a look at whether the feed is still what it was.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from portail.aides.echanges.conversion import Convertie
from portail.aides.echanges.ecriture import Lot, Preparation, Tables
from portail.aides.echanges.examen import Avancer, Examen, examiner
from portail.aides.echanges.lecture import Fichier, FichierIllisible, ouvrir
from portail.aides.echanges.rapport import Rapport
from portail.aides.echanges.registre import Registre
from portail.aides.echanges.schema import OBLIGATOIRES
from portail.aides.echanges.versement import verser
from portail.aides.search import numero_du_catalogue, numero_suivant
from portail.core.errors import Conflit, ErreurMetier
from portail.core.formats import pluriel
from portail.infra.journal import consigner
from portail.infra.spool import Spool

LOT = 500
RETRAITS_SANS_MOT = 20
"""Aids that a file may withdraw without being asked about it; more than that, half of the feed's."""


class TropDeRetraits(ErreurMetier):
    """The file would withdraw most of the aids of its feed: it is likely cut, or another one's."""


def origine_de(chemin: Path) -> str:
    """The feed a file is of, from its name without its date, version or copy number."""
    nom = re.sub(r"([-_ .]*(\(\d+\)|v?\d[\d.]*|copie|export))+$", "", chemin.stem, flags=re.IGNORECASE)
    return (nom or chemin.stem)[:100]


@dataclass(frozen=True)
class Import:
    """What an import will write, set aside on the disk until it does."""

    registre: Registre
    rapport: Rapport
    total: int
    lots: Spool[Lot]

    @property
    def annonce(self) -> bool:
        """Whether some aid will be found, shown or told otherwise."""
        return bool(self.rapport.creees or self.rapport.modifiees or self.rapport.retirees)


@contextmanager
def preparer(
    session: Session,
    fichier: Fichier,
    origine: str,
    *,
    partiel: bool = False,
    retirer: bool = False,
    avancer: Avancer = lambda _faire, _part: None,
) -> Iterator[Import]:
    """Read a whole feed and work out what it changes, writing nothing.

    Nothing will be when a row is refused, unless `partiel`; `retirer` allows to withdraw most of the aids.

    Raises:
        TropDeRetraits: it would, and was not allowed to.
        FichierIllisible: it breaks off.
    """
    registre, a_ecrire, lots = Registre(session, origine), Spool[Convertie](LOT), Spool[Lot](1)
    try:
        examen = examiner(fichier, registre.brutes, a_ecrire, avancer)
        examen.rapport.retenu = partiel or not examen.rapport.refusees
        if examen.rapport.retenu:
            for lot in _lots(session, registre, examen, retirer, avancer):
                lots.add(lot)
        yield Import(registre, examen.rapport, examen.total, lots)
    finally:
        a_ecrire.close()
        lots.close()


def ecrire(session: Session, prevu: Import, avancer: Avancer = lambda _faire, _part: None) -> None:
    """Write what was worked out, unless the feed changed since.

    Raises:
        Conflit: it did.
    """
    rapport, registre = prevu.rapport, prevu.registre
    numero = numero_suivant(session) if prevu.annonce else numero_du_catalogue(session) + 1
    if not registre.tient(session, numero - 1):
        raise Conflit("Le catalogue a changé pendant l’import.")
    tables = Tables(session)
    for rang, [lot] in enumerate(prevu.lots.batches(), 1):
        verser(session, tables, lot, numero)
        avancer("Écriture", rang / len(prevu.lots))
    comptes = {"creees": rapport.creees, "modifiees": rapport.modifiees, "retirees": rapport.retirees}
    consigner(session, "aides.importees", registre.origine, acteur_id=None, **comptes)


def importer(session: Session, fichier: Fichier, origine: str, **options: Any) -> Rapport:
    """Both at once, in one session; `options` are those of `preparer`.

    Raises:
        TropDeRetraits: it would withdraw most of the aids, and was not allowed to.
        FichierIllisible: it breaks off.
    """
    with preparer(session, fichier, origine, **options) as prevu:
        if prevu.rapport.retenu:
            ecrire(session, prevu, options.get("avancer", lambda _faire, _part: None))
        return prevu.rapport


def _lots(
    session: Session, registre: Registre, examen: Examen, retirer: bool, avancer: Avancer
) -> Iterator[Lot]:
    preparation, faites = Preparation(session, registre, examen.rapport), 0
    for converties in examen.a_ecrire.batches():
        yield preparation.lot([une.avec(examen.marques.get(une.reference, "")) for une in converties])
        faites += len(converties)
        avancer("Préparation", faites / len(examen.a_ecrire))
    dites = examen.vues.keys() | examen.laissees
    absentes = [identifiant for ref, identifiant in registre.publiees.items() if ref not in dites]
    _permettre(absentes, registre, permis=retirer)
    for debut in range(0, len(absentes), LOT):
        yield preparation.retrait(absentes[debut : debut + LOT])


def _permettre(absentes: Sequence[object], registre: Registre, *, permis: bool) -> None:
    publiees = len(registre.publiees)
    if len(absentes) > max(RETRAITS_SANS_MOT, publiees // 2) and not permis:
        parties = f"{pluriel(len(absentes), 'aide')} sur {publiees} de « {registre.origine} »"
        raise TropDeRetraits(
            f"Ce fichier retirerait {parties} : vérifiez qu’il est entier et que l’origine est la bonne, "
            "ou ajoutez --retirer."
        )


def ouvrir_complet(chemin: Path) -> Fichier:
    """A file whose header names every column that must be there.

    Raises:
        FichierIllisible: it does not, or cannot be read.
    """
    fichier = ouvrir(chemin)
    manquantes = sorted(OBLIGATOIRES - set(fichier.entetes))
    if manquantes and not fichier.json:
        raise FichierIllisible(
            f"Il manque {pluriel(len(manquantes), 'colonne')} du schéma : {', '.join(manquantes)}."
        )
    return fichier
