"""Words as the search compares them: without accents, case or ending. Pure.

Both databases receive words already cut here, so that they find the same aids: neither its own
tokeniser, nor its dictionaries, nor its idea of an accent is used.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

MOTS_MAX = 8
"""Words of a query that count: more would only find less, slowly."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": " ", "ʼ": " "})
_MOT = re.compile("[a-z0-9]{1,40}")  # longer than any word, shorter than what a database refuses
_MOT_ACCENTUE = re.compile(r"[^\W_]+")

_VIDES = frozenset(
    re.findall(
        r"\w+",
        "a au aux avec c ce ces cet cette chez d dans de des du elle elles en est et etre eux ici il ils j "
        "je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu "
        "que qui s sa se ses son sont sous sur t ta te tes toi ton tu un une vos votre vous y",
    )
)
_PARTOUT = frozenset({"aide", "aides", "region", "regional", "regionale"})
"""Words that tell nothing in a catalogue of a Région's aids: a query is not asked to hold them."""

_stemmer = snowballstemmer.stemmer("french")
_verrou = Lock()  # a stemmer keeps the word it works on in itself


@dataclass(frozen=True)
class Mot:
    """One word of a query: an aid holds it if it holds one of `racines`, or a word that begins by `debut`.

    `ecrit` is the word as it was typed, in lower case.
    """

    debut: str
    racines: tuple[str, ...]
    ecrit: str


def plier(texte: str) -> str:
    """Lower case, without accents or ligatures: « Œuvre d’été » gives « oeuvre d ete »."""
    decompose = unicodedata.normalize("NFKD", texte.casefold().translate(_LIGATURES))
    return "".join(c for c in decompose if not unicodedata.combining(c))


def _decouper(texte: str) -> list[tuple[str, str]]:
    """The words of a text in order, each as (folded, as written in lower case)."""
    ecrits = _MOT_ACCENTUE.findall(unicodedata.normalize("NFC", texte.casefold().translate(_LIGATURES)))
    return [(plie, ecrit) for ecrit in ecrits for plie in _MOT.findall(plier(ecrit))]


@lru_cache(maxsize=50_000)
def _racines(plie: str, ecrit: str) -> tuple[str, ...]:
    """The stems of a word, folded: of it as written and, for those who type no accent, without."""
    with _verrou:
        lus = [_stemmer.stemWord(mot) for mot in (plie, _singulier(plie), ecrit)]
    racines = {plier(racine) for racine in lus}
    return tuple(sorted(racine for racine in racines if _MOT.fullmatch(racine)))


def _singulier(plie: str) -> str:
    """A folded word without the endings the stemmer needs an accent to see: « velos », « renovee »."""
    seul = plie[:-1] if len(plie) > 3 and plie[-1] in "sx" else plie
    return seul[:-1] if len(seul) > 4 and seul.endswith("ee") else seul


def cle_de_tri(titre: str) -> str:
    """A title as lists are sorted: its folded words, without what stands between them."""
    return " ".join(_MOT.findall(plier(titre)))


def termes(texte: str) -> set[str]:
    """What an aid is found by: the folded words of a text that say something, and their stems."""
    return {
        terme
        for plie, ecrit in _decouper(texte)
        if plie not in _VIDES
        for terme in (plie, *_racines(plie, ecrit))
    }


def requete(texte: str) -> tuple[Mot, ...]:
    """What was typed, as words an aid must hold, all of them; empty when it says nothing.

    A lone word that is everywhere (« aide ») asks for nothing either: the whole catalogue is the answer.
    """
    mots = {
        plie: Mot(plie, _racines(plie, ecrit), ecrit)
        for plie, ecrit in _decouper(texte)
        if plie not in _VIDES and plie not in _PARTOUT
    }
    return tuple(mots.values())[:MOTS_MAX]
