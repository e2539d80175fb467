"""Whole and decimal numbers, amounts in euros, dates."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from portail.core.clock import today
from portail.core.formats import date_longue, euros, nombre
from portail.core.identifiers import lire_date
from portail.core.nombres import MAX_ENTIER, lire_decimal, lire_entier, lire_montant
from portail.formulaires.schema import Champ
from portail.formulaires.types.base import FORME_INCONNUE, TypeDeChamp, Valeur, texte_brut


def _dans_les_bornes(champ: Champ, valeur: Decimal, montre: Callable[[Decimal], str]) -> None:
    if champ.minimum is not None and valeur < champ.minimum:
        raise ValueError(f"La réponse est au moins {montre(champ.minimum)}.")
    if champ.maximum is not None and valeur > champ.maximum:
        raise ValueError(f"La réponse est au plus {montre(champ.maximum)}.")


class _Nombre(TypeDeChamp):
    def brut(self, champ: Champ, valeur: object) -> Valeur:
        """Numbers of JSON are let in too, as their text."""
        if isinstance(valeur, int | float) and not isinstance(valeur, bool):
            if not abs(valeur) <= 10 * MAX_ENTIER:  # NaN compares false to everything
                raise ValueError(FORME_INCONNUE)
            return format(Decimal(str(valeur)), "f")
        return texte_brut(valeur, maximum=500)


class Entier(_Nombre):
    """A whole number; canonical as an int."""

    manque = "Saisissez un nombre entier."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        entier = lire_entier(str(brut))
        _dans_les_bornes(champ, Decimal(entier), nombre)
        return entier

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return nombre(int(str(valeur)))


class DecimalSaisi(_Nombre):
    """A decimal number; canonical as its text with a point, « 3.5 »."""

    manque = "Saisissez un nombre."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        valeur = lire_decimal(str(brut))
        _dans_les_bornes(champ, valeur, nombre)
        return format(valeur, "f")

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return nombre(Decimal(str(valeur)))


class Montant(_Nombre):
    """Euros; canonical as « 1234.50 », two digits always. Never negative unless the field says so."""

    manque = "Saisissez un montant en euros."

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        montant = lire_montant(str(brut))
        if champ.minimum is None and montant < 0:
            raise ValueError("Le montant ne peut pas être négatif.")
        _dans_les_bornes(champ, montant, euros)
        return str(montant)

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return euros(Decimal(str(valeur)))


class DateSaisie(TypeDeChamp):
    """A date; canonical as « 2026-04-03 »."""

    manque = "Saisissez une date."

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=500)

    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        jour = lire_date(str(brut))
        if champ.periode == "passe" and jour > today():
            raise ValueError("Indiquez une date passée.")
        if champ.periode == "futur" and jour < today():
            raise ValueError("Indiquez une date à venir.")
        if champ.au_plus_tot and jour < champ.au_plus_tot:
            raise ValueError(f"Indiquez une date à partir du {date_longue(champ.au_plus_tot)}.")
        if champ.au_plus_tard and jour > champ.au_plus_tard:
            raise ValueError(f"Indiquez une date jusqu’au {date_longue(champ.au_plus_tard)}.")
        return jour.isoformat()

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        return date_longue(date.fromisoformat(str(valeur)))
