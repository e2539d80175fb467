"""Titles that read well and are told apart, and the sentence that says what an aid is. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from portail.aides.echanges.textes import en_ligne, sans_markdown
from portail.aides.mots import cle_de_tri
from portail.core import communes
from portail.core.saisie import sans_accents

RESUME_MAX = 180
DEBUT = 5_000
"""Signs of a description among which its first sentence is looked for."""
PHRASES_LUES = 6
TITRE_COURT = 12
"""Letters under which a title in capitals may be an acronym."""

SIGLES = frozenset((Path(__file__).parent / "sigles.txt").read_text(encoding="utf-8").split())
"""Words that stay in capitals in a title that was all in capitals."""
_MOT = re.compile(r"[^\W_]+(?:[&][^\W_]+)?")
_PHRASE = re.compile(r"(?<=[.!?…])[\"»)]?\s+(?=[«\"(A-ZÀ-ÖØ-Þ0-9])|\n")
_ABREGE = re.compile(
    r"(?:\b(?:etc|ex|art|cf|env|max|min|no|p|st|ste|mm?|mme|al|vs|[a-z])|n°)\.$", re.IGNORECASE
)
_FIN_MOLLE = re.compile(r"[\s,;:–—(«-]+$")
_LIAISONS = frozenset(
    re.findall(r"\w+", "a au aux avec d dans de des du en et l la le les ou par pour que qui sur un une")
)


def titre_lisible(texte: str) -> str:
    """A title on one line; one all in capitals as a sentence, with its acronyms and its régions."""
    titre = re.sub(r"(?<=[^\W\d_]{3})\.$", "", en_ligne(texte))
    lettres = [lettre for lettre in titre if lettre.isalpha()]
    if len(lettres) < TITRE_COURT or sum(lettre.isupper() for lettre in lettres) < 0.9 * len(lettres):
        return titre
    dans_parentheses = [(m.start(), m.end()) for m in re.finditer(r"\([^()\s]{2,12}\)", titre)]

    def ecrire(mot: re.Match[str]) -> str:
        entre = any(debut <= mot.start() < fin for debut, fin in dans_parentheses)
        garde = entre or mot[0] in SIGLES or any(c.isdigit() for c in mot[0])
        return mot[0] if garde else "à" if mot[0] == "A" else mot[0].lower()

    phrase = _MOT.sub(ecrire, titre)
    for nom in _noms_propres():
        phrase = re.sub(rf"\b{re.escape(nom.lower())}\b", nom, phrase)
    return phrase[:1].upper() + phrase[1:]


@cache
def _noms_propres() -> tuple[str, ...]:
    return (*(region.nom for region in communes.regions().values()), "Europe", "France", "Loire", "Garonne")


def resume(promesse: str, titre: str, description: str, porteur: str) -> str:
    """What an aid is in one sentence: its promise, or the first of its description that says something."""
    if dite := en_ligne(promesse):
        return couper(dite)
    cle, lues = cle_de_tri(titre), _phrases(sans_markdown(description[:DEBUT]))
    phrases = list(islice((phrase for phrase in lues if _neuve(phrase, cle)), PHRASES_LUES))
    if not phrases:
        return couper(f"Une aide proposée par {porteur}.") if porteur else ""
    dites = phrases[0]
    for suivante in phrases[1:]:
        annonce = dites.endswith(":")
        if not annonce and (len(dites) >= RESUME_MAX // 3 or len(dites) + len(suivante) >= RESUME_MAX):
            break
        dites = f"{dites if dites[-1] in ':;,.!?…' else dites + '.'} {suivante}"
        if annonce and len(dites) > RESUME_MAX:
            break
    return couper(_en_phrase(dites))


def _en_phrase(dites: str) -> str:
    """With a capital and a stop; without the half of a pair of quotes."""
    for ouvrant, fermant in (("«", "»"), ('"', '"')):
        seul = (
            dites.count(ouvrant) % 2 if ouvrant == fermant else dites.count(ouvrant) != dites.count(fermant)
        )
        if seul:
            dites = dites.replace(ouvrant, "").replace(fermant, "")
    dites = " ".join(dites.split(" ")).strip()
    entiere = re.sub(r"…[\s\u00a0.;,]+$|[\s\u00a0]*:$", "…", dites)
    entiere = re.sub(r"[\s\u00a0]*[;,]$", ".", entiere)
    return entiere[:1].upper() + entiere[1:]


def _phrases(texte: str) -> list[str]:
    phrases: list[str] = []
    for bout in _PHRASE.split(texte):
        if phrases and _ABREGE.search(phrases[-1][-12:]):
            phrases[-1] = f"{phrases[-1]} {bout}".strip()
        elif bout.strip():
            phrases.append(bout.strip())
    return phrases


def _neuve(phrase: str, cle: str) -> bool:
    """Whether a sentence says something that the title does not."""
    dite = cle_de_tri(phrase)
    return len(dite) > 3 and dite not in cle


def couper(texte: str, longueur: int = RESUME_MAX) -> str:
    """The beginning of a text, cut between two words that may be parted, with « … »."""
    if len(texte) <= longueur:
        return texte
    mots = texte[:longueur].split(" ")[:-1] or [texte[: longueur - 1]]
    while len(mots) > 1 and sans_accents(_FIN_MOLLE.sub("", mots[-1])) in {*_LIAISONS, ""}:
        mots.pop()
    return f"{_FIN_MOLLE.sub('', ' '.join(mots))}…"


@dataclass(frozen=True)
class Homonyme:
    """What may tell an aid from another of the same title: its theme, who carries it, when it closes."""

    theme: str = ""
    porteur: str = ""
    cloture: str = ""


_MARQUES: Sequence[Callable[[Homonyme], tuple[str, ...]]] = (
    lambda h: (h.theme,),
    lambda h: (h.porteur,),
    lambda h: (h.cloture,),
    lambda h: (h.theme, h.porteur),
    lambda h: (h.theme, h.cloture),
    lambda h: (h.porteur, h.cloture),
    lambda h: (h.theme, h.porteur, h.cloture),
)


def distinguer(titres: dict[str, tuple[str, Homonyme]]) -> dict[str, str]:
    """What each aid adds to its title, by reference, when another of the file bears the same one.

    The first mark that tells them all apart is taken: « Aides à la réalisation (Énergie, air et climat) ».
    """
    groupes: dict[str, list[tuple[str, str, Homonyme]]] = defaultdict(list)
    for reference, (cle, homonyme) in titres.items():
        groupes[cle].append((reference, cle, homonyme))
    marques: dict[str, str] = {}
    for groupe in groupes.values():
        if len(groupe) > 1:
            marques |= _marques(groupe)
    return marques


def _marques(groupe: list[tuple[str, str, Homonyme]]) -> dict[str, str]:
    """The first mark that tells them apart; rather one whose words the title does not say already."""
    redites: dict[str, str] = {}
    for lire in _MARQUES:
        dites = {reference: ", ".join(filter(None, lire(homonyme))) for reference, _, homonyme in groupe}
        if not all(dites.values()) or len(set(dites.values())) < len(groupe):
            continue
        if not any(cle_de_tri(dites[reference]) in cle for reference, cle, _ in groupe):
            return dites
        redites = redites or dites
    return redites or {reference: reference for reference, _, _ in groupe}


def avec_marque(titre: str, marque: str) -> str:
    """« Aides à la réalisation (Énergie, air et climat) », « Aides de l’ADEME (2026) – Forêt »."""
    if not marque:
        return titre
    return f"{titre} – {marque}" if titre.endswith(")") else f"{titre} ({marque})"
