"""A few things picked on one page, remembered by the browser, and used together on another."""

from typing import Any

import reflex as rx

from portail.ui.local import library

LIBRARY = library("picks.jsx")


class Pick(rx.Component):
    """A button that picks one thing, or lets it go; `full` is said when there are `max` already."""

    library = LIBRARY
    tag = "Pick"
    list: rx.Var[str]
    max: rx.Var[int]
    value: rx.Var[str]
    name: rx.Var[Any]
    label: rx.Var[str]
    full: rx.Var[str]


class Unpick(rx.Component):
    """A button that lets one thing go, and says which to `on_drop`."""

    library = LIBRARY
    tag = "Unpick"
    list: rx.Var[str]
    value: rx.Var[str]
    name: rx.Var[str]
    label: rx.Var[str]
    on_drop: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


class PickBar(rx.Component):
    """How many are picked, and the way to `href?parameter=…&parameter=…`; nothing while none is."""

    library = LIBRARY
    tag = "PickBar"
    list: rx.Var[str]
    href: rx.Var[str]
    parameter: rx.Var[str]
    words: rx.Var[dict[str, str]]
