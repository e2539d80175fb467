"""Reading a whole file before anything is written: each row checked, what it says of its aid set aside.

A row that stands as it did when its aid was last written is known by its digest, and read no further.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portail.aides.echanges.conversion import Convertie, cle_de_titre, convertir, homonyme
from portail.aides.echanges.lecture import Enregistrement, Fichier
from portail.aides.echanges.rapport import Message, Rapport
from portail.aides.echanges.schema import Ligne, identifiant, verifier
from portail.aides.echanges.suivi import empreinte_de_ligne
from portail.aides.echanges.titres import Homonyme, distinguer
from portail.core.formats import pluriel
from portail.infra.spool import Spool

Avancer = Callable[[str, float], None]
"""Told what is being done, and which part of it is done, from 0 to 1."""
Brutes = Mapping[str, tuple[str, str]]
"""By reference, the digest of the row an aid was last written from, and what its title was given then."""


@dataclass
class Examen:
    """What a file says: rows to be written, those that say nothing new, those that are refused, and why."""

    a_ecrire: Spool[Convertie]
    rapport: Rapport = field(default_factory=Rapport)
    memes: set[str] = field(default_factory=set)
    laissees: set[str] = field(default_factory=set)
    """The references of refused rows: their aids stay as they are."""
    marques: dict[str, str] = field(default_factory=dict)
    """What titles are given to be told apart, by reference."""
    total: int = 0
    vues: dict[str, int] = field(default_factory=dict)
    """By reference, the number of its row."""


def examiner(fichier: Fichier, brutes: Brutes, a_ecrire: Spool[Convertie], avancer: Avancer) -> Examen:
    """Read every row of a file; `brutes` tells what is known of its feed, `a_ecrire` takes what is new.

    Raises:
        FichierIllisible: it breaks off.
    """
    examen, titres = Examen(a_ecrire), dict[str, str]()
    for lu in fichier.lignes():
        avancer("Lecture", lu.part)
        examen.total += 1
        _lire(examen, fichier, lu, brutes, titres)
    examen.rapport.refusees = examen.total - len(titres)
    _distinguer(examen, fichier, brutes, titres)
    examen.rapport.inchangees += len(examen.memes)
    return examen


def _lire(
    examen: Examen, fichier: Fichier, lu: Enregistrement, brutes: Brutes, titres: dict[str, str]
) -> None:
    reference, brute = identifiant(lu.valeurs), empreinte_de_ligne(lu.valeurs)
    connue = not lu.en_trop and reference not in examen.vues and brutes.get(reference, ("", ""))[0] == brute
    if connue:
        examen.vues[reference] = lu.numero
        examen.memes.add(reference)
        titres[reference] = cle_de_titre(str(lu.valeurs["titre"]))
        return
    ligne, erreurs, remarques = _verifier(lu, examen.vues, fichier)
    place = f"{fichier.mot_ligne} {lu.numero}"
    examen.rapport.remarques += [Message(place, colonne, texte) for colonne, texte in remarques.items()]
    examen.rapport.erreurs += [Message(place, colonne, texte) for colonne, texte in erreurs.items()]
    if ligne is None:
        examen.laissees.add(reference)
    else:
        titres[reference] = cle_de_titre(ligne.titre)
        examen.a_ecrire.add(convertir(ligne, brute))


def _verifier(
    lu: Enregistrement, vues: dict[str, int], fichier: Fichier
) -> tuple[Ligne | None, dict[str, str], dict[str, str]]:
    if lu.en_trop:
        cellules = pluriel(lu.en_trop, "case")
        texte = f"{cellules} de trop : entourez de guillemets les textes qui contiennent le séparateur."
        return None, {"": texte}, {}
    ligne, erreurs, remarques = verifier(lu.valeurs)
    if ligne is not None and (premiere := vues.setdefault(ligne.id, lu.numero)) != lu.numero:
        return None, {"id": f"cet identifiant est déjà celui de la {fichier.mot_ligne} {premiere}."}, {}
    return ligne, erreurs, remarques


def _distinguer(examen: Examen, fichier: Fichier, brutes: Brutes, titres: dict[str, str]) -> None:
    """Tell same titles apart: by another look at their rows alone, those that say nothing new included."""
    combien = Counter(titres.values())
    voulues = {
        examen.vues[reference]: reference
        for reference, cle in titres.items()
        if combien[cle] > 1 or (reference in examen.memes and brutes[reference][1])
    }
    if not voulues:
        return
    homonymes: dict[str, tuple[str, Homonyme]] = {}
    for lu in fichier.lignes():
        if (reference := voulues.get(lu.numero)) and (ligne := verifier(lu.valeurs)[0]):
            homonymes[reference] = homonyme(ligne)
            if reference in examen.memes:
                examen.memes.remove(reference)
                examen.a_ecrire.add(convertir(ligne, empreinte_de_ligne(lu.valeurs)))
    examen.marques = distinguer(homonymes)
