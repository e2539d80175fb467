"""What changes while one types is said to screen readers once, when it rests."""

import reflex as rx

from portail.ui.navigation import LIBRARY


class Announce(rx.Component):
    """Says `text` politely after `delay` milliseconds without a change; the first text is not said."""

    library = LIBRARY
    tag = "Announce"
    text: rx.Var[str]
    delay: rx.Var[int]


def announce(text: rx.Var[str]) -> rx.Component:
    """Say `text` politely each time it has changed and rested."""
    return Announce.create(text=text)
