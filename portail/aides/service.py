"""Reading the catalogue: the search with its counts, one sheet, the aids that close soon."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, Subquery, case, exists, func, literal, union_all
from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from portail.aides import search
from portail.aides.adresses import PUBLIEE, publiee
from portail.aides.criteres import PAR_PAGE, Criteres
from portail.aides.models import Aide, FacetteAide, FenetreDepot
from portail.aides.mots import Mot, requete
from portail.aides.reglement import versions
from portail.aides.resultats import Resultats
from portail.aides.rules import Fenetre, situation
from portail.aides.views import Carte, fenetre, pour, quand_et_reste, ton
from portail.aides.vocabulaire import NATURES
from portail.aides.vues_fiche import FicheAide, fiche
from portail.formulaires.service import a_un_formulaire
from portail.infra.db import snapshot

SANS_FIN = date(9999, 12, 31)
_SUR_LA_CARTE: tuple[Any, ...] = (
    *(Aide.id, Aide.slug, Aide.titre, Aide.resume),
    *(Aide.beneficiaires, Aide.montant_texte, Aide.nature),
)
Choix = Select[*tuple[Any, ...]]


def rechercher(criteres: Criteres, jour: date) -> Resultats:
    """Search the catalogue as it is on that day."""
    with snapshot() as session:
        return rechercher_en_base(session, criteres, jour)


def rechercher_en_base(session: Session, criteres: Criteres, aujourd_hui: date) -> Resultats:
    """Search the catalogue, in three queries: the counts, the cards in order, their deposit windows.

    Order: the best answer to the words, then what closes first, then what is permanent, then what opens
    first, then what is closed; by title among equals.
    """
    mots = requete(criteres.texte)
    comptes = _compter(session, criteres, mots, aujourd_hui)
    total = comptes.pop(("total", ""))
    calendrier = _calendrier(aujourd_hui)
    query = (
        choose(*_SUR_LA_CARTE)
        .outerjoin(calendrier, calendrier.c.aide_id == col(Aide.id))
        .where(*_trouvees(session, mots), *_filtres(criteres, aujourd_hui, sauf=""))
        .order_by(*([search.rang(session, mots).desc()] if mots else []), *_par_echeance(calendrier))
        .limit(criteres.pages * PAR_PAGE)
    )
    pistes = _pistes(session, mots) if not total and mots else ()
    return Resultats(_cartes(session, query, aujourd_hui), total, comptes, 0, (), pistes)


def lire_aide(session: Session, slug: str, aujourd_hui: date) -> FicheAide:
    """The sheet of a published aid.

    Raises:
        Deplacee: it has another address by now.
        Introuvable: no published aid has this address.
    """
    aide = publiee(session, slug)
    lignes = session.exec(select(FenetreDepot).where(FenetreDepot.aide_id == aide.id)).all()
    fenetres = [fenetre(ligne) for ligne in lignes]
    return fiche(
        aide,
        fenetres,
        aujourd_hui,
        en_ligne=a_un_formulaire(session, aide.id),
        reglements=versions(session, aide.id),
    )


def fenetres_de(session: Session, aide_id: uuid.UUID) -> list[Fenetre]:
    """The deposit windows of an aid, oldest first."""
    query = select(FenetreDepot).where(FenetreDepot.aide_id == aide_id)
    return [fenetre(ligne) for ligne in session.exec(query.order_by(col(FenetreDepot.ouvre_le).nulls_last()))]


def aides_bientot_closes(session: Session, aujourd_hui: date, limite: int = 4) -> tuple[Carte, ...]:
    """The open aids whose end is nearest, at most `limite`."""
    calendrier = _calendrier(aujourd_hui)
    query = (
        choose(*_SUR_LA_CARTE)
        .join(calendrier, calendrier.c.aide_id == col(Aide.id))
        .where(PUBLIEE, calendrier.c.jusqu_au < SANS_FIN)
        .order_by(*_par_echeance(calendrier))
        .limit(limite)
    )
    return _cartes(session, query, aujourd_hui)


def _trouvees(session: Session, mots: Sequence[Mot]) -> list[ColumnElement[bool]]:
    return [PUBLIEE, *([search.contient(session, mots)] if mots else [])]


def _filtres(criteres: Criteres, jour: date, *, sauf: str) -> list[ColumnElement[bool]]:
    """The conditions of the ticked boxes, but those of the facet `sauf`, whose counts are wanted."""
    conditions: list[ColumnElement[bool]] = []
    for genre, valeurs in (("beneficiaire", criteres.beneficiaires), ("thematique", criteres.thematiques)):
        if valeurs and genre != sauf:
            voulues = choose(col(FacetteAide.aide_id)).where(
                col(FacetteAide.genre) == genre, col(FacetteAide.valeur).in_(valeurs)
            )
            conditions.append(col(Aide.id).in_(voulues))
    if criteres.natures and sauf != "nature":
        conditions.append(col(Aide.nature).in_(criteres.natures))
    if "ouverte" in criteres.etats and sauf != "etat":
        conditions.append(_ouverte(jour))
    return conditions


def _ouverte(jour: date) -> ColumnElement[bool]:
    return exists().where(col(FenetreDepot.aide_id) == col(Aide.id), _en_cours(jour))


def _en_cours(jour: date) -> ColumnElement[bool]:
    ferme_le = col(FenetreDepot.ferme_le)
    return (col(FenetreDepot.ouvre_le) <= jour) & (ferme_le.is_(None) | (ferme_le >= jour))


def _calendrier(jour: date) -> Subquery:
    """For each aid, until when it is open (if it is) and when it opens next (if it does)."""
    ouvre_le = col(FenetreDepot.ouvre_le)
    fin = func.coalesce(col(FenetreDepot.ferme_le), SANS_FIN)
    return (
        choose(
            col(FenetreDepot.aide_id),
            func.max(case((_en_cours(jour), fin))).label("jusqu_au"),
            func.min(case((ouvre_le > jour, ouvre_le))).label("des"),
        )
        .group_by(col(FenetreDepot.aide_id))
        .subquery("calendrier")
    )


def _par_echeance(calendrier: Subquery) -> list[Any]:
    dates = calendrier.c
    return [dates.jusqu_au.nulls_last(), dates.des.nulls_last(), col(Aide.cle_titre), col(Aide.slug)]


def _compter(
    session: Session, criteres: Criteres, mots: Sequence[Mot], jour: date
) -> dict[tuple[str, str], int]:
    """Every count of the page in one query: the total, what is open, and each value of each facet."""
    trouvees = choose(col(Aide.id)).where(*_trouvees(session, mots)).cte("trouvees")
    parties: list[Choix] = [_nombre(trouvees, "total", _filtres(criteres, jour, sauf=""))]
    ouvertes = choose(literal("etat"), literal("ouverte"), func.count()).select_from(trouvees)
    ouvertes = ouvertes.join(Aide, col(Aide.id) == trouvees.c.id)
    parties.append(ouvertes.where(*_filtres(criteres, jour, sauf="etat"), _ouverte(jour)))
    for genre in ("beneficiaire", "thematique"):
        parties.append(
            choose(literal(genre), col(FacetteAide.valeur), func.count())
            .join(Aide, col(Aide.id) == col(FacetteAide.aide_id))
            .join(trouvees, trouvees.c.id == col(FacetteAide.aide_id))
            .where(col(FacetteAide.genre) == genre, *_filtres(criteres, jour, sauf=genre))
            .group_by(col(FacetteAide.valeur))
        )
    lignes = session.connection().execute(union_all(*parties))
    return {(genre, valeur): nombre for genre, valeur, nombre in lignes}


def _pistes(session: Session, mots: Sequence[Mot]) -> tuple[tuple[str, int], ...]:
    parties: list[Choix] = [
        choose(literal(mot.ecrit), func.count()).select_from(Aide).where(*_trouvees(session, [mot]))
        for mot in mots
    ]
    nombres = {ecrit: nombre for ecrit, nombre in session.connection().execute(union_all(*parties)) if nombre}
    return tuple((mot.ecrit, nombres[mot.ecrit]) for mot in mots if mot.ecrit in nombres)


def _nombre(trouvees: CTE, nom: str, conditions: list[ColumnElement[bool]]) -> Choix:
    query = choose(literal(nom), literal(""), func.count()).select_from(trouvees)
    return query.join(Aide, col(Aide.id) == trouvees.c.id).where(*conditions)


def _cartes(session: Session, query: Choix, jour: date) -> tuple[Carte, ...]:
    lignes = session.connection().execute(query).all()
    fenetres: dict[uuid.UUID, list[Fenetre]] = defaultdict(list)
    voulues = select(FenetreDepot).where(col(FenetreDepot.aide_id).in_([ligne.id for ligne in lignes]))
    for ligne in session.exec(voulues):
        fenetres[ligne.aide_id].append(fenetre(ligne))
    return tuple(_carte(ligne, fenetres[ligne.id], jour) for ligne in lignes)


def _carte(ligne: Row[*tuple[Any, ...]], fenetres: list[Fenetre], jour: date) -> Carte:
    vue = situation(fenetres, jour)
    return Carte(
        slug=ligne.slug,
        titre=(ligne.titre,),
        resume=(ligne.resume,),
        pour=pour(ligne.beneficiaires),
        montant=ligne.montant_texte,
        quand=quand_et_reste(vue, jour),
        ton=ton(vue),
        nature=NATURES.get(ligne.nature, ligne.nature),
    )
