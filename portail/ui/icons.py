"""Inline SVG icons, drawn on a 24 px square; always beside a word, so hidden from assistive tools."""

from typing import Any

import reflex as rx

# One stroke path each. Inline rather than a font or a library: a page carries only the ones it shows.
PATHS = {
    "info": "M12 11v6M12 7v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "warning": "M12 9.5V14M12 17v.5M12 3.5 2.5 20.5h19z",
    "danger": "M12 7v6M12 16.5v.5M8 3h8l5 5v8l-5 5H8l-5-5V8z",
    "success": "m8 12.5 3 3 5.5-6.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "check": "m5 12.5 5 5L19.5 7",
    "close": "M6 6l12 12M18 6 6 18",
    "search": "m20 20-4.5-4.5M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
    "arrow-left": "M20 12H5M11 6l-6 6 6 6",
    "chevron": "m6 9 6 6 6-6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "edit": "M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5",
    "mail": "M4 6h16v12H4zM4 7l8 6.5L20 7",
    "phone": (
        "M6 4h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z"
    ),
    "pin": "M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "plus": "M12 5v14M5 12h14",
    "send": "M4 12 20 4l-5 16-4-6.5z",
    "refresh": "M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5",
}


def icon(name: str, *, class_name: str = "icon") -> rx.Component:
    """The icon called `name`.

    Raises:
        KeyError: no icon bears this name.
    """
    return _drawn(PATHS[name], class_name)


def _drawn(path: Any, class_name: str) -> rx.Component:
    return rx.el.svg(
        rx.el.path(d=path),
        view_box="0 0 24 24",
        class_name=class_name,
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )


def kind_icon(kind: str | rx.Var[str]) -> rx.Component:
    """The icon that says the same as the colour of `kind` (info, success, warning, danger)."""
    if isinstance(kind, str):
        return icon(kind if kind in {"info", "success", "warning", "danger"} else "info")
    named = [(name, PATHS[name]) for name in ("success", "warning", "danger")]
    return _drawn(rx.match(kind, *named, PATHS["info"]), "icon")
