"""`/changement-de-mail`: the link that each of the two addresses receives."""

import reflex as rx

from portail.comptes import changement_mail
from portail.comptes.changement_mail import Changement
from portail.comptes.guards import evenement
from portail.comptes.jetons import JetonRefuse
from portail.comptes.rules import Acces, reseau
from portail.ui.bridge import read, run


class ChangementMailState(rx.State):
    """« pret » before the button; then « fait », or « attend » the other address; else why not."""

    etat: str = ""
    nouveau: str = ""
    _secret: str = ""

    def _reseau(self) -> str:
        return reseau(self.router.session.client_ip)

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it."""
        self._secret, self.nouveau = self.router.url.fragment, ""
        try:
            changement = await read(changement_mail.examiner, self._secret, self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
            return
        self.etat, self.nouveau = "pret", changement.nouveau

    @evenement(Acces.PUBLIC)
    async def confirmer(self) -> object:
        """Confirm for this address."""
        try:
            changement: Changement = await run(changement_mail.confirmer, self._secret, self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
        else:
            self.etat = "fait" if changement.effectif else "attend"
        return rx.set_focus("h1")
