"""Step 3: where the activation mail went, and how to get it again."""

from typing import Any

import reflex as rx

from portail.comptes.guards import evenement, visiteur
from portail.comptes.rules import Acces, reseau
from portail.demandeurs import inscription
from portail.ui.bridge import read, run

RENVOYE = "Le mail vient d’être renvoyé. Il arrive en général en quelques minutes."


class ConfirmationState(rx.State):
    """What is shown of a sign-up that ended in this browser."""

    envoye_a: str = ""
    message: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> Any:
        """Show where the mail went; without a finished sign-up, back to the beginning."""
        self.reset()  # type: ignore[no-untyped-call]
        self.envoye_a = (await read(inscription.ouvrir, visiteur())).envoye_a
        return None if self.envoye_a else rx.redirect("/inscription")

    @evenement(Acces.PUBLIC)
    async def renvoyer(self) -> None:
        """Send the mail again."""
        self.message = ""
        await run(inscription.renvoyer, visiteur(), reseau(self.router.session.client_ip))
        self.message = RENVOYE
