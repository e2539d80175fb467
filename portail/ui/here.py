"""Shows what was loaded for this very address; until then, the place of what is coming."""

from typing import Any

import reflex as rx

from portail.ui.feedback import skeleton
from portail.ui.local import library


class Here(rx.Component):
    """Its first child is shown while waiting, the others once `path` is the address of the page."""

    library = library("here.jsx")
    tag = "Here"
    path: rx.Var[str]


def here(path: rx.Var[str], *content: Any) -> rx.Component:
    """`content`, once the state was loaded for the address shown; its loader sets `path` to the router's."""
    return Here.create(skeleton(6), *content, path=path)
