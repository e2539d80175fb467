"""What a dossier may and may not: its number, its readers, its deadline, the files it takes. Pure."""

import re
import secrets
import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from portail.aides.rules import Etat, Situation
from portail.comptes.rules import Acteur, Role
from portail.core.fichiers import DOCX, HEIC, JPEG, ODS, ODT, PDF, PNG, WEBP, XLSX, Genre
from portail.core.formats import date_longue, jours_restants, pluriel, taille
from portail.dossiers.workflow import Analyse, Statut
from portail.formulaires.types.pieces import Pieces
from portail.formulaires.vocabulaire import FamilleFichier

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 without 0 and 1 either: a number is read aloud on the telephone."""

TIRAGE = 6
PIECES_PAR_CHAMP = 20
"""Files one field takes when its form does not say."""
OCTETS_PAR_DOSSIER = 500_000_000
URGENCE_JOURS = 7
COTE_LISIBLE = 400
"""Pixels under which a page photographed cannot be read; fewer than a thumbnail has."""
EDITION_MAX = 2**53 - 1
"""The largest whole number a browser counts exactly."""

ANALYSE_LENTE = timedelta(minutes=10)

_NUMERO = re.compile(rf"[0-9]{{4}}-[{ALPHABET}]{{{TIRAGE}}}")

_FAMILLES: dict[FamilleFichier, tuple[Genre, ...]] = {
    FamilleFichier.PDF: (PDF,),
    FamilleFichier.IMAGE: (JPEG, PNG, WEBP, HEIC),
    FamilleFichier.DOCUMENT: (DOCX, ODT),
    FamilleFichier.TABLEUR: (XLSX, ODS),
}


def nouveau_numero(annee: int) -> str:
    """« 2026-7K3F9Q »: the year and one chance in 729 million."""
    return f"{annee}-{''.join(secrets.choice(ALPHABET) for _ in range(TIRAGE))}"


def lire_numero(texte: object) -> str:
    """The number as stored, whatever its case; empty when it cannot be one."""
    numero = texte.strip().upper() if isinstance(texte, str) and len(texte) <= 20 else ""
    return numero if _NUMERO.fullmatch(numero) else ""


def peut_lire(acteur: Acteur, compte_id: uuid.UUID | None, statut: Statut, service: str) -> bool:
    """Its owner, always; once submitted, the agents of the service in charge of the aid."""
    if compte_id == acteur.id:
        return True
    agent = acteur.role in {Role.AGENT, Role.ADMINISTRATEUR}
    return agent and statut is not Statut.BROUILLON and bool(service) and acteur.service == service


def depot_ouvert(situation: Situation) -> bool:
    """Whether a draft may be submitted.

    The day counts whole: a draft, whenever it was opened, may be submitted until midnight in Paris at the
    end of the closing day, and again in any later window of the same aid.
    """
    return situation.etat.depot_possible


def echeance(situation: Situation, aujourd_hui: date) -> str:
    """Until when one may submit, in one sentence; empty when nothing bounds it."""
    if situation.retiree:
        return "Cette aide n’est plus proposée : elle ne reçoit plus de demandes."
    if situation.etat is Etat.PERMANENTE:
        return ""
    if situation.fenetre and situation.fenetre.ferme_le:
        fin = situation.fenetre.ferme_le
        return f"À déposer avant le {date_longue(fin)} à minuit ({jours_restants(fin, aujourd_hui)})."
    if situation.prochaine and situation.prochaine.ouvre_le:
        return f"Le dépôt ouvrira le {date_longue(situation.prochaine.ouvre_le)}."
    if situation.derniere and situation.derniere.ferme_le:
        return f"Le dépôt est clos depuis le {date_longue(situation.derniere.ferme_le)} à minuit."
    return "Le dépôt est clos."


def compte_a_rebours(situation: Situation) -> tuple[str, str]:
    """« Il reste 25 jours » and « jusqu’au 12 mars 2027 à minuit »; empty if no day is known."""
    if situation.jours is None or situation.fenetre is None or situation.fenetre.ferme_le is None:
        return "", ""
    reste = f"Il reste {pluriel(situation.jours, 'jour')}" if situation.jours else "Dernier jour"
    return reste, f"jusqu’au {date_longue(situation.fenetre.ferme_le)} à minuit"


def urgent(situation: Situation) -> bool:
    """Whether the last days run."""
    return situation.jours is not None and situation.jours < URGENCE_JOURS


def genres_acceptes(familles: Iterable[FamilleFichier]) -> tuple[Genre, ...]:
    """The kinds of files these families hold, in order."""
    return tuple(genre for famille in familles for genre in _FAMILLES[famille])


def accept(champ: Pieces) -> str:
    """The `accept` attribute of a file input: endings and types, for browsers know one or the other."""
    genres = genres_acceptes(champ.familles)
    return ",".join([e for genre in genres for e in genre.extensions] + [g.type_mime for g in genres])


def noms_des_formats(familles: Iterable[FamilleFichier]) -> str:
    """« PDF, JPEG ou PNG »."""
    *premiers, dernier = (genre.nom for genre in genres_acceptes(familles))
    return f"{', '.join(premiers)} ou {dernier}" if premiers else dernier


def taille_max(champ: Pieces, plafond_mo: int) -> int:
    """Bytes one file of this field may weigh: its form's limit, under the portal's own."""
    return min(champ.taille_max, plafond_mo * 1_000_000)


def nombre_max(champ: Pieces) -> int:
    """How many files this field takes."""
    return champ.nombre_max or PIECES_PAR_CHAMP


def trop_gros(octets: int | None, limite: int) -> str:
    """« Ce fichier fait 25 Mo ; la limite est 20 Mo. », or without its size when it is unknown."""
    if octets is None:
        return f"Ce fichier est trop gros : la limite est {taille(limite)}."
    return f"Ce fichier fait {taille(octets)} ; la limite est {taille(limite)}."


def octets_donnes(analyse: Analyse, *, proprietaire: bool, antivirus: bool) -> bool:
    """Whether the bytes of a file may be given to somebody who may read its dossier.

    While there is an antivirus, what it has not found sane goes back to who sent it, and to nobody else.
    """
    if analyse is Analyse.REFUSEE:
        return False
    return proprietaire or montrable(analyse, antivirus=antivirus)


def montrable(analyse: Analyse, *, antivirus: bool) -> bool:
    """Whether the portal itself may open a file, to show it or to draw it."""
    return analyse is Analyse.SAINE or (not antivirus and analyse is not Analyse.REFUSEE)


def motif_du_refus(virus: str) -> str:
    """What the antivirus found, as a part of a sentence."""
    if virus.startswith(("Heuristics.Limits.", "Heuristics.Encrypted.")):  # alerts its operator may ask for
        return f"l’antivirus n’a pas pu le lire en entier ({virus})"
    return f"ce fichier contient un virus ({virus})"


def difficile_a_lire(cotes: tuple[int, int], *, image: bool, vide: bool) -> str:
    """What makes a file hard to read, if anything, told from its thumbnail: those are never made larger."""
    if vide:
        quoi = "Cette image semble vide" if image else "La première page de ce fichier semble vide"
        return f"{quoi}\u00a0: vérifiez que c’est le bon fichier."
    if image and max(cotes) < COTE_LISIBLE:
        taille_lue = f"{cotes[0]}\u00a0×\u00a0{cotes[1]}\u00a0pixels"
        return f"Cette image est très petite ({taille_lue})\u00a0: vérifiez qu’on peut la lire."
    return ""


def phrase_analyse(analyse: Analyse, virus: str, attente: timedelta, *, brouillon: bool) -> str:
    """What who sent a file is told of its analysis; empty when there is nothing to do or to wait for."""
    if analyse is Analyse.EN_ANALYSE:
        suite = "Vous pouvez continuer sans attendre."
        if attente < ANALYSE_LENTE:
            return f"L’antivirus vérifie ce fichier. {suite}"
        return f"L’antivirus ne répond pas pour le moment : ce fichier sera vérifié dès que possible. {suite}"
    if analyse is Analyse.REFUSEE:
        suite = (
            "Retirez-le et joignez-en un autre."
            if brouillon
            else "Il a été effacé : contactez le service chargé de votre dossier pour le remplacer."
        )
        return f"Refusé : {motif_du_refus(virus)}. {suite}"
    return ""
