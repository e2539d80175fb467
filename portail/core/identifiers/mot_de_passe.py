"""Passwords: long enough, not common, not the person's own name (recommandations CNIL 2022-100, ANSSI)."""

import re
from dataclasses import dataclass

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
# The library's lists are mostly English: these are the words French leaks are full of.
_COURANTS = frozenset(
    re.findall(
        r"\w+",
        "motdepasse motdepass azerty azertyuiop qsdfghjklm wxcvbn jetaime soleil bonjour doudou chouchou "
        "loulou marseille paris lyon bordeaux poitiers limoges toulouse france bienvenue administrateur "
        "identifiant connexion password portail subvention association entreprise nouvelleaquitaine "
        "region chocolat camille nicolas julien thomas maxime vanille princesse coucou salut amour bisous "
        "bebe football printemps ete automne hiver janvier fevrier mars avril juin juillet aout septembre "
        "octobre novembre decembre ",
    )
)


@dataclass(frozen=True)
class Solidite:
    """How well a password resists: `score` from 0 to 4, its French word, and a sentence of advice."""

    score: int
    mot: str
    conseil: str


def mesurer_mot_de_passe(mot: str, proches: list[str]) -> Solidite:
    """Estimate a password as it is typed; refuses nothing. `proches`: the person's names, mail…"""
    if not mot:
        return Solidite(0, _MOTS[0], _CONSEILS[0])
    interdits = [*_fragments(proches), *_COURANTS]
    score = int(zxcvbn(mot[:_LONGUEUR_ESTIMEE], user_inputs=interdits)["score"])
    if len(mot) < LONGUEUR_MIN or re.sub(r"[\W\d_]+", "", sans_accents(mot)) in _COURANTS:
        score = min(score, 1)  # « Soleil123456! » is the first thing tried after « soleil »
    if len(mot) < LONGUEUR_MIN:
        return Solidite(score, _MOTS[score], f"Il en faut {LONGUEUR_MIN} caractères au moins.")
    return Solidite(score, _MOTS[score], _CONSEILS[score])


def verifier_mot_de_passe(mot: str, proches: list[str]) -> Solidite:
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
    solidite = mesurer_mot_de_passe(mot, proches)
    if solidite.score < 2:
        raise ValueError(f"Ce mot de passe est trop facile à deviner. {_CONSEILS[0]}")
    return solidite


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
