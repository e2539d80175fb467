"""Fields one types in: text, long text, password, text with suggestions."""

from typing import Any, Literal

import reflex as rx

from portail.ui import field_parts as parts
from portail.ui.combobox import combobox
from portail.ui.password import show_password
from portail.ui.text import Text, shown

# What a phone's keyboard must show. Dates are typed as text: a calendar is slow for a date of birth.
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "search": {"type": "search"},
    "date": {"type": "text", "input_mode": "numeric"},
    "email": {"type": "email", "spell_check": False, "auto_capitalize": "none"},
    "tel": {"type": "tel"},
    "password": {"type": "password", "spell_check": False, "auto_capitalize": "none"},
}


def _attributes(
    name: Text, default: Any, *, hint: Text, error: Text, required: Any, suffix: Text = ""
) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "id": name,
        "name": name,
        "class_name": "input",
        "custom_attrs": parts.describing(name, hint, error, suffix) | parts.invalid(error),
    }
    if required is True:
        attributes["custom_attrs"]["aria-required"] = "true"
    elif isinstance(required, rx.Var):
        attributes["custom_attrs"]["aria-required"] = rx.cond(required, "true", "false")
    if isinstance(default, str) and default:
        attributes["default_value"] = default
    return attributes


def text_field(
    name: Text,
    label: Text,
    *,
    default: Text = "",
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    kind: Literal["text", "email", "tel", "password", "search", "date"] = "text",
    inputmode: str = "",
    autocomplete: Text = "",
    maxlength: int | rx.Var[int] = 0,
    suffix: Text = "",
    width: Literal["", "short", "medium"] = "",
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
    **props: Any,
) -> rx.Component:
    """One line of text. `width` says how long an answer is expected (a postal code is short)."""
    attributes = (
        _attributes(name, default, hint=hint, error=error, required=required, suffix=suffix) | KINDS[kind]
    )
    attributes |= parts.given(input_mode=inputmode, auto_complete=autocomplete, max_length=maxlength)
    attributes["class_name"] = f"input {width}".strip()
    control = rx.el.input(**{**attributes, **props})
    if not isinstance(suffix, str) or suffix:
        control = rx.el.div(
            control,
            rx.el.span(suffix, id=parts.sub_id(name, "suffixe"), class_name="suffix"),
            class_name="affix",
        )
    saved = parts.saving(default, on_save, acked, status, beacon_url)
    return parts.single(name, label, control, hint=hint, error=error, required=required, saved=saved)


def textarea_field(
    name: Text,
    label: Text,
    *,
    default: Text = "",
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    maxlength: int | rx.Var[int] = 0,
    on_save: Any = None,
    acked: int | rx.Var[int] | None = None,
    beacon_url: Text = "",
    **props: Any,
) -> rx.Component:
    """Several lines of text."""
    attributes = _attributes(name, default, hint=hint, error=error, required=required)
    attributes |= parts.given(max_length=maxlength)
    control = rx.el.textarea(rows="5", **{**attributes, **props})
    saved = parts.saving(default, on_save, acked, status, beacon_url)
    return parts.single(name, label, control, hint=hint, error=error, required=required, saved=saved)


def password_field(
    name: Text,
    label: Text,
    *,
    hint: Text = "",
    error: Text = "",
    autocomplete: str = "current-password",
    strength: int | rx.Var[int] | None = None,
    strength_label: Text = "",
    on_save: Any = None,
    **props: Any,
) -> rx.Component:
    """A password that can be shown. `strength` from 0 to 4 draws a meter; its words are always there too."""
    attributes = _attributes(name, "", hint=hint, error=error, required=True) | KINDS["password"]
    control = rx.el.div(
        rx.el.input(auto_complete=autocomplete, **{**attributes, **props}),
        show_password(name),
        class_name="affix",
    )
    saved = parts.saving("", on_save, None, "", "")
    field = parts.single(name, label, control, hint=hint, error=error, required=True, saved=saved)
    if strength is None:
        return field
    meter = rx.el.div(
        rx.el.div(custom_attrs={"data-strength": strength}, class_name="strength-bar"),
        rx.el.p(strength_label, role="status", class_name="strength-words"),
        class_name="strength",
    )
    return rx.el.div(field, meter, class_name="with-strength")


def combobox_field(
    name: Text,
    label: Text,
    *,
    default: Text = "",
    options: Any,
    on_search: Any,
    on_select: Any,
    hint: Text = "",
    error: Text = "",
    status: Text = "",
    required: bool | rx.Var[bool] | None = True,
    min_length: int = 2,
    search_label: str = "",
) -> rx.Component:
    """A text with suggestions, `{"valeur", "libelle"}`; a form submits the text itself as `name`.

    `search_label` names a button that asks again for suggestions and shows them.
    """
    is_invalid = bool(error) if isinstance(error, str) else error != ""
    control = combobox(
        field=name, value=default, options=options, on_search=on_search, on_select=on_select,
        described_by=parts.described(name, hint, error), invalid=is_invalid, is_required=required,
        min_length=min_length, search_label=search_label,
    )  # fmt: skip
    return rx.el.div(
        rx.el.label(*parts.label_words(label, required), html_for=name, class_name="label"),
        parts.hint_part(name, hint),
        parts.error_part(name, error),
        rx.el.div(
            control,
            shown(status, rx.el.p(status, class_name="field-status", custom_attrs={"data-phase": "saved"})),
            class_name="control",
        ),
        class_name=parts.field_class(error),
    )
