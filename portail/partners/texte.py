"""Types for text that comes from a partner: one clean line, bounded."""

from typing import Annotated

from pydantic import AfterValidator, Field

from portail.core.saisie import une_ligne


def _non_vide(texte: str) -> str:
    if not texte:
        raise ValueError("vide")
    return texte


Ligne = Annotated[str, Field(max_length=300), AfterValidator(une_ligne)]
LigneRemplie = Annotated[Ligne, AfterValidator(_non_vide)]
