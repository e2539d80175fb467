"""What stands beside a list on a wide screen, and comes over it as a dialog on a phone."""

from typing import Any

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class Sheet(rx.Component):
    """See sheet.jsx."""

    library = library("sheet.jsx")
    tag = "Sheet"
    sheet_id: rx.Var[str]
    title: rx.Var[str]
    trigger: rx.Var[str]
    count: rx.Var[int]
    done: rx.Var[str]
    target: rx.Var[str]


def sheet(
    *children: Any,
    sheet_id: str,
    title: Text,
    trigger: Text,
    count: int | rx.Var[int],
    done: Text,
    target: str,
) -> rx.Component:
    """`children`, named `title`. On a phone `trigger` opens them, with the number of choices made; `done`
    closes them and leads to the element whose id is `target`.
    """
    return Sheet.create(
        *children, sheet_id=sheet_id, title=title, trigger=trigger, count=count, done=done, target=target
    )
