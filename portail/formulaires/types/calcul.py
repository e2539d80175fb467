"""What the form computes from the answers: shown, never typed."""

from datetime import date
from decimal import Decimal
from typing import Literal

from portail.core.formats import date_longue, euros, nombre
from portail.formulaires.expressions import Valeur as Lue
from portail.formulaires.expressions import genres
from portail.formulaires.types.base import Element, Formule, Texte

_GENRES = {
    "montant": genres.MONTANT,
    "nombre": genres.NOMBRE,
    "pourcentage": genres.NOMBRE,
    "date": genres.DATE,
    "texte": genres.TEXTE,
}


class Calcul(Element):
    """A value computed as one types, of the kind `resultat` says. A percentage is a number, 0.5 for 50 %."""

    type: Literal["calcul"]
    aide: Texte = ""
    formule: Formule
    resultat: Literal["montant", "nombre", "pourcentage", "date", "texte"] = "montant"

    @property
    def genre(self) -> genres.Type:
        """What it is to expressions."""
        return _GENRES[self.resultat]

    def montrer(self, valeur: Lue) -> str:
        """Its value as people read it, empty while it is unknown."""
        match valeur:
            case Decimal() if self.resultat == "montant":
                return euros(valeur)
            case Decimal() if self.resultat == "pourcentage":
                return f"{nombre(round(100 * valeur, 2).normalize())}\u00a0%"
            case Decimal():
                return nombre(valeur)
            case date():
                return date_longue(valeur)
        return valeur if isinstance(valeur, str) else ""

    def garder(self, valeur: Lue) -> str:
        """Its value as text, ready for JSON; empty while unknown."""
        return "" if valeur is None else str(valeur)

    def relire(self, gardee: object) -> Lue:
        """What `garder` kept; unknown when it kept nothing."""
        if not isinstance(gardee, str) or not gardee:
            return None
        if self.resultat == "texte":
            return gardee
        return date.fromisoformat(gardee) if self.resultat == "date" else Decimal(gardee)
