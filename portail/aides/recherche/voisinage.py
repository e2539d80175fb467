"""Aids near to one: the same sub-themes, themes, applicants and words, each counted. Pure."""

from collections.abc import Iterator
from datetime import date

from pyroaring import BitMap

from portail.aides.mots import termes
from portail.aides.recherche.index import AideIndexee, Index
from portail.aides.recherche.rangs import Rangs

_SOUS_THEMATIQUE, _THEMATIQUE, _BENEFICIAIRE, _MOTS_MAX = 4, 2, 1, 4


def voisines(index: Index, aide: AideIndexee, jour: date) -> Iterator[int]:
    """The aids near to this one: open ones first, then those to come; the nearest first, then by title."""
    etats = index.journee(jour).etats
    rangs = Rangs()
    pour_tous = index.vivants - BitMap.union(BitMap(), *index.de("beneficiaire").values())
    semblables = _ajouter(index, rangs, "thematique", aide.thematiques, _THEMATIQUE)
    semblables |= _ajouter(index, rangs, "sous-thematique", aide.sous_thematiques, _SOUS_THEMATIQUE)
    memes = _ajouter(index, rangs, "beneficiaire", aide.beneficiaires, _BENEFICIAIRE) | pour_tous
    restent = (
        semblables
        & (memes if aide.beneficiaires else index.vivants)
        & index.vivants - BitMap([index.numeros[aide.id]])
    )
    _ajouter_mots(index, rangs, aide, restent)
    for etat in ("ouverte", "bientot", ""):
        groupe = restent & etats.get(etat, BitMap()) if etat else restent
        restent = restent - groupe
        for _, tranche in rangs.tranches(groupe):
            yield from index.par_titre(tranche)


def _ajouter(index: Index, rangs: Rangs, genre: str, codes: tuple[str, ...], points: int) -> BitMap:
    toutes = BitMap()
    for code in set(codes):
        aides = index.facette(genre, code)
        rangs.ajouter(aides, points)
        toutes |= aides
    return toutes


def _ajouter_mots(index: Index, rangs: Rangs, aide: AideIndexee, parmi: BitMap) -> None:
    """A point for each word shared, a few at most."""
    partages = Rangs()
    for terme in termes(aide.titre) | aide.termes_cles:
        partages.ajouter((index.mot(0, [terme]) | index.facette("mot-cle", terme)) & parmi, 1)
    for nombre, aides in partages.tranches(parmi):
        rangs.ajouter(aides, min(nombre, _MOTS_MAX))
