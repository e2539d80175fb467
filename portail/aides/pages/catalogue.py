"""`/aides`: find the aid to ask for."""

import reflex as rx

from portail.aides.components.comparer import barre
from portail.aides.components.filtres import filtres
from portail.aides.components.recherche import recherche, tri
from portail.aides.components.resultats import resultats
from portail.aides.states.catalogue import Catalogue
from portail.comptes.components import gabarit
from portail.ui.announce import announce
from portail.ui.buttons import text_link
from portail.ui.layout import Page, wide
from portail.ui.navigation import focus_link
from portail.ui.text import h1
from portail.ui.url_sync import url_sync


def page() -> rx.Component:
    """The search form above, the filters beside the results."""
    return gabarit(
        wide(
            rx.el.div(
                h1("Déposer un dossier"),
                text_link("Quelles aides pour moi ?", "/aides/pour-moi"),
                class_name="resultats-tete",
            ),
            recherche(),
            rx.el.div(
                focus_link("Aller aux résultats", "resultats", class_name="filtres-passer"),
                filtres(),
                tri(),
                resultats(),
                class_name="catalogue",
            ),
            url_sync(Catalogue.adresse, Catalogue.suivre),
            announce(Catalogue.annonce),
            barre(),
        )
    )


CATALOGUE = Page(
    "/aides",
    Catalogue.titre_page,
    page,
    on_load=[Catalogue.charger],
    description="Toutes les aides de la Région : cherchez par mots clés, par bénéficiaire, par thématique.",
)
