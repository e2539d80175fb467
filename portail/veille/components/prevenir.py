"""« Prévenez-moi à l’ouverture »: one click with an account, a page with a form without."""

from typing import Any

import reflex as rx

from portail.comptes.guards import Visite
from portail.ui.buttons import button, link_button
from portail.ui.text import hint, visually_hidden
from portail.veille.states.etoiles import EtoilesState as S

MOTS = "Prévenez-moi à l’ouverture"


def prevenir(aide: Any) -> rx.Component:
    """For a sheet on which one may not deposit today."""
    attendue = S.attendues.contains(aide.slug)
    avec_compte = rx.cond(
        attendue,
        rx.fragment(
            hint("Vous recevrez un mail à l’ouverture."),
            button("Ne plus me prévenir", S.prevenir(aide.slug, False), kind="link"),
        ),
        button(MOTS, S.prevenir(aide.slug, True), icon_name="mail"),
    )
    sans_compte = link_button(MOTS, f"/aides/{aide.slug}/prevenir", icon_name="mail")
    return rx.cond(
        aide.depot_possible,
        rx.fragment(),
        rx.el.div(
            rx.cond(Visite.connecte, avec_compte, sans_compte), class_name="stack gap-2", role="status"
        ),
    )


def prevenir_sur_la_carte(carte: Any) -> rx.Component:
    """For the card of an aid that is not open: a quiet button beside the star."""
    attendue = S.attendues.contains(carte.slug)
    bouton = rx.el.button(
        rx.cond(attendue, "Ne plus me prévenir", "Me prévenir"),
        visually_hidden(" de l’ouverture : ", titre(carte)),
        type="button",
        on_click=S.prevenir(carte.slug, ~attendue),
        class_name="garder",
    )
    lien = rx.el.a(
        "Me prévenir",
        visually_hidden(" de l’ouverture : ", titre(carte)),
        href=f"/aides/{carte.slug}/prevenir",
        class_name="garder",
    )
    fermee = (carte.ton == "info") | (carte.ton == "neutral")
    dit = rx.el.span(bouton, role="status")  # its words say what the press did
    return rx.cond(fermee, rx.cond(Visite.connecte, dit, lien), rx.fragment())


def titre(carte: Any) -> Any:
    """The title of a card, whose pieces, if any, are told apart for highlights only."""
    return carte.titre.join("") if isinstance(carte.titre, rx.vars.ArrayVar) else carte.titre
