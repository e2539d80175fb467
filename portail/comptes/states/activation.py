"""`/activation`: the mailed link opens this page; only its button activates the account."""

from typing import Any

import reflex as rx

from portail.comptes import activation
from portail.comptes.activation import SUITE
from portail.comptes.guards import evenement
from portail.comptes.jetons import JetonRefuse
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import Invalide
from portail.ui.bridge import read, run

RENVOYE = "Un nouveau lien vient de partir. Il arrive en général en quelques minutes."


class ActivationState(FormulaireDeCompte, rx.State):
    """What the link is worth: « pret », « mot_de_passe », « utilise », « expire » or « inconnu »."""

    etat: str = ""
    suite: str = SUITE
    message: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it: a mail scanner that opens it activates nothing."""
        self._accepter()
        self.billet, self.message = "", ""
        self.etat = await read(activation.examiner, self._secret(), self._visiteur(), self._reseau())

    @evenement(Acces.PUBLIC)
    async def activer(self, formulaire: dict[str, Any]) -> Any:
        """Activate the account and sign in."""
        mot = texte(formulaire, "mot_de_passe")
        lien = (self._secret(), self._visiteur(), self._reseau())
        try:
            ouverture = await run(activation.activer, *lien, mot)
        except JetonRefuse:
            # Another tab was faster, or the link expired while the page was open.
            self.etat = await read(activation.examiner, *lien)
            return rx.set_focus("h1")
        except Invalide as refus:
            return self._refuser(refus.erreurs)
        self._accepter()
        self.billet, self.suite = ouverture.billet, ouverture.suite
        return None

    @evenement(Acces.PUBLIC)
    async def renvoyer(self) -> None:
        """Mail a new link to the account of an expired one."""
        await run(activation.renvoyer_par_lien, self._secret(), self._reseau())
        self.message = RENVOYE

    @evenement(Acces.PUBLIC)
    async def echec(self, message: str) -> None:
        """The account is active but its ticket was not exchanged: one signs in by hand."""
        self.billet = ""
        self.etat = await read(activation.examiner, self._secret(), self._visiteur(), self._reseau())
