"""Which rows a block has, and in what order, as the database keeps it."""

from dataclasses import dataclass

RETIREES_MAX = 20
"""How many rows taken away are kept, for each block, to be put back."""


@dataclass(frozen=True)
class Rangees:
    """The rows of a block by name, in order, and those taken away, the last one last."""

    gardees: tuple[str, ...] = ()
    retirees: tuple[str, ...] = ()

    @classmethod
    def lire(cls, valeur: object) -> "Rangees":
        """What a row of the database says of them."""
        lu = valeur if isinstance(valeur, dict) else {}
        return cls(tuple(lu.get("gardees", ())), tuple(lu.get("retirees", ())))

    def ecrire(self) -> dict[str, list[str]]:
        """The same, ready for JSON."""
        return {"gardees": [*self.gardees], "retirees": [*self.retirees]}

    def retirer(self, rangee: str) -> tuple["Rangees", tuple[str, ...]]:
        """Without this row, which may be put back; and the rows that no longer may, too old."""
        retirees = (*self.retirees, rangee)
        gardees = tuple(nom for nom in self.gardees if nom != rangee)
        return Rangees(gardees, retirees[-RETIREES_MAX:]), retirees[:-RETIREES_MAX]

    def __contains__(self, rangee: object) -> bool:
        """Whether what is typed in this row is kept: it is one, or may be put back."""
        return rangee in self.gardees or rangee in self.retirees
