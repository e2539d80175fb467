"""The field that saves itself: every edit is numbered, sent, and shown as saved only once acknowledged."""

from typing import Any, TypeVar

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text

Value = TypeVar("Value")  # a handler names the type it expects, and checks it all the same


class Autosave(rx.Component):
    """Wraps native controls named `field`; see autosave.jsx for what it promises."""

    library = library("autosave.jsx")
    tag = "Autosave"
    field: rx.Var[str]
    value: rx.Var[Any]
    delay: rx.Var[int]
    awaited: rx.Var[bool]
    acked: rx.Var[int]
    status: rx.Var[str]
    beacon_url: rx.Var[str]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, Value, int, int, str)]  # type: ignore[valid-type]


def autosave(
    *controls: rx.Component,
    field: Text,
    value: Any,
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    status: Text = "",
    beacon_url: Text = "",
    delay: int = 400,
) -> rx.Component:
    """Native controls that show `value` and, with `on_save`, save themselves.

    `on_save(field, value, n, base, page)`: value is a string, a bool (one checkbox) or a list of strings
    (several). `n` grows with every edit, follows the clock (milliseconds) and passes the last number
    acknowledged; `base` is the number of what it was typed over, `page` names the page it was typed in.
    `acked` is the number the server holds: `n` itself once saved, a greater one when a later edit stands in
    its place (`value` is then shown). Without `acked` the edits are sent and not waited for. `beacon_url`
    receives `{"champ", "valeur", "n", "base", "page", "compte"}` by POST when the tab hides, when the field
    is gone, or when the socket is.
    """
    # The key: fields drawn from a list must not inherit what was typed in the one that stood there before.
    props: dict[str, Any] = {"key": field, "field": field, "value": value, "status": status}
    if on_save is not None:
        props |= {"on_save": on_save, "delay": delay}
        if acked is not None:
            props |= {"acked": acked, "awaited": True}
        if not isinstance(beacon_url, str) or beacon_url:
            props["beacon_url"] = beacon_url
    return Autosave.create(*controls, **props)
