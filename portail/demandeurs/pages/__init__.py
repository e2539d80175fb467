"""The pages of this room."""

from portail.demandeurs.pages import confirmation, fiche, inscription, mes_infos, suppression
from portail.ui.layout import Page

PAGES: list[Page] = [inscription.PAGE, fiche.PAGE, confirmation.PAGE, mes_infos.PAGE, suppression.PAGE]
