"""An entry of an official list: a département, a country, an activity…"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from portail.core import referentiels
from portail.core.saisie import nettoyer
from portail.formulaires.types.base import Textuelle, Valeur, texte_brut


class Reference(Textuelle):
    """The code of an entry of `liste`, of those that `dans` holds: « regions:75 » (`core/referentiels`)."""

    manque: ClassVar[str] = "Choisissez dans la liste."

    type: Literal["reference"]
    liste: str
    dans: str = ""

    @model_validator(mode="after")
    def _connue(self) -> Self:
        if self.liste not in referentiels.NOMS:
            raise ValueError(f"« {self.id} » : les listes sont {', '.join(referentiels.NOMS)}")
        if self.dans and not self.offre():
            raise ValueError(f"« {self.id} » : rien de « {self.liste} » n’est dans « {self.dans} »")
        return self

    def offre(self) -> bool:
        """Whether the list holds anything there."""
        try:
            return bool(referentiels.lister(self.liste, self.dans))
        except ValueError:
            return False

    def compare(self, partie: str) -> bool:
        return False  # chosen again faster than compared

    def brut(self, valeur: object) -> Valeur:
        """The code, or what was typed when it names no entry."""
        texte = texte_brut(valeur, maximum=500)
        entree = referentiels.reconnaitre(self.liste, nettoyer(texte), self.dans) if nettoyer(texte) else None
        return entree.code if entree else texte

    def lire(self, brut: Valeur) -> Valeur:
        """A code given up since it was chosen still counts: it is never offered."""
        entree = referentiels.lire(self.liste, nettoyer(str(brut)))
        if entree is None or not (entree.ancienne or referentiels.existe(self.liste, entree.code, self.dans)):
            raise ValueError(self.manque)
        return entree.code

    def montrer(self, valeur: Valeur) -> str:
        entree = referentiels.lire(self.liste, str(valeur))
        return entree.propose if entree else str(valeur)

    def dans_la_boite(self, brut: Valeur) -> Valeur:
        try:
            return self.montrer(self.lire(brut))
        except ValueError:
            return brut

    def comme_saisi(self, valeur: Valeur) -> Valeur:
        return self.montrer(valeur)
