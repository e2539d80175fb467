"""What every type of field knows how to do."""

from abc import ABC, abstractmethod
from typing import TypeAlias

from portail.core.formats import nombre
from portail.core.saisie import nettoyer, sans_impossible
from portail.formulaires.schema import Champ

Valeur: TypeAlias = "str | int | list[str] | dict[str, str]"
"""A value ready for JSON. Raw values, as kept while typing, have the same shapes."""

TEXTE_MAX = 20_000
FORME_INCONNUE = "Cette réponse n’a pas la forme attendue : saisissez-la de nouveau."


def texte_brut(valeur: object, maximum: int = TEXTE_MAX) -> str:
    """Text that may be kept as typed: None is empty. Raises `ValueError`."""
    if valeur is None:
        return ""
    if not isinstance(valeur, str):
        raise ValueError(FORME_INCONNUE)
    if len(valeur) > maximum:
        raise ValueError(f"Ce texte est trop long : {nombre(maximum)} caractères au plus.")
    return sans_impossible(valeur)


class TypeDeChamp(ABC):
    """One type of field. `brut` comes first: the other methods get what it returned."""

    manque = "Répondez à cette question."

    def brut(self, champ: Champ, valeur: object) -> Valeur:
        """What may be kept of a value as typed, even wrong. Raises `ValueError` if it can never be one."""
        return texte_brut(valeur)

    def vide(self, brut: Valeur) -> bool:
        """Whether nothing was answered."""
        return not nettoyer(str(brut))

    @abstractmethod
    def lire(self, champ: Champ, brut: Valeur) -> Valeur:
        """The canonical value of a raw one that is not empty. Raises `ValueError` with a French sentence."""

    def montrer(self, champ: Champ, valeur: Valeur) -> str:
        """A canonical value as the récapitulatif shows it."""
        return str(valeur)

    def montrer_brut(self, champ: Champ, brut: Valeur) -> str:
        """A raw value that cannot be read, as the person typed it."""
        return nettoyer(str(brut))
