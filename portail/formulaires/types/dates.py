"""A day, a time of the day, a day with its time, two days."""

from collections.abc import Mapping
from datetime import date, time
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from portail.core.clock import today
from portail.core.formats import date_courte, date_longue
from portail.core.identifiers import formater_heure, il_y_a, lire_date, lire_heure
from portail.core.saisie import une_ligne
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import Partie, Question, Textuelle, Valeur, dans_l_ordre, texte_brut
from portail.formulaires.types.parties import EnParties, parties
from portail.formulaires.vocabulaire import Source

_SAISIE_MAX = 500


class _AvecJour(Question):
    periode: Literal["passe", "futur"] | None = None
    au_plus_tot: date | None = None
    au_plus_tard: date | None = None
    moins_de_mois: int | None = Field(default=None, ge=1, le=60)
    """« De moins de 3 mois »: how far back it may go."""

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.au_plus_tot, self.au_plus_tard)
        return self

    @property
    def precision(self) -> str:
        return "" if "exemple" in self.aide else f"Par exemple {date_courte(today())}."

    def _jour(self, texte: str) -> date:
        jour = lire_date(texte)
        if self.periode == "passe" and jour > today():
            raise ValueError("Indiquez une date passée.")
        if self.periode == "futur" and jour < today():
            raise ValueError("Indiquez une date à venir.")
        if self.moins_de_mois and jour < il_y_a(self.moins_de_mois, today()):
            raise ValueError(f"Indiquez une date de moins de {self.moins_de_mois} mois.")
        if self.au_plus_tot and jour < self.au_plus_tot:
            raise ValueError(f"Indiquez une date à partir du {date_longue(self.au_plus_tot)}.")
        if self.au_plus_tard and jour > self.au_plus_tard:
            raise ValueError(f"Indiquez une date jusqu’au {date_longue(self.au_plus_tard)}.")
        return jour


class Jour(_AvecJour):
    """A date; canonical as « 2026-04-03 »."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.DATE_NAISSANCE})
    manque: ClassVar[str] = "Saisissez une date."
    largeur: ClassVar[str] = "medium"

    type: Literal["date"]

    @property
    def genre(self) -> genres.Type:
        return genres.DATE

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return date.fromisoformat(str(canonique))

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=_SAISIE_MAX)

    def lire(self, brut: Valeur) -> Valeur:
        return self._jour(str(brut)).isoformat()

    def montrer(self, valeur: Valeur) -> str:
        return date_longue(date.fromisoformat(str(valeur)))

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return date_courte(date.fromisoformat(str(valeur)))


class Heure(Textuelle):
    """A time of the day; canonical as « 14:30 »."""

    manque: ClassVar[str] = "Saisissez une heure."
    largeur: ClassVar[str] = "short"

    type: Literal["heure"]

    @property
    def precision(self) -> str:
        return "" if "exemple" in self.aide else "Par exemple 14 h 30."

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=_SAISIE_MAX)

    def lire(self, brut: Valeur) -> Valeur:
        return lire_heure(str(brut)).isoformat("minutes")

    def montrer(self, valeur: Valeur) -> str:
        return formater_heure(time.fromisoformat(str(valeur)))

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return self.montrer(valeur)


class DateHeure(EnParties, _AvecJour):
    """A day and a time of that day; canonical as « 2026-04-03 » and « 14:30 ». Expressions read the day."""

    manque: ClassVar[str] = "Saisissez une date et une heure."

    type: Literal["date_heure"]

    @property
    def morceaux(self) -> tuple[Partie, ...]:
        return Partie("jour", "Date", largeur="medium"), Partie("heure", "Heure", largeur="short")

    @property
    def genre(self) -> genres.Type:
        return genres.DATE

    @property
    def precision(self) -> str:
        return "" if "exemple" in self.aide else f"Par exemple {date_courte(today())} à 14 h 30."

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return date.fromisoformat(parties(canonique)["jour"])

    def lire_parties(self, brut: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        lues, fautes = {}, {}
        try:
            lues["jour"] = self._jour(brut["jour"]).isoformat()
        except ValueError as refus:
            fautes["jour"] = str(refus)
        try:
            lues["heure"] = lire_heure(brut["heure"]).isoformat("minutes")
        except ValueError as refus:
            fautes["heure"] = str(refus)
        return lues, fautes

    def montrer(self, valeur: Valeur) -> str:
        lues = parties(valeur)
        jour, heure = date.fromisoformat(lues["jour"]), time.fromisoformat(lues["heure"])
        return f"{date_longue(jour)} à {formater_heure(heure)}"


class PlageDates(EnParties, _AvecJour):
    """A first and a last day, which may be the same; canonical as « debut » and « fin »."""

    manque: ClassVar[str] = "Saisissez une date de début et une date de fin."

    type: Literal["plage_dates"]

    @property
    def morceaux(self) -> tuple[Partie, ...]:
        return Partie("debut", "Début", largeur="medium"), Partie("fin", "Fin", largeur="medium")

    @property
    def genre(self) -> genres.Type:
        return genres.OPAQUE

    def lire_parties(self, brut: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        lues, fautes = {}, {}
        for nom, libelle in (("debut", "début"), ("fin", "fin")):
            try:
                if not une_ligne(brut[nom]):
                    raise ValueError(f"Saisissez la date de {libelle}.")
                lues[nom] = self._jour(brut[nom]).isoformat()
            except ValueError as refus:
                fautes[nom] = str(refus)
        if not fautes and lues["fin"] < lues["debut"]:
            fautes["fin"] = "La date de fin précède la date de début."
        return lues, fautes

    def montrer(self, valeur: Valeur) -> str:
        debut, fin = (date.fromisoformat(parties(valeur)[nom]) for nom in ("debut", "fin"))
        return f"Du {date_longue(debut)} au {date_longue(fin)}"
