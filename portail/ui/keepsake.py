"""What a visitor answered, kept by their browser while the tab lives, and told again to a new state."""

from typing import Any

import reflex as rx

from portail.ui.local import library


class Keepsake(rx.Component):
    """Keeps `value` under `name`; calls `on_restore(value)` when the page opens without one."""

    library = library("keepsake.jsx")
    tag = "Keepsake"
    name: rx.Var[str]
    value: rx.Var[str]
    ready: rx.Var[bool]
    on_restore: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def keepsake(name: str, value: rx.Var[str], *, ready: rx.Var[bool], on_restore: Any) -> rx.Component:
    """Keep `value` in this tab; an empty one is forgotten. `ready` is false while the state is not loaded."""
    return Keepsake.create(name=name, value=value, ready=ready, on_restore=on_restore)
