"""What a word that finds nothing was meant to be: the nearest words, one or two typos away."""

from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portail.aides.mots import Mot, decouper, mot, racines
from portail.aides.recherche.index import Index
from portail.aides.recherche.synonymes import mots_connus

LETTRES_MIN = 4
DEUX_FAUTES = 8
"""Letters from which two typos are forgiven."""
PROPOSITIONS = 3
RARE = 2
"""A word in so few aids may be a typo of theirs too, when one of its neighbours is in many more."""
BIEN_PLUS = 20


def corrections(index: Index, cherche: Mot, trouves: int) -> tuple[Mot, ...]:
    """The words this one may have been meant to be, likeliest first; `trouves` aids hold it or its stem."""
    plie = cherche.plie
    if cherche.nombre or len(plie) < LETTRES_MIN or plie in mots_connus():
        return ()
    tels_quels = index.debut(plie)
    if tels_quels and trouves > RARE:
        return ()
    # A typo may have the stem of something else: « assocation » that of « associer ».
    aides_min = trouves * BIEN_PLUS if tels_quels else trouves + 1
    return index.retenir(("corrections", plie), lambda: _chercher(index, plie, max(1, aides_min)))


def _chercher(index: Index, plie: str, aides_min: int) -> tuple[Mot, ...]:
    fautes = 2 if len(plie) >= DEUX_FAUTES else 1
    par_longueur = index.retenir("longueurs", lambda: _par_longueur(index))
    proches = [
        (distance, terme)
        for longueur in range(len(plie) - fautes, len(plie) + fautes + 1)
        for terme, distance, _ in process.extract(
            plie, par_longueur.get(longueur, ()), scorer=OSA.distance, score_cutoff=fautes, limit=10
        )
        if distance
    ]
    if not proches:
        return ()
    moindre = min(distance for distance, _ in proches)
    candidats = [
        (terme[0] != plie[0], not ecrit, -nombre, terme, ecrit)
        for distance, terme in proches
        if distance == moindre
        and ((nombre := _nombre(index, terme)) >= aides_min or (aides_min == 1 and terme in mots_connus()))
        for ecrit in (ecriture(index, terme),)
    ]
    return tuple(mot(terme, ecrit or terme) for *_, terme, ecrit in sorted(candidats)[:PROPOSITIONS])


def _nombre(index: Index, terme: str) -> int:
    return len(index.mot(0, [terme]) | index.mot(1, [terme]) | index.mot(2, [terme]))


def _par_longueur(index: Index) -> dict[int, list[str]]:
    par_longueur: dict[int, list[str]] = {}
    for terme in sorted({*index.vocabulaire, *mots_connus()}):
        if len(terme) >= LETTRES_MIN and terme.isalpha():
            par_longueur.setdefault(len(terme), []).append(terme)
    return par_longueur


def ecriture(index: Index, terme: str) -> str:
    """How the catalogue writes a term, or a word of that stem; empty when no title nor summary holds it."""
    for colonne in (0, 1):
        for numero in islice(index.mot(colonne, [terme]), 3):
            aide = index.aides[numero]
            mots = decouper(aide.titre if colonne == 0 else aide.resume)
            ecrits = [ecrit for plie, ecrit in mots if plie == terme]
            ecrits += [ecrit for plie, ecrit in mots if terme in racines(plie, ecrit)]
            if ecrits:
                return ecrits[0]
    return ""
