"""A day."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from portail.core.clock import today
from portail.core.formats import date_courte, date_longue
from portail.core.identifiers import lire_date
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import Question, Valeur, dans_l_ordre, texte_brut
from portail.formulaires.vocabulaire import Source


class Jour(Question):
    """A date; canonical as « 2026-04-03 »."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.DATE_NAISSANCE})
    manque: ClassVar[str] = "Saisissez une date."

    type: Literal["date"]
    periode: Literal["passe", "futur"] | None = None
    au_plus_tot: date | None = None
    au_plus_tard: date | None = None

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.au_plus_tot, self.au_plus_tard)
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.DATE

    @property
    def precision(self) -> str:
        return "" if "exemple" in self.aide else f"Par exemple {date_courte(today())}."

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return date.fromisoformat(str(canonique))

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=500)

    def lire(self, brut: Valeur) -> Valeur:
        jour = lire_date(str(brut))
        if self.periode == "passe" and jour > today():
            raise ValueError("Indiquez une date passée.")
        if self.periode == "futur" and jour < today():
            raise ValueError("Indiquez une date à venir.")
        if self.au_plus_tot and jour < self.au_plus_tot:
            raise ValueError(f"Indiquez une date à partir du {date_longue(self.au_plus_tot)}.")
        if self.au_plus_tard and jour > self.au_plus_tard:
            raise ValueError(f"Indiquez une date jusqu’au {date_longue(self.au_plus_tard)}.")
        return jour.isoformat()

    def montrer(self, valeur: Valeur) -> str:
        return date_longue(date.fromisoformat(str(valeur)))

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return date_courte(date.fromisoformat(str(valeur)))
