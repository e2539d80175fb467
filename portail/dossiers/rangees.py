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
        return {"gardees": [*self.gardees], "retirees": [*self.retirees[-RETIREES_MAX:]]}
