"""The search: what is asked, over the index, on a day. No database, no clock. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from pyroaring import BitMap

from portail.aides.criteres import LISTES, PAR_PAGE, Criteres
from portail.aides.recherche.cartes import carte
from portail.aides.recherche.correspondance import POINTS_MAX, poids
from portail.aides.recherche.demande import Demande, comprendre
from portail.aides.recherche.index import Index
from portail.aides.recherche.journee import Journee, Ordre
from portail.aides.recherche.lieux_dits import mots_du_nom
from portail.aides.recherche.rangs import Rangs
from portail.aides.recherche.surlignage import Surligneur
from portail.aides.resultats import Resultats
from portail.aides.vocabulaire import thematique_de
from portail.core.lieux import contenants, voisins

_THEMES = {"thematique", "sous-thematique"}
"""One facet in two lists: what is ticked in either adds to the other."""
ASSEZ = 5
"""With fewer aids that hold every word, those that hold most of them follow."""
NOMME = 8
SUR_MESURE = 4
"""What an aid that names the place, or is for this place more than for the Région, gains."""
POSSIBLE = 128
"""What an aid that is not over gains when a place alone is typed: more than by naming it."""


@dataclass(frozen=True)
class Trouvees:
    """The aids that answer the words: those that hold them all, those that hold most of them, their ranks."""

    demande: Demande
    completes: BitMap
    partielles: BitMap
    rangs: Rangs


def rechercher(index: Index, criteres: Criteres, jour: date) -> Resultats:
    """The aids that answer, the first pages of them as cards, and what each other box would give."""
    journee = index.journee(jour)
    trouvees = trouver(index, criteres.texte, journee, ailleurs=bool(criteres.lieu))
    toutes = trouvees.completes | trouvees.partielles
    filtres = dict(_filtres(index, criteres, journee))
    gardees = _et(toutes, filtres)
    partielles = gardees & trouvees.partielles
    lues = islice(_en_ordre(index, criteres, journee, trouvees, gardees), criteres.pages * PAR_PAGE)
    surligneur = Surligneur.de(trouvees.demande)
    return Resultats(
        cartes=tuple(carte(index.aides[numero], jour, surligneur) for numero in lues),
        total=len(gardees),
        comptes=_compter(index, journee, toutes, filtres, gardees),
        partielles=len(partielles),
        aussi=trouvees.demande.aussi(gardees),
        pistes=() if gardees else _pistes(trouvees.demande),
    )


def couvre(index: Index, lieu: str) -> BitMap:
    """The aids one may ask for at a place: for it, around it, for parts of it, or for everybody."""
    return index.retenir(("lieu", lieu), lambda: _couvre(index, lieu))


def _couvre(index: Index, lieu: str) -> BitMap:
    autour, au_dessus = voisins(lieu), contenants(lieu)
    ailleurs = (a for zone, a in index.de("zone").items() if zone.servie(autour, au_dessus) is False)
    return index.vivants - BitMap.union(BitMap(), *ailleurs)


def trouver(index: Index, texte: str, journee: Journee, *, ailleurs: bool = False) -> Trouvees:
    """The aids that answer these words; `ailleurs` when the place is chosen otherwise than by them."""
    demande = comprendre(index, texte)
    base = index.vivants
    if demande.lieu and not ailleurs:
        base = base & couvre(index, demande.lieu.lieu.code)
    completes = BitMap.intersection(base, *(m.niveaux.tous for m in demande.exiges))
    partielles = _partielles(demande, base) - completes if len(completes) < ASSEZ else BitMap()
    toutes = completes | partielles
    return Trouvees(demande, completes, partielles, _rangs(index, journee, demande, toutes))


def _partielles(demande: Demande, base: BitMap) -> BitMap:
    """The aids that hold at least half of what the words weigh."""
    exiges = demande.exiges
    if len(exiges) < 2:
        return BitMap()
    portes = Rangs()
    for m in exiges:
        portes.ajouter(m.niveaux.tous & base, m.poids)
    candidates = base & BitMap.union(*(m.niveaux.tous for m in exiges))
    seuil = sum(m.poids for m in exiges) / 2
    assez = [aides for poids_, aides in portes.tranches(candidates) if poids_ >= seuil]
    return BitMap.union(BitMap(), *assez)


def _rangs(index: Index, journee: Journee, demande: Demande, parmi: BitMap) -> Rangs:
    rangs = Rangs()
    # What one may ask for, or soon may, comes before what is over and tells a little more of the words.
    possibles = journee.ouvertes_ou_bientot & parmi
    rangs.ajouter(possibles, POINTS_MAX * sum(m.poids for m in demande.exiges) // 2 or POSSIBLE)
    for m in demande.mots:
        for points, aides in m.niveaux.par_points:
            rangs.ajouter(aides & parmi, points * m.poids)
    if demande.lieu:
        lieu = demande.lieu.lieu
        for mot in mots_du_nom(lieu):
            nomment = BitMap.union(*(index.mot(colonne, [mot]) for colonne in range(3))) & parmi
            rangs.ajouter(nomment, NOMME * poids(index, len(nomment)))
        precis = index.retenir(("precis", lieu.code), lambda: _precis(index, lieu.code))
        rangs.ajouter(precis & parmi, SUR_MESURE)
    return rangs


def _precis(index: Index, lieu: str) -> BitMap:
    """The aids for this place more than for the Région."""
    precis = {code for code in contenants(lieu) if not code.startswith(("REG-", "PAYS-"))}
    siennes = (a for zone, a in index.de("zone").items() if not precis.isdisjoint(zone.territoires))
    return BitMap.union(BitMap(), *siennes)


def _filtres(index: Index, criteres: Criteres, journee: Journee) -> Iterator[tuple[str, BitMap]]:
    """The aids each ticked facet, each bound and the place let through."""
    if criteres.thematiques or criteres.sous_thematiques:
        yield "thematique", _des_themes(index, criteres)
    for genre in LISTES.keys() - _THEMES:
        if choisis := criteres.choisis(genre):
            valeurs = _valeurs(index, journee, genre)
            yield genre, BitMap.union(BitMap(), *(valeurs[v] for v in choisis if v in valeurs))
    if criteres.lieu:
        yield "lieu", couvre(index, criteres.lieu)
    if criteres.montant:
        montants = index.de("montant")
        yield "montant", BitMap.union(BitMap(), *(montants[m] for m in montants if m >= criteres.montant))
    if criteres.cloture:
        yield "cloture", journee.fermant_avant(journee.jour + timedelta(days=criteres.cloture))


def _des_themes(index: Index, criteres: Criteres) -> BitMap:
    """The aids of the ticked themes; a sub-theme narrows its own theme only."""
    fines = [(fine, thematique_de(fine)) for fine in criteres.sous_thematiques]
    precises = {theme for _, theme in fines}
    larges = (index.facette("thematique", theme) for theme in criteres.thematiques if theme not in precises)
    return BitMap.union(BitMap(), *larges, *(index.facette("sous-thematique", fine) for fine, _ in fines))


def _valeurs(index: Index, journee: Journee, genre: str) -> Any:
    return journee.etats if genre == "etat" else index.de(genre)


def _et(aides: BitMap, filtres: dict[str, BitMap], sauf: str = "") -> BitMap:
    return BitMap.intersection(aides, *(gardees for genre, gardees in filtres.items() if genre != sauf))


def _compter(
    index: Index, journee: Journee, toutes: BitMap, filtres: dict[str, BitMap], gardees: BitMap
) -> dict[tuple[str, str], int]:
    comptes: dict[tuple[str, str], int] = {}
    for genre, liste in LISTES.items():
        facette = "thematique" if genre in _THEMES else genre
        parmi = _et(toutes, filtres, facette) if facette in filtres else gardees
        valeurs = _valeurs(index, journee, genre)
        for code in liste:
            comptes[genre, code] = parmi.intersection_cardinality(valeurs[code]) if code in valeurs else 0
    return comptes


def _en_ordre(
    index: Index, criteres: Criteres, journee: Journee, trouvees: Trouvees, gardees: BitMap
) -> Iterator[int]:
    """The aids kept, in the order asked for; those that hold a part of the words always come last."""
    ordre = index.par_nouveaute() if criteres.tri == "nouveaute" else journee.par_cloture
    for groupe in (gardees & trouvees.completes, gardees & trouvees.partielles):
        if criteres.tri:
            yield from index.lire(ordre, groupe)
        else:
            yield from au_mieux(index, trouvees, groupe, ordre)


def au_mieux(index: Index, trouvees: Trouvees, groupe: BitMap, ordre: Ordre) -> Iterator[int]:
    """These aids, those that answer the words best first; in an order among equals."""
    for _, tranche in trouvees.rangs.tranches(groupe):
        yield from index.lire(ordre, tranche)


def _pistes(demande: Demande) -> tuple[tuple[str, int], ...]:
    return tuple((m.mot.ecrit, len(m.niveaux.tous)) for m in demande.mots if m.niveaux.tous)
