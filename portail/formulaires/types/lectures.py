"""What is read and asks nothing: a heading, an explanation."""

from typing import Annotated, Literal, Self

from pydantic import StrictBool, StringConstraints, model_validator

from portail.formulaires.types.base import TEXTE_MAX, Element


class Titre(Element):
    """A heading."""

    type: Literal["titre"]

    @model_validator(mode="after")
    def _ecrit(self) -> Self:
        if not self.libelle:
            raise ValueError(f"« {self.id} » : le libellé manque")
        return self


class Explication(Element):
    """A few words, in Markdown; `repliee`, they unfold under the label."""

    type: Literal["explication"]
    texte: Annotated[str, StringConstraints(max_length=TEXTE_MAX)] = ""
    repliee: StrictBool = False

    @model_validator(mode="after")
    def _ecrite(self) -> Self:
        if not self.texte.strip():
            raise ValueError(f"« {self.id} » : une explication demande un texte")
        return self
