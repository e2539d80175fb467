"""Fields one chooses in: radios, checkboxes, list. Native controls, large targets."""

from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from typing import Any, get_args

import reflex as rx

from portail.ui import field_parts as parts
from portail.ui.text import Text, shown

Options = Sequence[tuple[str, str]] | rx.Var[list[Any]]


def _each(options: Options, draw: Callable[[Any, Any], rx.Component]) -> Any:
    """`draw(value, label)` for every option: pairs, a Var of pairs, or of objects `valeur`, `libelle`."""
    if isinstance(options, rx.Var):
        kind = next(iter(get_args(options._var_type)), None)
        if is_dataclass(kind):
            objects = options.to(list[dict[str, str]])
            return [rx.foreach(objects, lambda one: draw(one["valeur"], one["libelle"]))]
        pairs = options.to(list[tuple[str, str]])
        return [rx.foreach(pairs, lambda pair: draw(pair[0], pair[1]))]
    return [draw(value, label) for value, label in options]


def _choice(kind: str, name: Text, value: Any, label: Any, *, checked: bool, error: Text) -> rx.Component:
    props: dict[str, Any] = {"default_checked": True} if checked else {}
    return rx.el.label(
        rx.el.input(
            type=kind,
            name=name,
            value=value,
            class_name="choice-input",
            custom_attrs=parts.invalid(error),
            **props,
        ),
        rx.el.span(label, class_name="choice-label"),
        class_name="choice",
    )


def radio_group(
    name: Text,
    legend: Text,
    options: Options,
    *,
    default: Text = "",
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    inline: bool = False,
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
) -> rx.Component:
    """One choice among a few; `options` are (value, label)."""
    fixed = not isinstance(options, rx.Var) and isinstance(default, str)

    def draw(value: Any, label: Any) -> rx.Component:
        return _choice("radio", name, value, label, checked=fixed and value == default, error="")

    choices = _each(options, draw)
    box = rx.el.div(*choices, class_name="choices inline" if inline else "choices")
    saved = parts.saving(default, on_save, acked, status, beacon_url)
    return parts.group(name, legend, box, hint=hint, error=error, required=required, saved=saved)


def checkbox_group(
    name: Text,
    legend: Text,
    options: Options,
    *,
    default: list[str] | rx.Var[list[str]] | None = None,
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
) -> rx.Component:
    """Several choices among a few; the value is the list of those ticked."""
    value = [] if default is None else default
    fixed = not isinstance(options, rx.Var) and isinstance(value, list)

    def draw(one: Any, label: Any) -> rx.Component:
        return _choice("checkbox", name, one, label, checked=fixed and one in value, error=error)

    choices = _each(options, draw)
    box = rx.el.div(*choices, class_name="choices", custom_attrs={"data-several": ""})
    saved = parts.saving(value, on_save, acked, status, beacon_url)
    return parts.group(name, legend, box, hint=hint, error=error, required=required, saved=saved)


def checkbox_field(
    name: Text,
    label: Text,
    *,
    default: bool | rx.Var[bool] = False,
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
    **props: Any,
) -> rx.Component:
    """One box to tick; the value is a bool (in a plain form: `on` or absent)."""
    attributes = parts.describing(name, hint, error) | parts.invalid(error)
    if default is True:
        props["default_checked"] = True
    control = rx.el.div(
        rx.el.input(
            type="checkbox", id=name, name=name, class_name="choice-input", custom_attrs=attributes, **props
        ),
        rx.el.label(label, html_for=name, class_name="choice-label"),
        class_name="choice",
    )
    saved = parts.saving(default, on_save, acked, status, beacon_url)
    return rx.el.div(
        parts.error_part(name, error),
        parts.autosave(control, field=name, **saved),
        shown(hint, rx.el.div(parts.hint_part(name, hint), class_name="choice-hint")),
        class_name=parts.field_class(error),
    )


def select_field(
    name: Text,
    label: Text,
    options: Options,
    *,
    default: Text = "",
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    placeholder: str = "Choisissez…",
    autocomplete: str = "",
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
    **props: Any,
) -> rx.Component:
    """One choice in a long list; `placeholder` is the empty choice, none when it is an empty string."""
    attributes = parts.describing(name, hint, error) | parts.invalid(error)
    empty = [rx.el.option(placeholder, value="")] if placeholder else []
    props |= parts.given(
        auto_complete=autocomplete, default_value=default if isinstance(default, str) else ""
    )
    control = rx.el.select(
        *empty,
        *_each(options, lambda value, text: rx.el.option(text, value=value)),
        id=name,
        name=name,
        class_name="input",
        custom_attrs=attributes,
        **props,
    )
    saved = parts.saving(default, on_save, acked, status, beacon_url)
    return parts.single(name, label, control, hint=hint, error=error, required=required, saved=saved)
