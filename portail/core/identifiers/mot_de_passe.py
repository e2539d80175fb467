"""Passwords: long enough, not common, not the person's own name (recommandations CNIL 2022-100, ANSSI)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zxcvbn import zxcvbn

from portail.core.saisie import sans_accents

LONGUEUR_MIN = 12
LONGUEUR_MAX = 128
# The estimate's cost grows fast with length and signs: beyond this many characters it teaches nothing more.
_LONGUEUR_ESTIMEE = 40
_MOTS = ("Trop faible", "Faible", "Correct", "Bon", "Excellent")
_CONSEILS = (
    "Choisissez plutôt quatre mots sans rapport entre eux.",
    "Ajoutez un ou deux mots sans rapport avec les autres.",
    "Ajoutez un mot peu courant pour le rendre plus solide.",
    "Ce mot de passe est solide.",
    "Ce mot de passe est très solide.",
)
# The library's lists are mostly English: these are the words French passwords are full of.
_COURANTS = frozenset(
    (Path(__file__).parent.parent / "data" / "mots_courants.txt").read_text(encoding="utf-8").split()
)
_LONGUEUR_MOT = max(map(len, _COURANTS))
_RESTE_MIN = 4  # letters that belong to no common word: fewer are the « x » or the « 75 » added at the end
_CHIFFRES_MAX = 8  # a date, a post code; more of them are worth something by themselves
_DEGUISES = str.maketrans("013457@$!", "oieastasi")


@dataclass(frozen=True)
class Solidite:
    """How well a password resists: `score` from 0 to 4, its French word, and a sentence of advice."""

    score: int
    mot: str
    conseil: str


def mesurer_mot_de_passe(mot: str, proches: list[str], ici: Iterable[str] = ()) -> Solidite:
    """Estimate a password as it is typed; refuses nothing. `proches`: the person's names, mail…

    `ici`: what this place is called, which everybody thinks of first.
    """
    if not mot:
        return Solidite(0, _MOTS[0], _CONSEILS[0])
    interdits = [*_fragments(proches), *_COURANTS]
    score = int(zxcvbn(mot[:_LONGUEUR_ESTIMEE], user_inputs=interdits)["score"])
    if len(mot) < LONGUEUR_MIN or _courant(mot, _fragments(list(ici))):
        score = min(score, 1)  # « Soleil-2026! » is the first thing tried after « soleil »
    if len(mot) < LONGUEUR_MIN:
        return Solidite(score, _MOTS[score], f"Il en faut {LONGUEUR_MIN} caractères au moins.")
    return Solidite(score, _MOTS[score], _CONSEILS[score])


def verifier_mot_de_passe(mot: str, proches: list[str], ici: Iterable[str] = ()) -> Solidite:
    """12 to 128 characters, not common, without any of `proches`, the person's names. Raises `ValueError`."""
    if not mot:
        raise ValueError(f"Choisissez un mot de passe d’au moins {LONGUEUR_MIN} caractères.")
    if len(mot) < LONGUEUR_MIN:
        raise ValueError(
            f"Le mot de passe compte au moins {LONGUEUR_MIN} caractères ; vous en avez saisi {len(mot)}."
        )
    if len(mot) > LONGUEUR_MAX:
        raise ValueError(
            f"Le mot de passe compte {LONGUEUR_MAX} caractères au plus ; vous en avez saisi {len(mot)}."
        )
    simple = sans_accents(mot)
    if any(len(fragment) >= 4 and fragment in simple for fragment in _fragments(proches)):
        raise ValueError(
            "Le mot de passe ne doit contenir ni votre nom, ni votre identifiant, ni votre adresse mail."
        )
    solidite = mesurer_mot_de_passe(mot, proches, ici)
    if solidite.score < 2:
        raise ValueError(f"Ce mot de passe est trop facile à deviner. {_CONSEILS[0]}")
    return solidite


def _courant(mot: str, ici: list[str]) -> bool:
    """Whether a password is only common words one after the other, figures and signs apart."""
    if len(mot) > LONGUEUR_MAX:
        return False  # said otherwise
    simple = sans_accents(mot)
    if sum(signe.isdigit() for signe in simple) > _CHIFFRES_MAX:
        return False
    connus = _COURANTS.union(ici)
    ecritures = (simple, simple.translate(_DEGUISES))
    return any(_reste(re.sub(r"[\W\d_]+", "", ecriture), connus) < _RESTE_MIN for ecriture in ecritures)


def _reste(lettres: str, connus: frozenset[str]) -> int:
    """The least number of letters left when words of `connus` are taken out, side by side."""
    restes = [0]
    for fin in range(1, len(lettres) + 1):
        debuts = range(max(0, fin - _LONGUEUR_MOT), fin)
        mots = (restes[debut] for debut in debuts if lettres[debut:fin] in connus)
        restes.append(min(restes[-1] + 1, *mots, fin))
    return restes[-1]


def _fragments(proches: list[str]) -> list[str]:
    """Whole names and their words, without a mail's domain (« orange » is nobody's name)."""
    fragments: dict[str, None] = {}
    for proche in proches:
        entier = sans_accents(proche.strip())
        nom = entier.partition("@")[0]
        for fragment in (entier, nom, *re.split(r"[\W_]+", nom)):
            if len(fragment) >= 3:
                fragments.setdefault(fragment[:100])
    return list(fragments)
