"""The dialog that opens where one is when the session has ended: the same door as `/connexion`, in place."""

import reflex as rx

from portail.comptes import connexion
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.comptes.states.connexion import Entree
from portail.core.errors import Invalide, TropDeDemandes


class ReconnexionState(Entree, rx.State):
    """What the dialog shows; `essais` grows with every answer, for two refusals may have the same words."""

    refus: str = ""
    essais: int = 0
    autre: bool = False  # the account that signs in is not the one whose page is shown

    @evenement(Acces.PUBLIC)
    async def se_reconnecter(self, compte: str, identifiant: str, mot_de_passe: str) -> None:
        """Compare the password; the ticket then opens the session.

        `compte`: whose page the browser shows. It decides only where the browser goes next: what the page
        keeps is sent for that person alone, whoever signs in.
        """
        self.billet, self.refus, self.autre = "", "", False
        try:
            essai = await self._essayer({"identifiant": identifiant, "mot_de_passe": mot_de_passe})
        except TropDeDemandes as refus:
            self.refus = refus.message
        except Invalide as manques:
            self.refus = " ".join(manques.erreurs.values())
        else:
            self.billet, self.autre = essai.billet, essai.compte != compte
            self.refus = "" if essai.billet else connexion.REFUS
        self.essais += 1
