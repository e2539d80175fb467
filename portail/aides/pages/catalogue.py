"""`/aides`: find the aid to ask for."""

import reflex as rx

from portail.aides.components import filtres, recherche, resultats
from portail.aides.states.catalogue import Catalogue
from portail.comptes.components import gabarit
from portail.ui.announce import announce
from portail.ui.layout import Page, wide
from portail.ui.text import h1, lead
from portail.ui.url_sync import url_sync


def page() -> rx.Component:
    """The search form above, the filters beside the results."""
    return gabarit(
        wide(
            h1("Déposer un dossier"),
            lead("Trouvez d’abord l’aide qui convient à votre projet : la liste suit ce que vous tapez."),
            recherche(),
            rx.el.div(filtres(), resultats(), class_name="catalogue"),
            url_sync(Catalogue.adresse, Catalogue.suivre),
            announce(Catalogue.annonce),
        )
    )


CATALOGUE = Page(
    "/aides",
    "Déposer un dossier",
    page,
    on_load=[Catalogue.charger],
    description="Toutes les aides de la Région : cherchez par mots clés, par bénéficiaire, par thématique.",
)
