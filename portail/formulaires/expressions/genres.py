"""What kinds of values there are, and which names an expression may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Genre(Enum):
    """The kind of a value, with its name in a sentence."""

    TEXTE = "un texte"
    NOMBRE = "un nombre"
    MONTANT = "un montant"
    DATE = "une date"
    BOOLEEN = "oui ou non"
    CHOIX = "un choix"
    LISTE = "une liste de choix"
    FICHIERS = "un nombre de fichiers"
    OPAQUE = "une réponse qu’on ne compare pas"
    BLOC = "un bloc"
    COLONNE = "une colonne d’un bloc"


@dataclass(frozen=True)
class Type:
    """A kind, with the answers a choice offers, and what a column holds."""

    genre: Genre
    options: tuple[str, ...] = ()
    contenu: Genre | None = None


TEXTE, NOMBRE, MONTANT = Type(Genre.TEXTE), Type(Genre.NOMBRE), Type(Genre.MONTANT)
DATE, BOOLEEN, FICHIERS = Type(Genre.DATE), Type(Genre.BOOLEEN), Type(Genre.FICHIERS)
OPAQUE, BLOC = Type(Genre.OPAQUE), Type(Genre.BLOC)


def choix(*options: str) -> Type:
    """One answer of those."""
    return Type(Genre.CHOIX, options)


def liste(*options: str) -> Type:
    """Several answers of those."""
    return Type(Genre.LISTE, options)


def colonne(genre: Genre) -> Type:
    """One value a row of a block: « depenses.montant »."""
    return Type(Genre.COLONNE, contenu=genre)


Portee: TypeAlias = Mapping[str, Type]
"""The names that may be read, dotted ones included, and their types."""
