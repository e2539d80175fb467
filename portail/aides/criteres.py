"""What is asked of the catalogue, and its address: `/aides?q=vélo&beneficiaire=association`. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlencode

from portail.aides.vocabulaire import BENEFICIAIRES, ETATS, NATURES, SOUS_THEMATIQUES, THEMATIQUES
from portail.core.lieux import lieu_connu
from portail.core.saisie import une_ligne

TEXTE_MAX = 120
PAR_PAGE = 20
PAGES_MAX = 25
MONTANT_MAX = 10_000_000
"""Euros: beyond, nothing is filtered any more."""
LISTES: dict[str, dict[str, str]] = {
    "beneficiaire": BENEFICIAIRES,
    "thematique": THEMATIQUES,
    "sous-thematique": {code: nom for sous in SOUS_THEMATIQUES.values() for code, nom in sous.items()},
    "nature": NATURES,
    "etat": ETATS,
}
"""The facets one may tick several values of; within one, any value does, between two, both must hold."""
CLOTURES = (30, 60, 90)
"""« Closes within so many days »."""
TRIS = ("cloture", "nouveaute")
_SEULS = {"lieu": "", "montant": 0, "cloture": 0}
"""The filters that hold one value, and what they are when nobody asks for it."""


@dataclass(frozen=True)
class Criteres:
    """A search: words, ticked values in the order of their list, a place, bounds, an order, pages shown.

    `lieu` is one code of the Code officiel géographique; `montant` is how many euros can be had at least;
    `cloture` is within how many days it closes; `tri` is empty for what answers best, or closes first
    without words.
    """

    texte: str = ""
    beneficiaires: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    sous_thematiques: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    etats: tuple[str, ...] = ()
    lieu: str = ""
    montant: int = 0
    cloture: int = 0
    tri: str = ""
    pages: int = 1

    @classmethod
    def depuis_adresse(cls, query: str) -> Self:
        """Read the query string of an address; what is unknown or too long in it is left out."""
        donnes = parse_qs(query[:4_000], max_num_fields=100) if query.count("&") < 100 else {}
        dernier = {nom: valeurs[-1] for nom, valeurs in donnes.items()}
        if dernier.get("ouverte") in {"1", "oui", "on"}:  # how addresses said it before there were states
            donnes.setdefault("etat", []).append("ouverte")
        lus = cls(texte=texte_cherche(dernier.get("q", "")))
        for genre in LISTES:
            lus = lus.avec_choix(genre, donnes.get(genre, []))
        lus = lus.avec_lieu(dernier.get("lieu", ""))
        for nom in ("montant", "cloture", "tri"):
            lus = lus.avec_reglage(nom, dernier.get(nom, ""))
        return replace(lus, pages=min(max(_entier(dernier.get("page", "")) or 1, 1), PAGES_MAX))

    @property
    def adresse(self) -> str:
        """The query string of this search, empty for the whole catalogue."""
        parties = [("q", self.texte)] if self.texte else []
        parties += [(genre, code) for genre in LISTES for code in self.choisis(genre)]
        seuls = ("lieu", "montant", "cloture", "tri")
        parties += [(nom, str(getattr(self, nom))) for nom in seuls if getattr(self, nom)]
        parties += [("page", str(self.pages))] if self.pages > 1 else []
        return urlencode(parties)

    @property
    def filtres(self) -> int:
        """How many boxes are ticked, the place and the bounds counted as one each."""
        return sum(len(self.choisis(genre)) for genre in LISTES) + sum(
            bool(getattr(self, nom)) for nom in _SEULS
        )

    def choisis(self, genre: str) -> tuple[str, ...]:
        """The ticked values of a facet."""
        choisis: tuple[str, ...] = getattr(self, _champ(genre))
        return choisis

    def avec_texte(self, texte: str) -> Self:
        """The same search with other words, back at its first page."""
        return replace(self, texte=texte_cherche(texte), pages=1)

    def avec_choix(self, genre: str, codes: Sequence[object]) -> Self:
        """The same search with exactly these boxes of one facet ticked; what is unknown is left out."""
        if genre not in LISTES:
            return self
        demandes = {code for code in codes if isinstance(code, str)}
        connus = tuple(code for code in LISTES[genre] if code in demandes)
        changes: dict[str, object] = {_champ(genre): connus, "pages": 1}
        return replace(self, **changes)  # type: ignore[arg-type]  # the field's name is one of the facets'

    def avec_filtre(self, genre: str, valeur: str, coche: bool) -> Self:
        """The same search with one box ticked or not, at its first page; an unknown box changes nothing.

        A place, an amount and an end are taken off the same way, whatever their value.
        """
        if genre in _SEULS and not coche:
            sans: dict[str, object] = {genre: _SEULS[genre], "pages": 1}
            return replace(self, **sans)  # type: ignore[arg-type]  # the field's name is one of three
        if valeur not in LISTES.get(genre, {}):
            return self
        choisis = {*self.choisis(genre)} - {valeur} | ({valeur} if coche else set())
        return self.avec_choix(genre, list(choisis))

    def avec_lieu(self, code: object) -> Self:
        """The same search at this place; anywhere when no list knows the code."""
        return replace(self, lieu=code if isinstance(code, str) and lieu_connu(code) else "", pages=1)

    def avec_reglage(self, nom: str, valeur: object) -> Self:
        """The same search with another `montant`, `cloture` or `tri`; what cannot be is nothing asked."""
        match nom:
            case "montant":
                return replace(self, montant=min(_entier(valeur), MONTANT_MAX), pages=1)
            case "cloture":
                jours = _entier(valeur)
                return replace(self, cloture=jours if jours in CLOTURES else 0, pages=1)
            case "tri":
                return replace(
                    self, tri=valeur if isinstance(valeur, str) and valeur in TRIS else "", pages=1
                )
        return self

    def sans_filtres(self) -> Self:
        """The same words, in the same order, over the whole catalogue."""
        vides: dict[str, object] = {_champ(genre): () for genre in LISTES} | _SEULS | {"pages": 1}
        return replace(self, **vides)  # type: ignore[arg-type]  # the fields' names are those of the filters

    def page_suivante(self) -> Self:
        """The same search with one more page of cards."""
        return replace(self, pages=min(self.pages + 1, PAGES_MAX))


def texte_cherche(texte: str) -> str:
    """What was typed, on one line and no longer than a search needs."""
    return une_ligne(texte[: 4 * TEXTE_MAX])[:TEXTE_MAX].rstrip()


def _champ(genre: str) -> str:
    return f"{genre.replace('-', '_')}s"


def _entier(valeur: object) -> int:
    """A whole number, from itself or its digits; 0 when it is none."""
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return max(valeur, 0)
    ecrit = valeur if isinstance(valeur, str) else ""
    return int(ecrit) if ecrit.isascii() and ecrit.isdigit() and len(ecrit) < 12 else 0
