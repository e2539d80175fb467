"""The navigation that folds behind a button on a phone."""

import reflex as rx


class Menu(rx.Component):
    """A button and the navigation it unfolds; folded again by Escape and by a change of page."""

    library = rx.asset("menu.jsx", shared=True).importable_path
    tag = "Menu"


def menu(*links: rx.Component) -> rx.Component:
    """The site's navigation."""
    return Menu.create(*links)
