"""The lists of reference, made anew from their official source: fetched or given, checked, put in place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portail.core import clock, donnees
from portail.core.donnees import Donnees, Provenance
from portail.core.formats import date_longue
from portail.core.referentiels import fichier
from portail.core.referentiels.controle import FichierRefuse, controler
from portail.core.referentiels.conversion import Rangees, convertir
from portail.partners.referentiels.telechargement import TAILLE_MAX, telecharger


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes a list, and where; no address when there is none that lasts."""

    nom: str
    adresse: str
    licence: str = "Licence Ouverte 2.0"


SOURCES = {
    "territoires": Source(
        "API Découpage administratif (DINUM), d’après l’INSEE et la DGCL",
        "https://geo.api.gouv.fr/communes?zone=metro,drom,com&format=json"
        "&fields=code,nom,codesPostaux,population,departement,region,epci,anciensCodes",
    ),
    "naf": Source(
        "INSEE, Nomenclature d’activités française",
        "https://www.insee.fr/fr/statistiques/fichier/2120875/int_courts_naf_rev_2.xls",
    ),
    "formes_juridiques": Source(
        "INSEE, Nomenclature des catégories juridiques",
        "https://www.insee.fr/fr/statistiques/fichier/2028129/cj_septembre_2022.xls",
    ),
    # INSEE's table has a new address each year.
    "pays": Source("INSEE, pays et territoires étrangers", ""),
}


@dataclass(frozen=True, slots=True)
class Bilan:
    """What a refresh did to a file: codes in force before and after, new ones, those given up."""

    fichier: str
    avant: int
    apres: int
    nouveaux: int
    abandonnes: int
    chemin: Path


def rafraichir(nom: str, depuis: Path | None = None, *, confirme: bool = False) -> Bilan:
    """Make the file that holds the list `nom` anew, from its official source or the file given.

    Raises:
        FichierRefuse: the file is not fit to take the place of the list; nothing is changed.
        SourceInjoignable: the source did not give it; nothing is changed.
    """
    jeu = fichier(nom)
    source = SOURCES[jeu]
    octets = _lire(depuis) if depuis else _chercher(source)
    connues = [list(r) for r in donnees.lire(jeu).rangees]
    rangees = convertir(jeu, octets, connues)
    controler(jeu, rangees, connues, confirme=confirme)
    jour = clock.today()
    provenance = Provenance(_millesime(jour), source.nom, source.licence, jour.isoformat())
    chemin = donnees.ecrire(jeu, Donnees(provenance, rangees))
    avant, apres = _codes(connues), _codes(rangees)
    return Bilan(jeu, len(avant), len(apres), len(apres - avant), len(avant - apres), chemin)


def _millesime(jour: date) -> str:
    return f"Liste officielle lue le {date_longue(jour)}"


def _chercher(source: Source) -> bytes:
    if not source.adresse:
        raise FichierRefuse("Cette liste n’a pas d’adresse qui dure\u00a0: donnez son fichier avec --depuis.")
    return telecharger(source.adresse)


def _lire(chemin: Path) -> bytes:
    try:
        with chemin.open("rb") as entree:
            octets = entree.read(TAILLE_MAX + 1)
    except OSError as cause:
        raise FichierRefuse(f"Ce fichier ne se lit pas\u00a0: {cause.strerror}.") from cause
    if len(octets) > TAILLE_MAX:
        raise FichierRefuse("Ce fichier est trop long pour une liste de référence.")
    return octets


def _codes(rangees: Rangees) -> set[tuple[str, str]]:
    return {(r[0], r[1]) for r in rangees if r[0] not in "XA"}
