"""Buttons do something, links lead somewhere; they may look alike, never be mistaken."""

from typing import Any, Literal

import reflex as rx

from portail.ui.icons import icon
from portail.ui.text import Text

Kind = Literal["primary", "secondary", "link", "danger"]


def _flag(value: bool | rx.Var[bool]) -> Any:
    return value if isinstance(value, rx.Var) else bool(value)


def button(
    label: Text,
    on_click: Any = None,
    *,
    kind: Kind = "secondary",
    type: Literal["button", "submit", "reset"] = "button",
    busy: bool | rx.Var[bool] = False,
    disabled: bool | rx.Var[bool] = False,
    icon_name: str = "",
    **props: Any,
) -> rx.Component:
    """A button. While `busy` it says so and does nothing, but keeps the focus."""
    content = [icon(icon_name)] if icon_name else []
    if on_click is not None:
        props["on_click"] = on_click
    attributes = {"data-kind": kind, **props.pop("custom_attrs", {})}
    if isinstance(busy, rx.Var):
        attributes["aria-busy"] = rx.cond(busy, "true", "false")
        attributes["aria-disabled"] = rx.cond(busy, "true", "false")
    elif busy:
        attributes |= {"aria-busy": "true", "aria-disabled": "true"}
    return rx.el.button(
        *content,
        rx.el.span(label),
        type=type,
        disabled=_flag(disabled),
        class_name="button",
        custom_attrs=attributes,
        **props,
    )


def link_button(
    label: Text, href: Text, *, kind: Kind = "secondary", icon_name: str = "", **props: Any
) -> rx.Component:
    """A link inside the site that looks like a button."""
    content = [icon(icon_name)] if icon_name else []
    return rx.el.a(
        *content,
        rx.el.span(label),
        href=href,
        class_name="button",
        custom_attrs={"data-kind": kind, **props.pop("custom_attrs", {})},
        **props,
    )


def text_link(label: Text, href: Text, **props: Any) -> rx.Component:
    """A link inside the site."""
    return rx.el.a(label, href=href, **props)


def raw_link(
    label: Text, href: Text, *, download: bool = False, kind: Kind = "link", **props: Any
) -> rx.Component:
    """A link the browser follows by itself: downloads, HTTP routes, mailto, tel, other sites."""
    attributes: dict[str, Any] = {"download": ""} if download else {}
    content = [icon("download")] if download else []
    if kind != "link":
        props["class_name"] = "button"
        attributes["data-kind"] = kind
        label_part: Any = rx.el.span(label)
    else:
        label_part = label
    return rx.el.elements.a(*content, label_part, href=href, custom_attrs=attributes, **props)


def phone_link(number: Text) -> rx.Component:
    """A telephone number, as written, that a phone dials."""
    return raw_link(number, f"tel:{number.replace(' ', '')}")
