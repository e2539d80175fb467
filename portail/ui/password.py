"""A password that one may look at while typing it."""

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class ShowPassword(rx.Component):
    """The button that shows or hides what is typed in the input whose id is `target`."""

    library = library("password.jsx")
    tag = "ShowPassword"
    target: rx.Var[str]


def show_password(target: Text) -> rx.Component:
    """The button « Afficher » beside the password whose id is `target`."""
    return ShowPassword.create(target=target)
