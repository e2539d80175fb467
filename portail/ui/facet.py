"""Boxes to tick with live counts, in a list that folds and may hold finer boxes under each."""

from typing import Any

import reflex as rx

from portail.ui.autosave import Value
from portail.ui.local import library


class Facet(rx.Component):
    """See facet.jsx."""

    library = library("facet.jsx")
    tag = "Facet"
    field: rx.Var[str]
    options: rx.Var[list[Any]]
    counts: rx.Var[list[int]]
    first: rx.Var[int]
    value: rx.Var[list[str]]
    keep: rx.Var[int]
    sub_field: rx.Var[str]
    subs: rx.Var[dict[str, list[Any]]]
    sub_value: rx.Var[list[str]]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(str, Value, int)]  # type: ignore[valid-type]
    on_unfold: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def facet(
    field: str, options: dict[str, str], *, counts: Any, first: int, value: Any, **props: Any
) -> rx.Component:
    """The boxes of `field`, labels by code; `on_save(field, codes, n)` as for `autosave`.

    Their counts stand in `counts` from place `first` on, in the same order; it is empty until they are known.
    `keep` boxes are shown before « Voir plus ». With `sub_field` each unfolds finer ones: `on_unfold(code)`
    asks for `subs[code]`, their codes, labels and places in `counts`; `sub_value` are those ticked.
    """
    pairs = [list(option) for option in options.items()]
    return Facet.create(field=field, options=pairs, counts=counts, first=first, value=value, **props)
