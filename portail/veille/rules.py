"""When something is worth a mail, and how a saved search is named. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portail.aides.criteres import LISTES, Criteres
from portail.aides.rules import Etat, Situation
from portail.core.formats import nombre
from portail.core.lieux import lieu
from portail.core.saisie import une_ligne

SEUILS = (15, 3)
"""Days before the end at which a kept aid is told to close soon."""
MATIN, SOIR = 7, 21
"""Hours of Paris between which alerts are written: in the morning, later only after a breakdown."""
RECUL = timedelta(days=2)
"""How far before the last look a newly published aid is still looked for: what was told is known anyway."""
NOM_MAX = 80
TOUTES = "Toutes les aides"


class Frequence(StrEnum):
    """How often a saved search may write."""

    AUCUNE = "aucune"
    JOUR = "jour"
    SEMAINE = "semaine"

    @property
    def libelle(self) -> str:
        """As the lists show it."""
        return {"aucune": "Jamais", "jour": "Chaque jour", "semaine": "Chaque semaine"}[self.value]


class Genre(StrEnum):
    """What a mail may tell of an aid."""

    NOUVELLE = "nouvelle"
    CLOTURE = "cloture"
    OUVERTURE = "ouverture"


@dataclass(frozen=True)
class Nouvelle:
    """One thing to tell of an aid. Of the same `genre` and `repere` it is told once."""

    genre: Genre
    repere: str = ""


def heure_d_ecrire(a_paris: datetime) -> bool:
    """Whether alerts may be written at this hour of Paris."""
    return MATIN <= a_paris.hour < SOIR


def cloture_a_dire(vue: Situation, jour: date, garde_le: date, seuils: tuple[int, ...]) -> Nouvelle | None:
    """That a kept aid closes soon, if one of the thresholds is passed.

    Not the threshold that was passed already when the person kept it: they have just seen the date. A day on
    which nobody could write is made up for on the next.
    """
    fin = vue.fenetre.ferme_le if vue.etat is Etat.OUVERTE and vue.fenetre else None
    if fin is None:
        return None
    for seuil in sorted(seuils):
        if fin - timedelta(days=seuil) <= jour:
            deja_su = garde_le >= fin - timedelta(days=seuil)
            return None if deja_su else Nouvelle(Genre.CLOTURE, f"{fin.isoformat()}:{seuil}")
    return None


def ouverture_a_dire(vue: Situation, depuis: date) -> Nouvelle | None:
    """That an aid opened, or opened again, since that day."""
    debut = vue.fenetre.ouvre_le if vue.etat.depot_possible and vue.fenetre else None
    return Nouvelle(Genre.OUVERTURE, debut.isoformat()) if debut and debut > depuis else None


def attend_ouverture(vue: Situation) -> bool:
    """Whether « prévenez-moi à l’ouverture » makes sense: one may not deposit today."""
    return not vue.etat.depot_possible


def est_due(frequence: Frequence, derniere: date | None, creee: date, jour: date) -> bool:
    """Whether a saved search is looked at on that day. A last time yet to come was a wrong clock's."""
    if frequence is Frequence.AUCUNE:
        return False
    if derniere is None or derniere > jour:
        derniere = min(creee, jour) if frequence is Frequence.SEMAINE else None
    if derniere is None:
        return True
    return derniere <= jour - timedelta(days=7 if frequence is Frequence.SEMAINE else 1)


def depuis_quand(debut: datetime, dernier_examen: datetime | None, maintenant: datetime) -> datetime:
    """From when on a published aid is new for a search that was told of until `dernier_examen`."""
    if dernier_examen is None or dernier_examen > maintenant:
        return min(debut, maintenant)
    return min(max(debut, dernier_examen - RECUL), maintenant)


def resume(criteres: Criteres) -> str:
    """What a search asks for, on one line: « « vélo » · Association · Bergerac »."""
    parties = [f"« {criteres.texte} »"] if criteres.texte else []
    for genre, liste in LISTES.items():
        parties += [liste[code] for code in criteres.choisis(genre)]
    ici = lieu(criteres.lieu)
    parties += [ici.nom] if ici else []
    parties += [f"{nombre(criteres.montant)} € au moins"] if criteres.montant else []
    parties += [f"ferme dans {criteres.cloture} jours au plus"] if criteres.cloture else []
    return " · ".join(parties) or TOUTES


def nom_propose(criteres: Criteres) -> str:
    """A name for a search, from its words and filters."""
    mots = resume(criteres).replace("« ", "").replace(" »", "")
    nom = re.sub(r"[ ·,]+$", "", mots[:NOM_MAX])
    return nom[:1].upper() + nom[1:]


def lire_nom(texte: str) -> str:
    """The name of a search as typed. Raises `ValueError`."""
    nom = une_ligne(texte[:1_000])
    if not nom:
        raise ValueError("Donnez un nom à cette recherche, par exemple « Vélo pour mon association ».")
    if len(nom) > NOM_MAX:
        raise ValueError(f"Ce nom est trop long : {NOM_MAX} caractères au plus.")
    return nom
