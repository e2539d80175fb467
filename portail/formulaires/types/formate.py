"""Text of a form that its author describes by a pattern."""

from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic_core import SchemaError

from portail.core.saisie import une_ligne
from portail.formulaires.types.base import Texte, Textuelle, Valeur, texte_brut

_LONGUEUR_MAX = 500


class Formate(Textuelle):
    """One line that its `motif` describes from end to end; `message_motif` says it to who typed another.

    The pattern is of Rust's `regex`, which pydantic holds: it reads in a time that grows as the text does,
    whatever the pattern, and refuses what could not (look-around, references to what was matched).
    """

    manque: ClassVar[str] = "Répondez à cette question."

    type: Literal["formate"]
    motif: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    message_motif: Texte = Field(min_length=1)
    exemple: Texte = ""

    @model_validator(mode="after")
    def _lisible(self) -> Self:
        try:
            _compiler(self.motif)  # alone: it must not lean on what stands around it
            convient = not self.exemple or self._convient(self.exemple)
        except SchemaError as refus:
            detail = str(refus).strip().splitlines()[-1].removeprefix("error: ")
            raise ValueError(f"« {self.id} » : le motif ne peut pas être lu ({detail})") from None
        if not convient:
            raise ValueError(f"« {self.id} » : l’exemple ne suit pas le motif")
        return self

    @cached_property
    def _lecteur(self) -> TypeAdapter[str]:
        return _compiler(rf"\A(?:{self.motif})\z")

    @property
    def precision(self) -> str:
        return f"Par exemple {self.exemple}." if self.exemple else ""

    def brut(self, valeur: object) -> Valeur:
        return texte_brut(valeur, maximum=_LONGUEUR_MAX)

    def lire(self, brut: Valeur) -> Valeur:
        texte = une_ligne(str(brut))
        if not self._convient(texte):
            raise ValueError(self.message_motif)
        return texte

    def _convient(self, texte: str) -> bool:
        try:
            self._lecteur.validate_python(texte)
        except ValidationError:
            return False
        return True


def _compiler(motif: str) -> TypeAdapter[str]:
    return TypeAdapter(Annotated[str, StringConstraints(pattern=motif)])
