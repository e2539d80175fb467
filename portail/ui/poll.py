"""Asks again, less and less often, for what is being made; stops after two minutes or with the page."""

from typing import Any

import reflex as rx

from portail.ui.local import library


class Poll(rx.Component):
    """See poll.jsx."""

    library = library("poll.jsx")
    tag = "Poll"
    active: rx.Var[bool]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[valid-type]


def poll(active: bool | rx.Var[bool], on_tick: Any) -> rx.Component:
    """Nothing to see; calls `on_tick` while `active`."""
    return Poll.create(active=active, on_tick=on_tick)
