"""The types of field: one class each, found here by the name its `type` says, and what all of them can do.

A module of this package that declares a class adds its type to the language of the forms.
"""

from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import Field

from portail.formulaires.types.base import Element, Question, Valeur

__all__ = [
    "TYPES",
    "SansReponse",
    "UnElement",
    "Valeur",
    "afficher",
    "est_vide",
    "lire",
    "normaliser_brut",
]


def _declares() -> dict[str, type[Element]]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    a_voir: list[type[Element]] = [Element]
    trouves: dict[str, type[Element]] = {}
    while a_voir:
        classe = a_voir.pop(0)
        a_voir += classe.__subclasses__()
        for nom in get_args(classe.model_fields["type"].annotation):
            trouves[nom] = classe
    return trouves


TYPES = _declares()
"""Every type of element, by name."""

if TYPE_CHECKING:
    UnElement = Element
else:
    UnElement = Annotated[reduce(or_, TYPES.values()), Field(discriminator="type")]


for _classe in TYPES.values():  # sections and blocks hold elements of any type
    _classe.model_rebuild(_types_namespace={"UnElement": UnElement})


class SansReponse(ValueError):
    """There is nothing to read."""


def _question(champ: Element) -> Question:
    if not isinstance(champ, Question) or not champ.repond:
        raise ValueError("Ce champ ne reçoit pas de réponse.")
    return champ


def normaliser_brut(champ: Element, valeur: object) -> Valeur:
    """What may be kept of a value as typed, bounded in type and size, NUL removed; it may still be wrong.

    Raises `ValueError` when the value can never be one of this field (a list for a text, 20 001 characters).
    """
    return _question(champ).brut(valeur)


def est_vide(champ: Element, valeur: object) -> bool:
    """Whether this raw value answers nothing (an unchecked box, spaces, an address with its country only)."""
    question = _question(champ)
    try:
        return question.vide(question.brut(valeur))
    except ValueError:
        return False


def lire(champ: Element, valeur: object) -> Valeur:
    """The canonical value, ready for JSON.

    Raises:
        SansReponse: it answers nothing.
        ValueError: it is wrong; both with a French sentence.
    """
    question = _question(champ)
    brut = question.brut(valeur)
    if question.vide(brut):
        raise SansReponse(question.manque)
    return question.lire(brut)


def afficher(champ: Element, valeur: object) -> str:
    """How the récapitulatif shows a raw value: lines parted by a line break, empty when nothing was answered.

    A value that cannot be read is shown as typed, so that the person recognises it.
    """
    return _question(champ).afficher(valeur)
