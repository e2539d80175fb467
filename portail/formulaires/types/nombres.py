"""Whole and decimal numbers, percentages, amounts in euros."""

from abc import abstractmethod
from decimal import Decimal
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from portail.core.formats import euros, nombre
from portail.core.nombres import MAX_ENTIER, lire_decimal, lire_entier, lire_montant
from portail.core.saisie import nettoyer
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import FORME_INCONNUE, Question, Valeur, dans_l_ordre, texte_brut


class Nombre(Question):
    """A question whose answer has a size: a base, of no type by itself."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @model_validator(mode="after")
    def _bornee(self) -> Self:
        dans_l_ordre(self, self.minimum, self.maximum)
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.NOMBRE

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return Decimal(str(canonique))

    def brut(self, valeur: object) -> Valeur:
        """Numbers of JSON are let in too, as their text."""
        if isinstance(valeur, int | float) and not isinstance(valeur, bool):
            if not abs(valeur) <= 10 * MAX_ENTIER:  # NaN compares false to everything
                raise ValueError(FORME_INCONNUE)
            return format(Decimal(str(valeur)), "f")
        return texte_brut(valeur, maximum=500)

    @abstractmethod
    def ecrire(self, valeur: Decimal) -> str:
        """A value as people read it."""

    def montrer(self, valeur: Valeur) -> str:
        return self.ecrire(Decimal(str(valeur)))

    def _dans_les_bornes(self, valeur: Decimal) -> None:
        if self.minimum is not None and valeur < self.minimum:
            raise ValueError(f"La réponse est au moins {self.ecrire(self.minimum)}.")
        if self.maximum is not None and valeur > self.maximum:
            raise ValueError(f"La réponse est au plus {self.ecrire(self.maximum)}.")


class Entier(Nombre):
    """A whole number; canonical as an int."""

    manque: ClassVar[str] = "Saisissez un nombre entier."
    clavier: ClassVar[str] = "numeric"
    largeur: ClassVar[str] = "short"

    type: Literal["entier"]

    def lire(self, brut: Valeur) -> Valeur:
        entier = lire_entier(str(brut))
        self._dans_les_bornes(Decimal(entier))
        return entier

    def ecrire(self, valeur: Decimal) -> str:
        return nombre(valeur)


class NombreDecimal(Nombre):
    """A decimal number; canonical as its text with a point, « 3.5 »."""

    manque: ClassVar[str] = "Saisissez un nombre."
    clavier: ClassVar[str] = "decimal"
    largeur: ClassVar[str] = "short"

    type: Literal["decimal"]

    def lire(self, brut: Valeur) -> Valeur:
        valeur = lire_decimal(str(brut))
        self._dans_les_bornes(valeur)
        return format(valeur, "f")

    def ecrire(self, valeur: Decimal) -> str:
        return nombre(valeur)


class Montant(Nombre):
    """Euros; canonical as « 1234.50 », two digits always. Never negative unless the field says so."""

    manque: ClassVar[str] = "Saisissez un montant en euros."
    clavier: ClassVar[str] = "decimal"
    unite: ClassVar[str] = "€"
    secondes: ClassVar[int] = 45
    largeur: ClassVar[str] = "medium"

    type: Literal["montant"]

    @property
    def genre(self) -> genres.Type:
        return genres.MONTANT

    def lire(self, brut: Valeur) -> Valeur:
        montant = lire_montant(str(brut))
        if self.minimum is None and montant < 0:
            raise ValueError("Le montant ne peut pas être négatif.")
        self._dans_les_bornes(montant)
        return str(montant)

    def ecrire(self, valeur: Decimal) -> str:
        return euros(valeur)


class Pourcentage(Nombre):
    """From 0 to 100 unless its limits say otherwise; canonical as « 12.5 », worth 0.125 to expressions."""

    manque: ClassVar[str] = "Saisissez un pourcentage."
    clavier: ClassVar[str] = "decimal"
    unite: ClassVar[str] = "%"
    largeur: ClassVar[str] = "short"

    type: Literal["pourcentage"]
    minimum: Decimal | None = Decimal(0)
    maximum: Decimal | None = Decimal(100)

    def valeur_lue(self, canonique: Valeur) -> Lue:
        return Decimal(str(canonique)) / 100

    def lire(self, brut: Valeur) -> Valeur:
        valeur = lire_decimal(nettoyer(str(brut)).removesuffix("%"))
        self._dans_les_bornes(valeur)
        return format(valeur, "f")

    def ecrire(self, valeur: Decimal) -> str:
        return f"{nombre(valeur)}\u00a0%"
