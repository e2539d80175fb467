"""The pages of this room, and what it adds to those of the catalogue."""

from dataclasses import replace

from portail.ui.layout import Page
from portail.veille.pages import desabonnement, mes_aides, prevenir, recherche
from portail.veille.states.etoiles import EtoilesState

PAGES: list[Page] = [mes_aides.PAGE, recherche.PAGE, *prevenir.PAGES, desabonnement.PAGE]


def avec_etoiles(page: Page) -> Page:
    """The same page, that also loads what the person keeps."""
    return replace(page, on_load=[*page.on_load, EtoilesState.charger])
