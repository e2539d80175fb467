"""A form the browser sends by itself, with or without scripts."""

from typing import Any, Literal

import reflex as rx


def native_form(
    *children: Any, action: str, method: Literal["get", "post"] = "get", **props: Any
) -> rx.Component:
    """A form that leads to `action`. Reflex's own is never sent: it keeps the event for a handler."""
    form = rx.el.form(*children, action=action, method=method, **props)
    form.event_triggers.pop("on_submit")
    return form
