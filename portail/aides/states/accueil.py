"""What the home page holds."""

import reflex as rx

from portail.aides import service
from portail.aides.views import Carte
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.core import clock


class Accueil(rx.State):
    """The home page's list of what closes soon."""

    bientot: list[Carte] = []

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Read what closes soon."""
        self.bientot = list(service.aides_bientot_closes(clock.today()))
