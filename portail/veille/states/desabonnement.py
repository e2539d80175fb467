"""`/desabonnement`: the link of a mail opens this page; only its button stops something."""

from typing import Any

import reflex as rx

from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte
from portail.ui.bridge import read, run
from portail.veille import preferences
from portail.veille.preferences import LienRefuse


class DesabonnementState(FormulaireDeCompte, rx.State):
    """What the link stops (« tout », « favoris » or « recherche »): « pret », « fait » or « inconnu »."""

    etat: str = ""
    quoi: str = ""
    nom: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it."""
        try:
            arret = await read(preferences.examiner, self._secret(), self._reseau())
        except LienRefuse:
            self.etat, self.quoi, self.nom = "inconnu", "", ""
            return
        self.etat, self.quoi, self.nom = "fait" if arret.deja else "pret", arret.quoi, arret.nom

    @evenement(Acces.PUBLIC)
    async def arreter(self) -> Any:
        """Stop it; no session is needed."""
        try:
            await run(preferences.arreter, self._secret(), self._reseau())
            self.etat = "fait"
        except LienRefuse:
            self.etat = "inconnu"
        return rx.set_focus("h1")
