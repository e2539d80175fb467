"""The anatomy every field shares: label, hint, error above with a bar at its left, status at its right."""

from typing import Any

import reflex as rx

from portail.ui.autosave import autosave
from portail.ui.icons import icon
from portail.ui.text import Text, shown

OPTIONAL = " (facultatif)"


def sub_id(name: Text, part: str) -> rx.Var[str]:
    """The id of a part of the field `name`: `name-part`. A Var even when known: no ref is made for it."""
    if isinstance(name, str):
        return rx.Var.create(f"{name}-{part}")
    return name.to(str) + f"-{part}"


def label_words(label: Text, required: bool | rx.Var[bool] | None) -> list[Any]:
    """The label, with « (facultatif) » if not required; None: the section or the hint says it already."""
    mark = rx.el.span(OPTIONAL, class_name="optional")
    if isinstance(required, rx.Var):
        return [label, rx.cond(required, rx.fragment(), mark)]
    return [label] if required or required is None else [label, mark]


def hint_part(name: Text, hint: Text) -> rx.Component:
    """The soft sentence under the label."""
    return shown(hint, rx.el.p(hint, id=sub_id(name, "aide"), class_name="hint"))


def error_part(name: Text, error: Text) -> rx.Component:
    """What is wrong, in words, above the input."""
    words = rx.el.p(
        icon("danger"),
        rx.el.span("Erreur : ", class_name="visually-hidden"),
        error,
        id=sub_id(name, "erreur"),
        class_name="field-error",
    )
    return shown(error, words)


def described(name: Text, hint: Text, error: Text, suffix: Text = "") -> Any:
    """The value of aria-describedby: the ids of the parts that are there, empty when there is none."""
    parts = ((error, "erreur"), (hint, "aide"), (suffix, "suffixe"))
    if isinstance(name, str) and all(isinstance(text, str) for text, _ in parts):
        return " ".join(f"{name}-{part}" for text, part in parts if text)
    total: Any = rx.Var.create("")
    for text, part in parts:
        one = sub_id(name, part) + " "
        if not isinstance(text, str):
            total = total + rx.cond(text, one, "")
        elif text:
            total = total + one
    return total


def describing(name: Text, hint: Text, error: Text, suffix: Text = "") -> dict[str, Any]:
    """The aria-describedby attribute, where there is something to describe."""
    ids = described(name, hint, error, suffix)
    return {} if isinstance(ids, str) and not ids else {"aria-describedby": ids}


def invalid(error: Text) -> dict[str, Any]:
    """The aria-invalid attribute."""
    if isinstance(error, str):
        return {"aria-invalid": "true"} if error else {}
    return {"aria-invalid": rx.cond(error, "true", "false")}


def field_class(error: Text) -> Any:
    """The class of the field's box: a bar at its left when something is wrong."""
    if isinstance(error, str):
        return "field in-error" if error else "field"
    return rx.cond(error, "field in-error", "field")


def saving(value: Any, on_save: Any, acked: Any, status: Text, beacon_url: Text) -> dict[str, Any]:
    """What the autosave around the controls must know."""
    return {"value": value, "on_save": on_save, "acked": acked, "status": status, "beacon_url": beacon_url}


def given(**attributes: Any) -> dict[str, Any]:
    """The attributes that say something: those left empty are not written."""
    return {name: value for name, value in attributes.items() if isinstance(value, rx.Var) or value}


def single(
    name: Text, label: Text, *controls: rx.Component, hint: Text, error: Text,
    required: bool | rx.Var[bool] | None, saved: dict[str, Any],
) -> rx.Component:  # fmt: skip
    """A field with one control: a label that points to it."""
    return rx.el.div(
        rx.el.label(*label_words(label, required), html_for=name, class_name="label"),
        hint_part(name, hint),
        error_part(name, error),
        autosave(*controls, field=name, **saved),
        class_name=field_class(error),
    )


def group(
    name: Text, legend: Text, *controls: rx.Component, hint: Text, error: Text,
    required: bool | rx.Var[bool] | None, saved: dict[str, Any],
) -> rx.Component:  # fmt: skip
    """A field with several controls: a fieldset and its legend."""
    return rx.el.fieldset(
        rx.el.legend(*label_words(legend, required), class_name="label"),
        hint_part(name, hint),
        error_part(name, error),
        autosave(*controls, field=name, **saved),
        id=name,
        class_name=field_class(error),
        custom_attrs=describing(name, hint, error),
    )
