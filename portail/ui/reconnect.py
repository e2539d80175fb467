"""The session ended while a page is open: sign in again over it, without leaving it."""

from typing import Any

import reflex as rx

from portail.ui.local import library

# Loaded by reconnect.jsx when it is needed, once in a long while.


class Reconnect(rx.Component):
    """Stands on every page, and opens when `ended`; see reconnect_dialog.jsx for what it promises."""

    library = library("reconnect.jsx")
    tag = "Reconnect"
    ended: rx.Var[bool]
    person: rx.Var[str]
    name: rx.Var[str]
    ticket: rx.Var[str]
    elsewhere: rx.Var[bool]
    problem: rx.Var[str]
    tries: rx.Var[int]
    on_try: rx.EventHandler[rx.event.passthrough_event_spec(str, str, str)]  # type: ignore[valid-type]


def reconnect(
    *,
    ended: rx.Var[bool],
    person: rx.Var[str],
    name: rx.Var[str],
    ticket: rx.Var[str],
    elsewhere: rx.Var[bool],
    problem: rx.Var[str],
    tries: rx.Var[int],
    on_try: Any,
) -> rx.Component:
    """`person` and `name`: whose page it is. `on_try(person, name, password)` answers by growing `tries`.

    With a `ticket`, which is exchanged for the cookie, or with a `problem`; `elsewhere`: the ticket is
    somebody else's, who must not find this page.
    """
    return Reconnect.create(
        ended=ended, person=person, name=name, ticket=ticket, elsewhere=elsewhere, problem=problem,
        tries=tries, on_try=on_try,
    )  # fmt: skip
