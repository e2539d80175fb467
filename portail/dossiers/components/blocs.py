"""A block: its heading, the heading of each row with what one does to it, what closes it."""

from typing import Any

import reflex as rx

from portail.dossiers.components.liens import erreur
from portail.dossiers.states.blocs import BlocsState
from portail.dossiers.states.etape import EtapeState as E
from portail.ui.buttons import button
from portail.ui.field_parts import error_part
from portail.ui.layout import cluster
from portail.ui.text import h2, h3, hint, shown


def bloc(un: Any) -> rx.Component:
    """The title of a block, what it asks, what is wrong with the number of its rows."""
    return rx.fragment(
        h2(un.libelle, id=un.id, tab_index=-1),
        shown(un.aide, hint(un.aide)),
        error_part(un.id, erreur(un.id)),
    )


def rangee(un: Any) -> rx.Component:
    """The title of a row: « Dépense 2 »."""
    return rx.el.div(
        h3(un.libelle, id=un.id, tab_index=-1),
        rx.cond(E.vue.modifiable, _gestes(un), rx.fragment()),
        class_name="rangee-tete",
    )


def _gestes(un: Any) -> rx.Component:
    return cluster(
        rx.foreach(
            un.gestes,
            lambda geste: button(
                geste.libelle,
                BlocsState.changer(E.vue.numero, un.id, geste.valeur),
                kind="link",
                custom_attrs={"aria-label": f"{geste.libelle} : {un.libelle}"},
            ),
        )
    )


def fin(un: Any) -> rx.Component:
    """What adds a row, and puts back the last one taken away."""
    gestes = cluster(
        button(
            f"Ajouter : {un.suffixe}", BlocsState.changer(E.vue.numero, un.id, "ajouter"), icon_name="plus"
        ),
        rx.foreach(
            un.gestes,
            lambda geste: button(
                geste.libelle,
                BlocsState.changer(E.vue.numero, un.id, geste.valeur),
                id=f"{un.id}.{geste.valeur}",
            ),
        ),
    )
    return rx.cond(E.vue.modifiable, gestes, rx.fragment())


def calcul(un: Any) -> rx.Component:
    """A value the form computes, as it stands."""
    avant = E.calculs_d_avant.get(un.id, E.vue.calculs.get(un.id, ""))
    valeur = E.calculs.get(un.id, avant).to(str)
    return rx.el.div(
        rx.el.span(un.libelle, class_name="calcul-libelle"),
        rx.el.output(valeur, class_name="calcul-valeur", id=un.id),
        shown(un.aide, hint(un.aide)),
        class_name="calcul",
    )
