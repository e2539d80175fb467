"""What expressions compute with: values, their unknown, decimal arithmetic that never raises."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol, TypeAlias

Valeur: TypeAlias = "Decimal | date | bool | str | tuple[str, ...] | None"
"""A value; None is the unknown one: not answered, hidden, or wrong."""

CALCUL = Context(prec=28, rounding=ROUND_HALF_UP, traps=[])
"""Without traps: what has no value (a division by zero, a number too large) comes out as NaN or infinite."""

_RESULTAT = Context(prec=20, rounding=ROUND_HALF_UP, traps=[])
"""Results keep fewer figures than calculations: « 1 / 3 * 3 » is 1."""
_CENTIME = Decimal("0.01")


def fini(nombre: Decimal) -> Decimal | None:
    """The result of a calculation, the unknown when it has none."""
    return _RESULTAT.plus(nombre) if nombre.is_finite() else None


def centimes(nombre: Decimal) -> Decimal | None:
    """An amount of euros, always with two digits; unknown when it is too large for them."""
    montant = CALCUL.quantize(nombre, _CENTIME)
    return montant if montant.is_finite() else None


class Lecture(Protocol):
    """Where an expression reads: the answers of one form, and what surrounds them."""

    @property
    def aujourdhui(self) -> date | None:
        """Today, unless one reasons for any day."""

    @property
    def debut_depot(self) -> date | None:
        """The first day of the window in which one deposits, if it has one."""

    def valeur(self, nom: str) -> Valeur:
        """The value of a name, None while unknown."""

    def rempli(self, nom: str) -> bool | None:
        """Whether something was answered, right or wrong; None when it is hidden."""

    def colonne(self, nom: str) -> tuple[Valeur, ...] | None:
        """What is filled in a column of a block, None for a cell that is wrong; None when it is hidden."""

    def rangees(self, bloc: str) -> int | None:
        """How many rows a block has; None when it is hidden."""
