"""Moves the focus to what a change of the page is about."""

import reflex as rx

from portail.ui.local import library


class FocusOn(rx.Component):
    """See focus_on.jsx."""

    library = library("focus_on.jsx")
    tag = "FocusOn"
    to: rx.Var[str]


def focus_on(to: rx.Var[str]) -> rx.Component:
    """Focus the element whose id comes before « # » in `to`, each time `to` changes."""
    return FocusOn.create(to=to)
