"""An entry of a list of reference, and what every list answers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entree:
    """A code of a list and what it means.

    `clair` says it in plain words, where the official `libelle` does not. `precision` tells it from what
    bears the same name. `dans` names what holds it, as « liste:code ». An `ancienne` entry was given up: it
    is still read, never offered; `actuel` is the code that took its place, empty when none did.
    """

    code: str
    libelle: str
    clair: str = ""
    precision: str = ""
    dans: tuple[str, ...] = ()
    ancienne: bool = False
    actuel: str = ""

    @property
    def propose(self) -> str:
        """As a list offers it: « Bordeaux (33000) », « Culture du riz (01.12Z) »."""
        return f"{self.libelle} ({self.precision})" if self.precision else self.libelle


class Liste(Protocol):
    """A list of reference; `dans` narrows it to what « liste:code » holds."""

    def entree(self, code: str) -> Entree | None:
        """The entry of this code, given up or not."""

    def toutes(self, dans: str = "") -> Iterable[Entree]:
        """The entries in force, in the official order."""

    def chercher(self, texte: str, limite: int, dans: str = "") -> list[Entree]:
        """The entries that one may mean by `texte`, the likeliest first."""

    def tient(self, entree: Entree, dans: str) -> bool:
        """Whether `dans` holds an entry of this list."""

    def nommees(self, texte: str) -> list[Entree]:
        """The entries in force that are called exactly this: code, label, or as they are offered."""

    def nombre(self) -> int:
        """How many entries are in force."""

    def nombre_d_anciennes(self) -> int:
        """How many codes were given up."""
