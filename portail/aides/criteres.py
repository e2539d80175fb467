"""What is asked of the catalogue, and its address: `/aides?q=vélo&beneficiaire=association`. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlencode

from portail.aides.vocabulaire import BENEFICIAIRES, THEMATIQUES
from portail.core.saisie import une_ligne

TEXTE_MAX = 120
PAR_PAGE = 20
PAGES_MAX = 25
LISTES = {"beneficiaire": BENEFICIAIRES, "thematique": THEMATIQUES}
"""The facets one may tick several values of; within one, any value does, between two, both must hold."""


@dataclass(frozen=True)
class Criteres:
    """A search: words, ticked values in the order of their list, only what is open, pages of cards shown."""

    texte: str = ""
    beneficiaires: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    ouvertes: bool = False
    pages: int = 1

    @classmethod
    def depuis_adresse(cls, query: str) -> Self:
        """Read the query string of an address; what is unknown or too long in it is left out."""
        donnes = parse_qs(query[:2_000], max_num_fields=50) if query.count("&") < 50 else {}
        page = donnes.get("page", ["1"])[-1]
        return cls(
            texte=texte_cherche(donnes.get("q", [""])[-1]),
            beneficiaires=_connus("beneficiaire", donnes.get("beneficiaire", [])),
            thematiques=_connus("thematique", donnes.get("thematique", [])),
            ouvertes=donnes.get("ouverte", [""])[-1] in {"1", "oui", "on"},
            pages=min(max(int(page), 1), PAGES_MAX)
            if page.isascii() and page.isdigit() and len(page) < 4
            else 1,
        )

    @property
    def adresse(self) -> str:
        """The query string of this search, empty for the whole catalogue."""
        parties = [("q", self.texte)] if self.texte else []
        parties += [("beneficiaire", code) for code in self.beneficiaires]
        parties += [("thematique", code) for code in self.thematiques]
        parties += [("ouverte", "1")] if self.ouvertes else []
        parties += [("page", str(self.pages))] if self.pages > 1 else []
        return urlencode(parties)

    @property
    def filtres(self) -> int:
        """How many boxes are ticked."""
        return len(self.beneficiaires) + len(self.thematiques) + self.ouvertes

    def avec_texte(self, texte: str) -> Self:
        """The same search with other words, back at its first page."""
        return replace(self, texte=texte_cherche(texte), pages=1)

    def avec_choix(self, genre: str, codes: Sequence[object]) -> Self:
        """The same search with exactly these boxes of one facet ticked; what is unknown is left out."""
        changes: dict[str, object] = {f"{genre}s": _connus(genre, codes), "pages": 1}
        return replace(self, **changes)  # type: ignore[arg-type]  # the field's name is one of two known ones

    def avec_filtre(self, genre: str, valeur: str, coche: bool) -> Self:
        """The same search with one box ticked or not, at its first page; an unknown box changes nothing."""
        if genre == "ouverte":
            return replace(self, ouvertes=coche, pages=1)
        if valeur not in LISTES.get(genre, {}):
            return self
        choisis = {*getattr(self, f"{genre}s")} - {valeur} | ({valeur} if coche else set())
        return self.avec_choix(genre, list(choisis))

    def sans_filtres(self) -> Self:
        """The same words over the whole catalogue."""
        return replace(self, beneficiaires=(), thematiques=(), ouvertes=False, pages=1)

    def page_suivante(self) -> Self:
        """The same search with one more page of cards."""
        return replace(self, pages=min(self.pages + 1, PAGES_MAX))


def texte_cherche(texte: str) -> str:
    """What was typed, on one line and no longer than a search needs."""
    return une_ligne(texte[: 4 * TEXTE_MAX])[:TEXTE_MAX].rstrip()


def _connus(genre: str, codes: Sequence[object]) -> tuple[str, ...]:
    return tuple(code for code in LISTES[genre] if code in codes)
