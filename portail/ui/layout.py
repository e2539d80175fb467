"""The frame of every page and the few boxes pages are made of; and what a page is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import reflex as rx

from portail.ui.icons import kind_icon
from portail.ui.navigation import focus_link
from portail.ui.text import Text, shown


@dataclass(frozen=True)
class Page:
    """A page as the application registers it. `titre` may be a Var for pages about one thing."""

    route: str
    titre: Any
    contenu: Callable[[], rx.Component]
    on_load: list[Any] = field(default_factory=list)
    description: str = ""
    demo_only: bool = False


def shell(
    *contenu: Any, entete: rx.Component, pied: rx.Component, alertes: rx.Component | None = None
) -> rx.Component:
    """Header, main and footer, with the link that skips to the content."""
    return rx.el.div(
        focus_link("Aller au contenu", "contenu", class_name="skip-link"),
        entete,
        rx.el.main(
            rx.el.div(alertes or rx.fragment(), class_name="alerts"),
            rx.el.div(*contenu, class_name="content"),
            id="contenu",
            tab_index=-1,
        ),
        pied,
        class_name="page",
    )


def narrow(*children: Any, **props: Any) -> rx.Component:
    """A column of 720 px at most: forms and texts."""
    return rx.el.div(*children, class_name="narrow stack", **props)


def wide(*children: Any, **props: Any) -> rx.Component:
    """The whole width of the page: lists, catalogue, agents' screens."""
    return rx.el.div(*children, class_name="wide stack", **props)


def stack(*children: Any, gap: str = "4", **props: Any) -> rx.Component:
    """One thing under the other; `gap` is a step of the space scale (1 = 4 px)."""
    return rx.el.div(*children, class_name=f"stack gap-{gap}", **props)


def cluster(*children: Any, **props: Any) -> rx.Component:
    """One thing beside the other, wrapping."""
    return rx.el.div(*children, class_name="cluster", **props)


def card(*children: Any, **props: Any) -> rx.Component:
    """A raised box about one thing."""
    extra = props.pop("class_name", "")
    return rx.el.div(*children, class_name=f"card stack {extra}".strip(), **props)


def panel(
    *children: Any,
    kind: Literal["info", "success", "warning", "danger"] | rx.Var[str] = "info",
    title: Text = "",
    **props: Any,
) -> rx.Component:
    """A message inside the page; its colour, its icon and its words say the same."""
    return rx.el.div(
        kind_icon(kind),
        rx.el.div(
            shown(title, rx.el.p(rx.el.strong(title), class_name="panel-title")),
            *children,
            class_name="stack gap-2",
        ),
        class_name="panel",
        custom_attrs={"data-kind": kind, **props.pop("custom_attrs", {})},
        **props,
    )
