"""Yes or no, one choice, several choices, and the box that certifies."""

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, StrictBool, model_validator

from portail.core.formats import pluriel
from portail.core.saisie import nettoyer, sans_impossible, une_ligne
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import (
    FORME_INCONNUE,
    Option,
    Partie,
    Question,
    Valeur,
    dans_l_ordre,
    texte_brut,
)
from portail.formulaires.vocabulaire import Source

_HORS_LISTE = "Choisissez parmi les réponses proposées."
_CASES_MAX = 100
_AUTRE_MAX = 250
AUTRE = "autre"
"""The value of « Autre », and the name of the part that holds its text."""


class OuiNon(Question):
    """« oui » or « non »; booleans of JSON are let in."""

    manque: ClassVar[str] = "Répondez par oui ou par non."
    secondes: ClassVar[int] = 10

    type: Literal["oui_non"]

    @property
    def genre(self) -> genres.Type:
        return genres.BOOLEEN

    @property
    def offertes(self) -> tuple[Option, ...]:
        return Option(valeur="oui", libelle="Oui"), Option(valeur="non", libelle="Non")

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return canonique == "oui"

    def brut(self, valeur: object) -> Valeur:
        if isinstance(valeur, bool):
            return "oui" if valeur else "non"
        return texte_brut(valeur, maximum=64)

    def lire(self, brut: Valeur) -> Valeur:
        if brut not in ("oui", "non"):
            raise ValueError(self.manque)
        return brut

    def montrer(self, valeur: Valeur) -> str:
        return str(valeur).capitalize()


class Certification(OuiNon):
    """« oui » when the box is checked; unchecked is an empty answer."""

    manque: ClassVar[str] = "Cochez cette case pour continuer."
    engage: ClassVar[bool] = True

    type: Literal["certification"]  # type: ignore[assignment]  # a box, not two answers

    def vide(self, brut: Valeur) -> bool:
        return brut in ("", "non")


class _AOptions(Question):
    combien: ClassVar[int]

    options: tuple[Option, ...]

    @model_validator(mode="after")
    def _distinctes(self) -> Self:
        valeurs = [option.valeur for option in self.options]
        if len(valeurs) < self.combien:
            raise ValueError(f"« {self.id} » : un choix demande des options")
        if len(set(valeurs)) != len(valeurs):
            raise ValueError(f"« {self.id} » : deux options ont la même valeur")
        return self

    @property
    def offertes(self) -> tuple[Option, ...]:
        return self.options

    @property
    def valeurs(self) -> tuple[str, ...]:
        """What may be answered."""
        return tuple(option.valeur for option in self.options)


class Choix(_AOptions):
    """The value of one option. With `autre`, « Autre » is one more, that opens a text.

    It is then kept in two parts, « choix » and « autre ».
    """

    combien: ClassVar[int] = 2
    sources: ClassVar[frozenset[Source]] = frozenset({Source.CIVILITE})
    manque: ClassVar[str] = "Choisissez une réponse."

    type: Literal["choix"]
    autre: StrictBool = False

    @model_validator(mode="after")
    def _sans_deux_autres(self) -> Self:
        if self.autre and AUTRE in self.valeurs:
            raise ValueError(f"« {self.id} » : « {AUTRE} » est déjà la valeur d’une option")
        return self

    @property
    def parties(self) -> tuple[str, ...]:
        return ("choix", AUTRE) if self.autre else ()

    @property
    def offertes(self) -> tuple[Option, ...]:
        return (*self.options, Option(valeur=AUTRE, libelle="Autre")) if self.autre else self.options

    @property
    def genre(self) -> genres.Type:
        return genres.choix(*(option.valeur for option in self.offertes))

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return canonique["choix"] if isinstance(canonique, dict) else str(canonique)

    def boites(self, brut: Mapping[str, str]) -> tuple[Partie, ...]:
        if not self.autre:
            return ()
        return Partie("choix", self.libelle, self.offertes), Partie(AUTRE, "Précisez votre réponse")

    def compare(self, partie: str) -> bool:
        return partie != "choix"  # chosen again faster than compared; one choice alone is compared

    def brut(self, valeur: object) -> Valeur:
        if not self.autre:
            return texte_brut(valeur, maximum=64)
        if not isinstance(valeur, dict):
            valeur = {"choix": valeur}
        if not valeur.keys() <= set(self.parties):
            raise ValueError(FORME_INCONNUE)
        choisie = texte_brut(valeur.get("choix"), maximum=64)
        return {"choix": choisie, AUTRE: texte_brut(valeur.get(AUTRE), maximum=2 * _AUTRE_MAX)}

    def vide(self, brut: Valeur) -> bool:
        return not (brut["choix"] if isinstance(brut, dict) else brut)

    def fautes(self, brut: Valeur) -> dict[str, str]:
        if not isinstance(brut, dict) or self.vide(brut):
            return {}
        if brut["choix"] != AUTRE:
            return {} if brut["choix"] in self.valeurs else {"choix": _HORS_LISTE}
        texte = une_ligne(brut[AUTRE])
        if not texte:
            return {AUTRE: "Précisez votre réponse."}
        trop = f"Cette réponse est trop longue : {_AUTRE_MAX} caractères au plus."
        return {} if len(texte) <= _AUTRE_MAX else {AUTRE: trop}

    def lire(self, brut: Valeur) -> Valeur:
        if isinstance(brut, dict):
            for phrase in self.fautes(brut).values():
                raise ValueError(phrase)
            precise = une_ligne(brut[AUTRE]) if brut["choix"] == AUTRE else ""
            return {"choix": brut["choix"], AUTRE: precise}
        if brut not in self.valeurs:
            raise ValueError(_HORS_LISTE)
        return brut

    def montrer(self, valeur: Valeur) -> str:
        choisie, texte = (valeur["choix"], valeur[AUTRE]) if isinstance(valeur, dict) else (valeur, "")
        libelle = next((un.libelle for un in self.offertes if un.valeur == choisie), str(choisie))
        return f"{libelle}\u00a0: {texte}" if texte else libelle

    def montrer_brut(self, brut: Valeur) -> str:
        return nettoyer(self.montrer(brut))


class Civilite(Question):
    """« madame » or « monsieur »."""

    sources: ClassVar[frozenset[Source]] = frozenset({Source.CIVILITE})
    manque: ClassVar[str] = "Choisissez une réponse."

    type: Literal["civilite"]

    @property
    def offertes(self) -> tuple[Option, ...]:
        return Option(valeur="madame", libelle="Madame"), Option(valeur="monsieur", libelle="Monsieur")

    @property
    def genre(self) -> genres.Type:
        return genres.choix("madame", "monsieur")

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=64)

    def lire(self, brut: Valeur) -> Valeur:
        valeur = nettoyer(str(brut)).casefold()
        if valeur not in ("madame", "monsieur"):
            raise ValueError(_HORS_LISTE)
        return valeur

    def montrer(self, valeur: Valeur) -> str:
        return str(valeur).capitalize()


class ChoixMultiples(_AOptions):
    """The values of the options checked, in the order of the form, each once."""

    combien: ClassVar[int] = 1
    manque: ClassVar[str] = "Choisissez au moins une réponse."

    type: Literal["choix_multiples"]
    nombre_min: int | None = Field(default=None, ge=1, le=_CASES_MAX)
    nombre_max: int | None = Field(default=None, ge=1, le=_CASES_MAX)

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.nombre_min, self.nombre_max)
        if self.nombre_min and self.nombre_min > len(self.options):
            raise ValueError(f"« {self.id} » : on ne peut pas choisir plus d’options qu’il n’y en a")
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.liste(*self.valeurs)

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return tuple(map(str, canonique)) if isinstance(canonique, list) else None

    def brut(self, valeur: object) -> Valeur:
        if valeur is None or valeur == "":
            return []
        if not isinstance(valeur, list) or len(valeur) > _CASES_MAX:
            raise ValueError(FORME_INCONNUE)
        return [texte_brut(element, maximum=64) for element in valeur]

    def vide(self, brut: Valeur) -> bool:
        return not brut

    def lire(self, brut: Valeur) -> Valeur:
        cochees = set(brut) if isinstance(brut, list) else set()
        lues = [option.valeur for option in self.options if option.valeur in cochees]
        if cochees - set(lues):
            raise ValueError(_HORS_LISTE)
        if self.nombre_min and len(lues) < self.nombre_min:
            raise ValueError(f"Choisissez au moins {pluriel(self.nombre_min, 'réponse')}.")
        if self.nombre_max and len(lues) > self.nombre_max:
            raise ValueError(f"Choisissez au plus {pluriel(self.nombre_max, 'réponse')}.")
        return lues

    def montrer(self, valeur: Valeur) -> str:
        return "\n".join(option.libelle for option in self.options if option.valeur in valeur)  # type: ignore[operator]

    def montrer_brut(self, brut: Valeur) -> str:
        return "\n".join(sans_impossible(str(v)) for v in brut) if isinstance(brut, list) else ""
