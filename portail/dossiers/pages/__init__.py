"""The pages of this room."""

from portail.dossiers.pages import demande, dossier, etape, liste, recapitulatif, recu
from portail.ui.layout import Page

PAGES: list[Page] = [liste.PAGE, demande.PAGE, dossier.PAGE, recapitulatif.PAGE, recu.PAGE, etape.PAGE]
