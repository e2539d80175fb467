"""Headings, paragraphs and the small marks that go with words."""

from typing import Any

import reflex as rx

from portail.ui.icons import icon, kind_icon

Text = str | rx.Var[str]

__all__ = [
    "Text", "badge", "figure", "h1", "h2", "h3", "hint", "icon", "lead", "p", "prose", "shown",
    "visually_hidden",
]  # fmt: skip


def shown(text: Text, component: rx.Component) -> rx.Component:
    """`component` when `text` is not empty, else nothing; decided now for a str, in the page for a Var."""
    if isinstance(text, str):
        return component if text else rx.fragment()
    return rx.cond(text, component, rx.fragment())


def h1(*text: Any) -> rx.Component:
    """The page's title. It takes the focus when people arrive by a link inside the site."""
    return rx.el.h1(*text, id="h1", tab_index=-1)


def h2(*text: Any, **props: Any) -> rx.Component:
    """A section's title."""
    return rx.el.h2(*text, **props)


def h3(*text: Any, **props: Any) -> rx.Component:
    """A sub-section's title."""
    return rx.el.h3(*text, **props)


def lead(*text: Any) -> rx.Component:
    """The sentence under the title that says what the page is for."""
    return rx.el.p(*text, class_name="lead")


def p(*text: Any, **props: Any) -> rx.Component:
    """A paragraph."""
    return rx.el.p(*text, **props)


def hint(*text: Any, **props: Any) -> rx.Component:
    """A quiet sentence that helps."""
    return rx.el.p(*text, class_name="hint", **props)


def prose(html: Text) -> rx.Component:
    """Long text written by the Région. `html` must come out of `ui.markdown.to_html`, which sanitises it."""
    return rx.html(html, class_name="prose")


def visually_hidden(*text: Any) -> rx.Component:
    """Words for screen readers only."""
    return rx.el.span(*text, class_name="visually-hidden")


def badge(text: Text, kind: Text = "info") -> rx.Component:
    """A status in a word; kind: info, success, warning, danger or neutral."""
    mark: rx.Component = kind_icon(kind)
    if isinstance(kind, str):
        mark = rx.fragment() if kind == "neutral" else mark
    else:
        mark = rx.cond(kind == "neutral", rx.fragment(), mark)
    return rx.el.span(mark, text, class_name="badge", custom_attrs={"data-kind": kind})


def figure(number: Text, label: Text) -> rx.Component:
    """A number people wait for, large, with what it counts."""
    return rx.el.p(
        rx.el.span(number, class_name="figure-number tabular"),
        rx.el.span(label, class_name="figure-label"),
        class_name="figure",
    )
