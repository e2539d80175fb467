"""What was typed and not acknowledged yet, kept by the browser for the person who typed it."""

import reflex as rx

from portail.ui.local import library


class Edits(rx.Component):
    """Stands on every page and tells who is here; see edits.jsx."""

    library = library("edits.jsx")
    tag = "Edits"
    lib_dependencies: list[str] = ["idb-keyval@6.3.0"]
    person: rx.Var[str]


def edits(person: rx.Var[str]) -> rx.Component:
    """`person`: an opaque key of the account, empty when nobody is signed in."""
    return Edits.create(person=person)
