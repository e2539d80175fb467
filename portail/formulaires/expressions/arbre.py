"""The syntax tree of an expression: frozen, comparable, each node knows where it was written.

The functions at the end make them in their one shape: « (a et b) et c » is « a et b et c ».
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias


class Lieu(NamedTuple):
    """Where something is written: line and column from one, and the index in the text."""

    ligne: int = 1
    colonne: int = 1
    indice: int = 0


Comparateur = Literal["=", "!=", "<", "<=", ">", ">="]
Operateur = Literal["+", "-", "*", "/"]


@dataclass(frozen=True)
class _Noeud:
    lieu: Lieu = field(default=Lieu(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Nombre(_Noeud):
    """A number, never negative: « 1,5 »."""

    valeur: Decimal


@dataclass(frozen=True)
class Montant(_Noeud):
    """Euros, never negative: « 23 000 € »."""

    valeur: Decimal


@dataclass(frozen=True)
class Pourcentage(_Noeud):
    """« 50 % », kept as 50: the number it stands for is a hundredth of it."""

    valeur: Decimal


@dataclass(frozen=True)
class Jour(_Noeud):
    """A date."""

    valeur: date


@dataclass(frozen=True)
class Texte(_Noeud):
    """A text between quotes."""

    valeur: str


@dataclass(frozen=True)
class Booleen(_Noeud):
    """« oui » or « non », « vrai » or « faux »."""

    valeur: bool


@dataclass(frozen=True)
class Reference(_Noeud):
    """A field « montant », a column « depenses.montant », something known otherwise « fiche.nom »."""

    nom: str


@dataclass(frozen=True)
class Oppose(_Noeud):
    """« -x »."""

    terme: "Noeud"


@dataclass(frozen=True)
class Calcul(_Noeud):
    """A chain of one priority, read from the left: « a + b - c », « a * b / c »."""

    premier: "Noeud"
    suite: tuple[tuple[Operateur, "Noeud"], ...]


@dataclass(frozen=True)
class Comparaison(_Noeud):
    """« a < b »."""

    operateur: Comparateur
    gauche: "Noeud"
    droite: "Noeud"


@dataclass(frozen=True)
class Parmi(_Noeud):
    """« a parmi [b, c] »."""

    gauche: "Noeud"
    elements: tuple["Noeud", ...]


@dataclass(frozen=True)
class Contient(_Noeud):
    """« liste contient a », also written « a dans liste »."""

    liste: "Noeud"
    element: "Noeud"


@dataclass(frozen=True)
class Non(_Noeud):
    """« non a »."""

    terme: "Noeud"


@dataclass(frozen=True)
class Et(_Noeud):
    """« a et b et c »."""

    parties: tuple["Noeud", ...]


@dataclass(frozen=True)
class Ou(_Noeud):
    """« a ou b ou c »."""

    parties: tuple["Noeud", ...]


@dataclass(frozen=True)
class Si(_Noeud):
    """« si a alors b sinon c »."""

    condition: "Noeud"
    alors: "Noeud"
    sinon: "Noeud"


@dataclass(frozen=True)
class Appel(_Noeud):
    """A function of its arguments: « min(a, b) »."""

    fonction: str
    arguments: tuple["Noeud", ...]


Noeud: TypeAlias = (
    Nombre | Montant | Pourcentage | Jour | Texte | Booleen | Reference | Oppose | Calcul | Comparaison
    | Parmi | Contient | Non | Et | Ou | Si | Appel
)  # fmt: skip


def conjonction(parties: Iterable[Noeud]) -> Noeud:
    """All of them; one alone is itself."""
    a_plat = [x for partie in parties for x in (partie.parties if isinstance(partie, Et) else (partie,))]
    return a_plat[0] if len(a_plat) == 1 else Et(tuple(a_plat), lieu=a_plat[0].lieu)


def disjonction(parties: Iterable[Noeud]) -> Noeud:
    """One of them at least; one alone is itself."""
    a_plat = [x for partie in parties for x in (partie.parties if isinstance(partie, Ou) else (partie,))]
    return a_plat[0] if len(a_plat) == 1 else Ou(tuple(a_plat), lieu=a_plat[0].lieu)


def calcul(gauche: Noeud, *suite: tuple[Operateur, Noeud]) -> Calcul:
    """Some steps more, all of one priority: a chain of the same goes on."""
    if isinstance(gauche, Calcul) and additif(gauche) == (suite[0][0] in "+-"):
        return Calcul(gauche.premier, gauche.suite + suite, lieu=gauche.lieu)
    return Calcul(gauche, suite, lieu=gauche.lieu)


def additif(chaine: Calcul) -> bool:
    """Whether a chain adds and subtracts, rather than multiplies and divides."""
    return chaine.suite[0][0] in "+-"


def signe(valeur: Decimal, genre: type[Nombre] | type[Montant]) -> Noeud:
    """A number or an amount that may be negative."""
    return Oppose(genre(-valeur)) if valeur < 0 else genre(abs(valeur))


def enfants(noeud: Noeud) -> tuple[Noeud, ...]:
    """The nodes right under one."""
    match noeud:
        case Oppose(terme=terme) | Non(terme=terme):
            return (terme,)
        case Calcul(premier=premier, suite=suite):
            return (premier, *(terme for _, terme in suite))
        case Comparaison(gauche=gauche, droite=droite):
            return (gauche, droite)
        case Parmi(gauche=gauche, elements=elements):
            return (gauche, *elements)
        case Contient(liste=liste, element=element):
            return (liste, element)
        case Et(parties=parties) | Ou(parties=parties) | Appel(arguments=parties):
            return parties
        case Si(condition=condition, alors=alors, sinon=sinon):
            return (condition, alors, sinon)
    return ()


def references(arbre: Noeud) -> frozenset[str]:
    """The names an expression reads."""
    noms, a_voir = set(), [arbre]
    while a_voir:
        noeud = a_voir.pop()
        if isinstance(noeud, Reference):
            noms.add(noeud.nom)
        a_voir += enfants(noeud)
    return frozenset(noms)
