"""The words of the search, and the order of what it finds."""

import reflex as rx

from portail.aides.criteres import TEXTE_MAX
from portail.aides.states.catalogue import Catalogue
from portail.settings import settings
from portail.ui.autosave import autosave
from portail.ui.buttons import button, phone_link
from portail.ui.text import hint


def telephone() -> rx.Component:
    """The phone of the Région, as a link."""
    return phone_link(settings().telephone)


def champ_recherche() -> rx.Component:
    """The box of words of the search, `q`; its page says beside it, as `q-aide`, what to type."""
    return rx.el.input(
        id="q",
        name="q",
        type="search",
        class_name="input",
        max_length=TEXTE_MAX,
        auto_complete="off",
        custom_attrs={"aria-describedby": "q-aide", "enterkeyhint": "search"},
    )


def recherche() -> rx.Component:
    """The words and their button; a plain form too, so that it works before and without scripts."""
    saisie = champ_recherche()
    return rx.el.form(
        rx.el.label("Mots clés", html_for="q", class_name="label"),
        hint(
            "Un projet, un lieu, un métier : « vélo », « festival », « rénover une salle »…",
            id="q-aide",
        ),
        rx.el.div(
            autosave(saisie, field="q", value=Catalogue.texte, on_save=Catalogue.saisir, delay=150),
            button("Rechercher", kind="primary", type="submit", icon_name="search"),
            class_name="recherche-ligne",
        ),
        on_submit=Catalogue.valider,
        action="/aides",
        method="get",
        role="search",
        class_name="recherche",
    )


def tri() -> rx.Component:
    """The order of the results; without words nothing is more relevant than something else."""
    liste = rx.el.select(
        rx.el.option(
            rx.cond(Catalogue.texte != "", "Pertinence", "Clôture la plus proche"),
            value="",
        ),
        rx.cond(
            Catalogue.texte != "", rx.el.option("Clôture la plus proche", value="cloture"), rx.fragment()
        ),
        rx.el.option("Nouveautés", value="nouveaute"),
        id="tri",
        name="tri",
        class_name="input",
    )
    return rx.el.div(
        rx.el.label("Trier par", html_for="tri", class_name="label"),
        autosave(liste, field="tri", value=Catalogue.tri, on_save=Catalogue.saisir),
        class_name="tri",
    )
