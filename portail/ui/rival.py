"""Two texts for one field, typed by two devices that did not know of each other: the person chooses."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text

# Loaded by rival.jsx when it is needed.


class Rival(rx.Component):
    """Shows both texts, what differs marked, and asks which one to keep."""

    library = library("rival.jsx")
    tag = "Rival"
    field: rx.Var[str]
    label: rx.Var[str]
    current: rx.Var[str]
    other: rx.Var[str]
    moment: rx.Var[str]
    held: rx.Var[int]
    on_choose: rx.EventHandler[rx.event.passthrough_event_spec(str, bool, int)]  # type: ignore[valid-type]


def rival(
    field: Text, label: Text, *, current: Text, other: Text, moment: Text, held: Any, on_choose: Any
) -> rx.Component:
    """`current` stands, `other` was typed at `moment`; `on_choose(field, take_the_other, n)`.

    `held` is the number of the edit that the server holds.
    """
    return Rival.create(
        field=field, label=label, current=current, other=other, moment=moment, held=held, on_choose=on_choose
    )
