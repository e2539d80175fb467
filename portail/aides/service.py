"""Reading the catalogue: the search with its counts, one sheet, the aids that close soon."""

import uuid
from collections import defaultdict
from datetime import date
from itertools import islice

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from portail.aides.adresses import publiee
from portail.aides.catalogue_vivant import VIVANT
from portail.aides.criteres import Criteres
from portail.aides.models import FenetreDepot
from portail.aides.recherche import moteur
from portail.aides.recherche.cartes import carte
from portail.aides.reglement import versions
from portail.aides.resultats import Resultats
from portail.aides.rules import Fenetre
from portail.aides.views import Carte, fenetre
from portail.aides.vues_fiche import FicheAide, fiche
from portail.formulaires.service import a_un_formulaire
from portail.infra import ratelimit

PAGES_LIBRES = 3
LISTES_LONGUES = ("30/5 seconds", "200/minute")
"""Lists of more pages than that, for one network: a campus may share it."""


def rechercher(criteres: Criteres, jour: date) -> Resultats:
    """Search the catalogue as it is on that day, in memory.

    Order: the best answer to the words, then what closes first, then what is permanent, then what opens
    first, then what is closed; by title among equals.
    """
    return moteur.rechercher(VIVANT.index(), criteres, jour)


def liste_permise(pages: int, reseau: str) -> bool:
    """Whether so many pages of cards may be shown at once to this network; one asked for is counted.

    Few people read so far, and what a list costs, to make and to send, grows with it.
    """
    if pages <= PAGES_LIBRES:
        return True
    return all(ratelimit.permis(limite, "listes-longues", reseau) for limite in LISTES_LONGUES)


def lire_aide(session: Session, slug: str, aujourd_hui: date) -> FicheAide:
    """The sheet of a published aid.

    Raises:
        Deplacee: it has another address by now.
        Introuvable: no published aid has this address.
    """
    aide = publiee(session, slug)
    return fiche(
        aide,
        fenetres_de(session, aide.id),
        aujourd_hui,
        en_ligne=a_un_formulaire(session, aide.id),
        reglements=versions(session, aide.id),
    )


def fenetres_de(session: Session, aide_id: uuid.UUID) -> list[Fenetre]:
    """The deposit windows of an aid, oldest first."""
    query = select(FenetreDepot).where(FenetreDepot.aide_id == aide_id)
    return [fenetre(ligne) for ligne in session.exec(query.order_by(col(FenetreDepot.ouvre_le).nulls_last()))]


def fenetres_par_aide(
    session: Session, *lesquelles: ColumnElement[bool]
) -> defaultdict[uuid.UUID, list[Fenetre]]:
    """The deposit windows of many aids in one query: those of `lesquelles`, or of all."""
    par_aide: defaultdict[uuid.UUID, list[Fenetre]] = defaultdict(list)
    for ligne in session.exec(select(FenetreDepot).where(*lesquelles)):
        par_aide[ligne.aide_id].append(fenetre(ligne))
    return par_aide


def aides_bientot_closes(jour: date, limite: int = 4) -> tuple[Carte, ...]:
    """The open aids whose end is nearest, at most `limite`; in memory, as the search."""
    index = VIVANT.index()
    journee = index.journee(jour)
    fermant = journee.fermant_avant(date.max) & index.vivants
    numeros = islice(index.lire(journee.par_cloture, fermant), limite)
    return tuple(carte(index.aides[numero], jour) for numero in numeros)
