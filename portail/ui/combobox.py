"""A text input with suggestions (ARIA 1.2 combobox with a listbox): addresses, communes, people."""

from typing import Any

import reflex as rx

from portail.ui.local import library


class Combobox(rx.Component):
    """See combobox.jsx; `options` are `{"valeur", "libelle"}`.

    With `strict` only what is chosen among them counts.
    """

    library = library("combobox.jsx")
    tag = "Combobox"
    field: rx.Var[str]
    value: rx.Var[str]
    options: rx.Var[list[dict[str, str]]]
    described_by: rx.Var[str]
    invalid: rx.Var[bool]
    is_required: rx.Var[bool]
    min_length: rx.Var[int]
    strict: rx.Var[bool]
    search_label: rx.Var[str]
    on_search: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]
    on_select: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


class LateCombobox(Combobox):
    """See combobox_late.jsx."""

    library = library("combobox_late.jsx")
    tag = "LateCombobox"


def late_combobox(**props: Any) -> rx.Component:
    """The same, for a page where few use it: fetched when its box first has the focus."""
    return LateCombobox.create(**props)


def combobox(**props: Any) -> rx.Component:
    """The bare combobox; `fields.combobox_field` gives it its label, hint and error."""
    return Combobox.create(**props)
