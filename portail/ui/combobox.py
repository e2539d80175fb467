"""A text input with suggestions (ARIA 1.2 combobox with a listbox): addresses, communes, people."""

from typing import Any

import reflex as rx


class Combobox(rx.Component):
    """See combobox.jsx; `options` are `{"valeur", "libelle"}`."""

    library = rx.asset("combobox.jsx", shared=True).importable_path
    tag = "Combobox"
    field: rx.Var[str]
    value: rx.Var[str]
    options: rx.Var[list[dict[str, str]]]
    described_by: rx.Var[str]
    invalid: rx.Var[bool]
    is_required: rx.Var[bool]
    min_length: rx.Var[int]
    search_label: rx.Var[str]
    on_search: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]
    on_select: rx.EventHandler[rx.event.passthrough_event_spec(str)]  # type: ignore[valid-type]


def combobox(**props: Any) -> rx.Component:
    """The bare combobox; `fields.combobox_field` gives it its label, hint and error."""
    return Combobox.create(**props)
