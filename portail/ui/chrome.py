"""What stands around every page: the lost connection, the broken page, the moves inside the site."""

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_components_core.core.banner import has_connection_errors

from portail.ui.navigation import Navigation


def _connection_notice() -> rx.Component:
    return rx.el.div(
        rx.cond(
            has_connection_errors,
            rx.el.p("La connexion est interrompue. Nous essayons de la rétablir ; restez sur cette page."),
            rx.fragment(),
        ),
        id="reseau",
        role="status",
    )


def _around() -> rx.Component:
    return rx.fragment(Navigation.create(), _connection_notice())


def _overlay(stateful: bool) -> Any:
    return rx.fragment(memo(_around)()) if stateful else None


def install(app: rx.App) -> None:
    """Replace the framework's own notices."""
    app.app_wraps[(5, "Overlay")] = _overlay
