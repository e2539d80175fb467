"""Importing a feed: every row is checked first, then all is written in one transaction, or nothing.

Idempotent: an aid is known by its feed (`origine`) and its identifier there. Of a known aid, only what the
file changed since it was last read is written: what was typed here stands until the file says something else
about it. An aid that left the file is withdrawn, never deleted: its dossiers go on, its row brings it back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from portail.aides.echanges.conversion import homonyme
from portail.aides.echanges.ecriture import Registre
from portail.aides.echanges.lecture import Enregistrement, Fichier, FichierIllisible, ouvrir
from portail.aides.echanges.rapport import Message, Rapport
from portail.aides.echanges.schema import OBLIGATOIRES, Ligne, verifier
from portail.aides.echanges.titres import Homonyme, distinguer
from portail.core.errors import ErreurMetier
from portail.core.formats import pluriel
from portail.infra.journal import consigner

Avancer = Callable[[int], None]
"""Told how many rows were just done."""
RETRAITS_SANS_MOT = 20
"""Aids that a file may withdraw without being asked about it; more than that, half of the feed's."""


class TropDeRetraits(ErreurMetier):
    """The file would withdraw most of the aids of its feed: it is likely cut, or another one's."""


def origine_de(chemin: Path) -> str:
    """The feed a file is of, from its name without its date, version or copy number."""
    nom = re.sub(r"([-_ .]*(\(\d+\)|v?\d[\d.]*|copie|export))+$", "", chemin.stem, flags=re.IGNORECASE)
    return (nom or chemin.stem)[:100]


@dataclass
class Examen:
    """What a first reading found: a report, what tells same titles apart, refused rows, how many in all."""

    rapport: Rapport = field(default_factory=Rapport)
    marques: dict[str, str] = field(default_factory=dict)
    refusees: set[int] = field(default_factory=set)
    total: int = 0


def examiner(fichier: Fichier) -> Examen:
    """Check every row of a file.

    Raises:
        FichierIllisible: it breaks off.
    """
    examen, titres, vus = Examen(), dict[str, tuple[str, Homonyme]](), dict[str, int]()
    for lu in fichier.lignes():
        ligne, erreurs, remarques = _verifier(lu, vus, fichier)
        place = f"{fichier.mot_ligne} {lu.numero}"
        examen.rapport.remarques += [Message(place, colonne, texte) for colonne, texte in remarques.items()]
        examen.rapport.erreurs += [Message(place, colonne, texte) for colonne, texte in erreurs.items()]
        if ligne is None:
            examen.refusees.add(lu.numero)
        else:
            titres[ligne.id] = homonyme(ligne)
        examen.total += 1
    examen.rapport.refusees = len(examen.refusees)
    examen.marques = distinguer(titres)
    return examen


def _verifier(
    lu: Enregistrement, vus: dict[str, int], fichier: Fichier
) -> tuple[Ligne | None, dict[str, str], dict[str, str]]:
    if lu.en_trop:
        cellules = pluriel(lu.en_trop, "case")
        texte = f"{cellules} de trop : entourez de guillemets les textes qui contiennent le séparateur."
        return None, {"": texte}, {}
    ligne, erreurs, remarques = verifier(lu.valeurs)
    if ligne is not None and (premiere := vus.setdefault(ligne.id, lu.numero)) != lu.numero:
        return None, {"id": f"cet identifiant est déjà celui de la {fichier.mot_ligne} {premiere}."}, {}
    return ligne, erreurs, remarques


def importer(
    session: Session,
    fichier: Fichier,
    origine: str,
    *,
    partiel: bool = False,
    retirer: bool = False,
    examen: Examen | None = None,
    avancer: Avancer = lambda _: None,
) -> Rapport:
    """Write a feed. Nothing is written when a row is refused, unless `partiel`.

    `retirer` allows to withdraw most of the feed's aids; `examen` is what `examiner` found, if it was asked.

    Raises:
        TropDeRetraits: it would, and was not allowed to.
        FichierIllisible: it breaks off.
    """
    examen = examen or examiner(fichier)
    rapport = examen.rapport
    if examen.refusees and not partiel:
        return rapport
    registre = Registre(session, origine, rapport)
    for lu in fichier.lignes():
        avancer(1)
        ligne = None if lu.numero in examen.refusees else verifier(lu.valeurs)[0]
        if ligne is None:
            registre.laisser(str(lu.valeurs.get("id") or "").strip())
        else:
            registre.ecrire(ligne, examen.marques.get(ligne.id, ""))
    registre.vider()
    _retirer(registre, origine, permis=retirer)
    rapport.ecrit = True
    comptes = {"creees": rapport.creees, "modifiees": rapport.modifiees, "retirees": rapport.retirees}
    consigner(session, "aides.importees", origine, acteur_id=None, **comptes)
    return rapport


def _retirer(registre: Registre, origine: str, *, permis: bool) -> None:
    absentes = registre.absentes()
    if len(absentes) > max(RETRAITS_SANS_MOT, registre.publiees // 2) and not permis:
        parties = f"{pluriel(len(absentes), 'aide')} sur {registre.publiees} de « {origine} »"
        raise TropDeRetraits(
            f"Ce fichier retirerait {parties} : vérifiez qu’il est entier et que l’origine est la bonne, "
            "ou ajoutez --retirer."
        )
    registre.retirer(absentes)


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
