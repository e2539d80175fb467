"""Words as the search compares them: without accents, case or ending. Pure.

What an aid is found by is cut here once, when it is written; a query is cut the same way when it is typed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from portail.core.saisie import sans_marques

MOTS_MAX = 8
"""Words of a query that count: more would only find less."""
DECOUPE = 1
"""Grows when the same text gives other terms than before: what is stored is then cut again."""

_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": " ", "ʼ": " "}
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
_PARTOUT = frozenset(
    re.findall(
        r"\w+",
        "aide aides region regions regional regionale regionaux regionales dispositif dispositifs "
        "comment combien quel quelle quels quelles existe existent veux veut voudrais voudrait souhaite "
        "souhaitons cherche cherchons recherchons besoin obtenir demander demande demandes avoir faire "
        "suis sommes ai avons peut peux puis puisje etes faut bonjour merci svp etre ete afin donc si "
        "tous toutes tout toute plus tres bien aussi comme entre vers chez",
    )
)
"""Words that tell nothing in a catalogue of a Région's aids: a query is not asked to hold them."""
_GENERIQUES = frozenset(
    re.findall(
        r"\w+",
        "projet projets financement financements financer finance subvention subventions soutien soutiens "
        "soutenir aider appui appuyer accompagnement accompagner argent euros euro payer prise charge "
        "mettre place lancer nouveau nouveaux nouvelle nouvelles petit petite petits petites grand grande",
    )
)
"""Words that say little beside others: they sort what is found, they are asked for only when alone."""

_stemmer = snowballstemmer.stemmer("french")
_verrou = Lock()  # a stemmer keeps the word it works on in itself


@dataclass(frozen=True)
class Mot:
    """One word of a query, or of a synonym: an aid holds it whole, by its stem or by its beginning.

    `ecrit` is the word as it was typed, in lower case; `generique` says little beside others; `court` is
    not looked for by its beginning: three letters at most, and another word follows.
    """

    plie: str
    racines: tuple[str, ...]
    ecrit: str
    generique: bool = False
    court: bool = False

    @property
    def nombre(self) -> bool:
        """Whether it holds figures: nothing is like a number but itself."""
        return any(lettre.isdigit() for lettre in self.plie)


def plier(texte: str) -> str:
    """Lower case, without accents or ligatures: « Œuvre d’été » gives « oeuvre d ete »."""
    simple = texte.casefold()
    if simple.isascii():
        return simple
    return sans_marques(unicodedata.normalize("NFKD", _sans_ligatures(simple)))


def _sans_ligatures(texte: str) -> str:
    for signe, lettres in _LIGATURES.items():  # ten times as fast as `translate`
        texte = texte.replace(signe, lettres)
    return texte


def decouper(texte: str) -> list[tuple[str, str]]:
    """The words of a text in order, each as (folded, as written in lower case)."""
    return [(plie, ecrit) for ecrit in _ecrits(texte) for plie in _MOT.findall(plier(ecrit))]


def _ecrits(texte: str) -> list[str]:
    return _MOT_ACCENTUE.findall(unicodedata.normalize("NFC", _sans_ligatures(texte.casefold())))


@lru_cache(maxsize=50_000)
def racines(plie: str, ecrit: str) -> tuple[str, ...]:
    """The stems of a word, folded: of it as written and, for those who type no accent, without."""
    with _verrou:
        lues = {_stemmer.stemWord(mot) for mot in {plie, _singulier(plie), ecrit}}
    plies = {plier(racine) for racine in lues}
    return tuple(sorted(racine for racine in plies if _MOT.fullmatch(racine)))


def _singulier(plie: str) -> str:
    """A folded word without the endings the stemmer needs an accent to see: « velos », « renovee »."""
    seul = plie[:-1] if len(plie) > 3 and plie[-1] in "sx" else plie
    return seul[:-1] if len(seul) > 4 and seul.endswith("ee") else seul


def cle_de_tri(titre: str) -> str:
    """A title as lists are sorted: its folded words, without what stands between them."""
    return " ".join(_MOT.findall(plier(titre)))


def termes(texte: str) -> set[str]:
    """What an aid is found by: the folded words of a text that say something, and their stems."""
    return set().union(*map(_termes, set(_ecrits(texte))))


@lru_cache(maxsize=50_000)
def _termes(ecrit: str) -> frozenset[str]:
    """Of one word as written: a catalogue of any size holds some ten thousand of them."""
    dits = [plie for plie in _MOT.findall(plier(ecrit)) if plie not in _VIDES]
    return frozenset(terme for plie in dits for terme in (plie, *racines(plie, ecrit)))


def mot(plie: str, ecrit: str, *, dernier: bool = True) -> Mot:
    """A word as it is looked for; `dernier` while it may still be typed."""
    formes = tuple(dict.fromkeys((*racines(plie, ecrit), *_masculin(plie))))
    return Mot(plie, formes, ecrit, plie in _GENERIQUES, not dernier and len(plie) <= 3)


def _masculin(plie: str) -> tuple[str, ...]:
    """The stems of the trade of a woman as texts write it of a man, which the stemmer keeps apart."""
    seul = plie.removesuffix("s")
    return racines(f"{seul[:-5]}teur", f"{seul[:-5]}teur") if seul.endswith("trice") else ()


def dit_quelque_chose(plie: str) -> bool:
    """Whether an aid can be asked to hold this word."""
    return plie not in _VIDES and plie not in _PARTOUT


def requete(texte: str) -> tuple[Mot, ...]:
    """What was typed, as words an aid should hold; empty when it says nothing.

    A lone word that is everywhere (« aide ») asks for nothing either: the whole catalogue is the answer.
    """
    dits = {plie: ecrit for plie, ecrit in decouper(texte) if dit_quelque_chose(plie)}
    dernier = next(reversed(dits), "")
    return tuple(mot(plie, ecrit, dernier=plie == dernier) for plie, ecrit in dits.items())[:MOTS_MAX]
