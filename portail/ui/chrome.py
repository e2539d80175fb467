"""What stands around every page: the lost connection, the broken page, the moves inside the site.

The framework's own notices speak English, show stack traces and bring an icon library and a toaster along.
"""

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_components_core.base.error_boundary import ErrorBoundary

from portail.settings import settings
from portail.ui.icons import icon
from portail.ui.local import library
from portail.ui.navigation import Navigation

OVERLAY, BOUNDARY = (5, "Overlay"), (55, "ErrorBoundary")  # the framework's places, by order and name


class ConnectionNotice(rx.Component):
    """Says that the connection is lost, then back, or that the person's network refuses it."""

    library = library("chrome.jsx")
    tag = "ConnectionNotice"
    phone: rx.Var[str]
    mail: rx.Var[str]


def _around() -> rx.Component:
    notice = ConnectionNotice.create(phone=settings().telephone, mail=settings().contact_mail)
    return rx.fragment(Navigation.create(), notice)


def _broken_page() -> rx.Component:
    """What replaces a page whose script failed; the empty address is the page's own, loaded anew."""
    return rx.el.main(
        rx.el.title("Problème – Portail des aides"),  # the page's own went away with it
        rx.el.div(
            icon("danger"),
            rx.el.div(
                rx.el.h1("Cette page a rencontré un problème"),
                rx.el.p(
                    "Le problème vient de nous et nous en sommes avertis. "
                    "Ce qui était enregistré l’est toujours."
                ),
                rx.el.p(
                    rx.el.elements.a(
                        rx.el.span("Recharger la page"),
                        href="",
                        class_name="button",
                        custom_attrs={"data-kind": "primary"},
                    )
                ),
                rx.el.p(
                    f"Si cela recommence, appelez-nous au {settings().telephone} "
                    f"ou écrivez à {settings().contact_mail}."
                ),
                class_name="stack",
            ),
            class_name="panel",
            role="alert",
            custom_attrs={"data-kind": "danger"},
        ),
        class_name="broken-page",
    )


def _overlay(stateful: bool) -> Any:
    return rx.fragment(memo(_around)()) if stateful else None


def _boundary(stateful: bool) -> rx.Component:
    silent = {} if stateful else {"on_error": rx.noop()}
    return ErrorBoundary.create(fallback_render=rx.Var.create(_broken_page()), **silent)


def install(app: rx.App) -> None:
    """Replace the framework's own notices."""
    app.app_wraps[OVERLAY] = _overlay
    app.app_wraps[BOUNDARY] = _boundary
