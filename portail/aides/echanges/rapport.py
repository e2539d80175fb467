"""What came of an import, and how it is told, in French."""

from dataclasses import dataclass, field

from portail.core.formats import pluriel

MESSAGES_DITS = 200
"""Messages that are printed: past them their number is enough."""


@dataclass(frozen=True)
class Message:
    """One sentence about one cell: « ligne 12, colonne « cibles » : … »."""

    place: str
    colonne: str
    texte: str

    def __str__(self) -> str:
        colonne = f", colonne «\u00a0{self.colonne}\u00a0»" if self.colonne else ""
        return f"{self.place}{colonne}\u00a0: {self.texte}"


@dataclass
class Rapport:
    """How many aids were made, changed, left as they were, withdrawn; how many rows were refused, and why."""

    creees: int = 0
    modifiees: int = 0
    inchangees: int = 0
    retirees: int = 0
    refusees: int = 0
    erreurs: list[Message] = field(default_factory=list)
    remarques: list[Message] = field(default_factory=list)
    retenu: bool = False
    """Whether the file is taken: no row is refused, or the others are asked for."""

    @property
    def bilan(self) -> str:
        """« 337 créées, 0 modifiée, 0 inchangée, 0 retirée, 0 refusée »."""
        nombres = (
            *((self.creees, "créée"), (self.modifiees, "modifiée"), (self.inchangees, "inchangée")),
            *((self.retirees, "retirée"), (self.refusees, "refusée")),
        )
        return ", ".join(pluriel(nombre, mot).replace("\u00a0", " ") for nombre, mot in nombres)


def en_lignes(messages: list[Message]) -> list[str]:
    """The messages, one a line, and how many more there are."""
    lignes = [str(message) for message in messages[:MESSAGES_DITS]]
    reste = len(messages) - len(lignes)
    return [*lignes, f"… et {pluriel(reste, 'autre message', 'autres messages')}."] if reste else lignes
