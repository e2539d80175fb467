"""The native dialog: the browser traps the focus, closes on Escape and gives the focus back."""

import reflex as rx

from portail.ui.local import library


class Dialog(rx.Component):
    """Its first child is the text, the others act; an element marked `data-close` also closes it."""

    library = library("dialog.jsx")
    tag = "Dialog"
    dialog_id: rx.Var[str]
    title: rx.Var[str]
    trigger: rx.Var[str]
    trigger_detail: rx.Var[str]
    trigger_kind: rx.Var[str]
