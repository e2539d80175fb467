"""What this room draws on the screens of the catalogue, and on its own."""

from typing import Any

import reflex as rx

from portail.veille.components.garder import a_joindre, garder
from portail.veille.components.prevenir import prevenir, prevenir_sur_la_carte

__all__ = ["a_joindre", "garder", "sur_la_carte", "sur_la_fiche", "sur_la_recherche"]


def sur_la_carte(carte: Any) -> rx.Component:
    """The star, and « me prévenir » while the aid is closed; above the link that covers the card."""
    return rx.el.div(garder(carte), prevenir_sur_la_carte(carte), class_name="carte-gestes")


def sur_la_fiche(aide: Any) -> rx.Component:
    """The same on a sheet."""
    return rx.fragment(prevenir(aide), rx.el.div(garder(aide)))


def sur_la_recherche(adresse: Any) -> rx.Component:
    """The way to save the search that is shown."""
    return rx.el.a("Enregistrer cette recherche", href=f"/mes-aides/recherche?{adresse}")
