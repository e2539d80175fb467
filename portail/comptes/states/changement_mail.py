"""`/changement-de-mail`: the link that each of the two addresses receives."""

import reflex as rx

from portail.comptes import changement_mail
from portail.comptes.changement_mail import Changement
from portail.comptes.guards import evenement
from portail.comptes.jetons import JetonRefuse
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte
from portail.core.errors import Conflit
from portail.ui.bridge import read, run


class ChangementMailState(FormulaireDeCompte, rx.State):
    """« pret » before the button; then « fait », or « attend » the other address; else why not."""

    etat: str = ""
    nouveau: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it."""
        self.nouveau = ""
        try:
            changement = await read(changement_mail.examiner, self._secret(), self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
            return
        self.etat, self.nouveau = "pret", changement.nouveau

    @evenement(Acces.PUBLIC)
    async def confirmer(self) -> object:
        """Confirm for this address."""
        try:
            changement: Changement = await run(changement_mail.confirmer, self._secret(), self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
        except Conflit:
            self.etat = "pris"
        else:
            self.etat = "fait" if changement.effectif else "attend"
        return rx.set_focus("h1")
