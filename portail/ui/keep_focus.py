"""A group that takes the focus when the line that had it is removed."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class KeepFocus(rx.Component):
    """See keep_focus.jsx."""

    library = library("keep_focus.jsx")
    tag = "KeepFocus"
    label: rx.Var[str]


def keep_focus(*children: Any, label: Text) -> rx.Component:
    """`children`, as a group named `label`."""
    return KeepFocus.create(*children, label=label)
