"""The door between a screen and the session cookie, which only an HTTP answer can set."""

from typing import Any

import reflex as rx

from portail.ui.local import library


class SessionDoor(rx.Component):
    """Posts the ticket to `/api/session`, then leads to `suite` by a full load, for the socket too."""

    library = library("session_door.jsx")
    tag = "SessionDoor"
    ticket: rx.Var[str]
    suite: rx.Var[str]
    on_fail: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def session_door(ticket: rx.Var[str], suite: str | rx.Var[str] = "/", on_fail: Any = None) -> rx.Component:
    """Nothing to see; acts once `ticket` is not empty. `suite` is a local path, anything else leads home."""
    events = {"on_fail": on_fail} if on_fail is not None else {}
    return SessionDoor.create(ticket=ticket, suite=suite, **events)
