"""A text that one accepts: which words were accepted is kept with the deposit."""

import hashlib
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from portail.formulaires.types.base import TEXTE_MAX, Valeur
from portail.formulaires.types.choix import OuiNon


class Declaration(OuiNon):
    """« oui » when the box under the text is ticked; `libelle` is what the box says."""

    manque: ClassVar[str] = "Lisez cette déclaration, puis cochez cette case."
    engage: ClassVar[bool] = True

    type: Literal["declaration"]  # type: ignore[assignment]  # a box, not two answers
    texte: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXTE_MAX)]
    version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]

    @property
    def empreinte(self) -> str:
        """The SHA-256 of the text."""
        return hashlib.sha256(self.texte.encode()).hexdigest()

    def vide(self, brut: Valeur) -> bool:
        return brut in ("", "non")

    def montrer(self, valeur: Valeur) -> str:
        return f"Acceptée (version {self.version})"

    def en_entier(self) -> str:
        """Once accepted, all that was read: what the receipt keeps."""
        empreinte = f"Empreinte SHA-256 du texte\u00a0: {self.empreinte}"
        return f"{self.montrer('oui')}\n\n{self.texte}\n\n{empreinte}"
