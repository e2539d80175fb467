"""Print a page, share it by what the device offers, or by mail: nothing is tracked."""

import reflex as rx

from portail.ui.local import library
from portail.ui.text import Text


class Share(rx.Component):
    """Three small buttons; see share.jsx."""

    library = library("share.jsx")
    tag = "Share"
    title: rx.Var[str]


def share(title: Text) -> rx.Component:
    """« Imprimer », « Partager », « Envoyer par mail » for the page shown, which is called `title`."""
    return Share.create(title=title)
