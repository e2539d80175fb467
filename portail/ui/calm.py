"""Keeps an error quiet while its field is being typed in."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class Calm(rx.Component):
    """See calm.jsx; the style hides what is marked `data-held`."""

    library = library("calm.jsx")
    tag = "Calm"
    error: rx.Var[str]


def calm(field: Any, error: Text) -> rx.Component:
    """`field`, whose `error` is shown once the person has left it, unless it was there already."""
    return Calm.create(field, error=error)
