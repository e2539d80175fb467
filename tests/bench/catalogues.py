"""Invented catalogues of any size: varied French, the same for the same number, written at once."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from portail.aides.models import Aide, FenetreDepot, TermesAide, VersionCatalogue
from portail.aides.mots import DECOUPE, cle_de_tri, decouper, termes
from portail.aides.vocabulaire import BENEFICIAIRES, NATURES, PROFILS, SOUS_THEMATIQUES, THEMATIQUES
from portail.demo.catalogue import charger

JOUR = date(2026, 3, 15)
_DEBUTS = (
    "re",
    "co",
    "inter",
    "trans",
    "auto",
    "multi",
    "éco",
    "agro",
    "bio",
    "géo",
    "hydro",
    "micro",
    "télé",
    "pré",
)
_FINS = (
    "tion",
    "ment",
    "age",
    "eur",
    "ité",
    "ique",
    "able",
    "erie",
    "isme",
    "iste",
    "ure",
    "ance",
    "ade",
    "oire",
)
_DEPARTEMENTS = ("16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87")
_PAR_LOT = 2_000
COLONNES = ("titre", "resume", "reste")


class Lexique:
    """Some twelve thousand words, a few of them in most texts, most of them in few, as in any language."""

    def __init__(self, hasard: Random) -> None:
        vrais = {ecrit for aide in charger() for ecrit in _mots(aide.titre, aide.resume, aide.description)}
        racines = sorted({mot[:5] for mot in vrais if len(mot) > 5})
        faits = {
            f"{debut}{racine}{fin}"
            for racine in racines
            for debut, fin in zip(hasard.sample(_DEBUTS, 8), hasard.sample(_FINS, 8), strict=True)
        }
        self.mots = hasard.sample(sorted(vrais), len(vrais)) + hasard.sample(sorted(faits), len(faits))
        self.poids = list(accumulate(1 / (rang + 8) for rang in range(len(self.mots))))

    @cache  # noqa: B019  one lexicon for a catalogue: cutting a million words again would be most of the bench
    def _termes(self, mot: str) -> frozenset[str]:
        return frozenset(termes(mot))

    def termes(self, phrase: str) -> str:
        """The terms of a sentence made here."""
        return " ".join(sorted(frozenset().union(*map(self._termes, phrase.lower().split()))))

    def phrase(self, hasard: Random, longueur: int) -> str:
        """So many words."""
        return " ".join(hasard.choices(self.mots, cum_weights=self.poids, k=longueur)).capitalize()


def _mots(*textes: str) -> set[str]:
    return {ecrit for plie, ecrit in decouper(" ".join(textes)) if len(plie) > 2}


def aides(combien: int) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """So many aids: the row of each, of its deposit window, of its terms."""
    hasard, criteres = Random(combien), Random(combien)
    lexique = Lexique(hasard)
    for numero in range(combien):
        titre, resume = lexique.phrase(hasard, hasard.randint(4, 8)), lexique.phrase(hasard, 16)
        reste = lexique.phrase(hasard, hasard.randint(40, 80))
        themes = hasard.sample(sorted(THEMATIQUES), hasard.randint(1, 2))
        cle = uuid.UUID(int=hasard.getrandbits(128), version=4)
        aide = {
            "id": cle,
            "slug": f"aide-{numero}",
            "titre": titre,
            "cle_titre": cle_de_tri(titre),
            "resume": resume,
            "description": reste,
            "beneficiaires": hasard.sample(sorted(BENEFICIAIRES), hasard.randint(1, 3)),
            "thematiques": themes,
            "sous_thematiques": hasard.sample(sorted(SOUS_THEMATIQUES[themes[0]]), 1),
            "nature": hasard.choice(sorted(NATURES)),
            "territoires": ["REG-75"] if hasard.random() < 0.8 else [f"DEP-{hasard.choice(_DEPARTEMENTS)}"],
            "montant_texte": "50 % des dépenses, 15 000 € au plus",
            "plafond": Decimal(hasard.choice((1, 2, 5, 10, 25, 50, 100)) * 1_000),
            "publiee_le": datetime(2026, 3, 1, tzinfo=UTC) - timedelta(days=hasard.randint(0, 1_500)),
            "profils": criteres.sample(sorted(PROFILS), 2) if criteres.random() < 0.3 else [],
            "conditions": _conditions(criteres),
        }
        ouvre = JOUR + timedelta(days=hasard.randint(-200, 40))
        ferme = ouvre + timedelta(days=hasard.randint(20, 240)) if hasard.random() < 0.8 else None
        fenetre = {"id": uuid.UUID(int=hasard.getrandbits(128), version=4), "aide_id": cle, "ouvre_le": ouvre}
        coupes = dict(zip(COLONNES, map(lexique.termes, (titre, resume, reste)), strict=True))
        yield aide, fenetre | {"ferme_le": ferme}, {"aide_id": cle, "numero": 1} | coupes


def _conditions(hasard: Random) -> dict[str, Any]:
    """The criteria of an aid: none for half of them, up to three of these for the others."""
    if hasard.random() < 0.5:
        return {}
    age = hasard.randint(16, 30)
    possibles: dict[str, Any] = {
        "age_min": age,
        "age_max": age + hasard.randint(1, 40),
        "effectif_max": hasard.choice((9, 49, 249)),
        "tailles": hasard.choice((["TPE"], ["TPE", "PME"], ["ETI", "GE"])),
        "anciennete_min": hasard.choice((12, 24, 36)),
        "population_max": hasard.choice((1_999, 3_499, 9_999)),
        "naf": [f"{division:02}" for division in sorted(hasard.sample(range(1, 97), 3))],
        "naf_exclus": [hasard.choice("ABCDEFGHIJKLMNOPQRS")],
        "formes": hasard.choice((["92"], ["54", "57"], ["7210"], ["5458", "5558"])),
    }
    return {nom: possibles[nom] for nom in hasard.sample(sorted(possibles), hasard.randint(1, 3))}


def ecrire(connections: Sequence[Connection], combien: int) -> None:
    """Write that catalogue to empty databases."""
    tables = (Aide, FenetreDepot, TermesAide)
    lots: tuple[list[dict[str, Any]], ...] = ([], [], [])
    for rangees in aides(combien):
        for lot, rangee in zip(lots, rangees, strict=True):
            lot.append(rangee)
        if len(lots[0]) == _PAR_LOT:
            _verser(connections, tables, lots)
    _verser(connections, tables, lots)
    version = VersionCatalogue(id=1, numero=1, decoupe=DECOUPE).model_dump()
    for connection in connections:
        connection.execute(_table(VersionCatalogue).delete())
        connection.execute(_table(VersionCatalogue).insert(), version)


def _verser(connections: Sequence[Connection], tables: Any, lots: tuple[list[dict[str, Any]], ...]) -> None:
    for table, lot in zip(tables, lots, strict=True):
        rangees = [_complete(table, rangee) for rangee in lot]
        for connection in connections:
            if rangees:
                connection.execute(_table(table).insert(), rangees)
        lot.clear()


def _table(modele: type[SQLModel]) -> Any:
    return modele.__table__  # type: ignore[attr-defined]


def _complete(modele: Any, rangee: dict[str, Any]) -> dict[str, Any]:
    """The row with what the model gives to columns nobody filled."""
    manquent = {nom: champ for nom, champ in modele.model_fields.items() if nom not in rangee}
    return rangee | {nom: champ.get_default(call_default_factory=True) for nom, champ in manquent.items()}
