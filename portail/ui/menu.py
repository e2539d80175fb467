"""The navigation that folds behind a button on a phone."""

import reflex as rx

from portail.ui.local import library


class Menu(rx.Component):
    """A button and the navigation it unfolds; folded again by Escape and by a change of page."""

    library = library("menu.jsx")
    tag = "Menu"


def menu(*links: rx.Component) -> rx.Component:
    """The site's navigation."""
    return Menu.create(*links)
