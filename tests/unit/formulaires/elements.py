"""An element of a form, read by itself."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from portail.formulaires.types import UnElement
from portail.formulaires.types.base import Element

_LECTEUR: TypeAdapter[Element] = TypeAdapter(UnElement)


def element(ecrit: Mapping[str, object]) -> Element:
    """What a step would hold. Raises `pydantic.ValidationError`."""
    return _LECTEUR.validate_python(ecrit)
