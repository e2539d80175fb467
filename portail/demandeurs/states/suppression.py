"""« Supprimer mon compte »: the password once more, then nothing comes back."""

from typing import Any

import reflex as rx

from portail.comptes import changements
from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import Invalide
from portail.demandeurs import effacement
from portail.demandeurs.states.saisie import textes
from portail.ui.bridge import read, run


class SuppressionState(rx.State):
    """The last page of an account."""

    erreur: str = ""
    supprime: bool = False

    @evenement(Acces.CONNECTE)
    async def ouvrir(self) -> None:
        """Start afresh."""
        self.reset()  # type: ignore[no-untyped-call]

    @evenement(Acces.CONNECTE)
    async def supprimer(self, formulaire: dict[str, Any]) -> Any:
        """Erase the account of whoever knows its password."""
        mot = textes(formulaire).get("mot_de_passe", "")
        try:
            preuve = await read(changements.verifier_mot_de_passe, acteur(), mot)
        except Invalide as refus:
            self.erreur = refus.erreurs["mot_de_passe"]
            return rx.set_focus("mot_de_passe")
        await run(effacement.supprimer_compte, acteur(), preuve)
        # The tab forgets the person, on this page and on those seen before.
        self._get_root_state().reset()  # type: ignore[no-untyped-call]
        self.supprime = True
        return rx.set_focus("h1")
