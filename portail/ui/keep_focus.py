"""A group that takes the focus when the line that had it is removed."""

from typing import Any

import reflex as rx

from portail.ui.text import Text


class KeepFocus(rx.Component):
    """See keep_focus.jsx."""

    library = rx.asset("keep_focus.jsx", shared=True).importable_path
    tag = "KeepFocus"
    label: rx.Var[str]


def keep_focus(*children: Any, label: Text) -> rx.Component:
    """`children`, as a group named `label`."""
    return KeepFocus.create(*children, label=label)
