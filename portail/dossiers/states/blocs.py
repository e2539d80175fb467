"""The rows of blocks: added, copied, moved, taken away and put back."""

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import ErreurMetier
from portail.dossiers import blocs, presence
from portail.dossiers.states.etape import EtapeState
from portail.dossiers.states.page import numero_et_etape
from portail.ui.bridge import run
from portail.ui.push import ask


class BlocsState(rx.State):
    """What is said of the last change, and where the focus goes for it."""

    annonce: str = ""
    focus: str = ""
    _rang: int = 0

    @evenement(Acces.CONNECTE)
    async def changer(self, numero: str, lieu: str, action: str) -> None:
        """`lieu`: the key of a row, « depenses.k3f9 », or of the end of a block, « depenses.fin »."""
        bloc, _, rangee = lieu.partition(".") if isinstance(lieu, str) else ("", "", "")
        etape = await self.get_state(EtapeState)
        try:
            fait = await run(blocs.changer, acteur(), numero, bloc, action, rangee)
        except ErreurMetier as refus:
            self.annonce = refus.message
            return
        ici = numero_et_etape(self.router.url.path)
        if ici[0] == numero:
            await etape._charger(*ici)
        await _relire_ailleurs(self.router.session.client_token, ici)
        self.annonce = fait.phrase
        self._rang += 1
        cible = f"{bloc}.fin.remettre" if action == "retirer" else f"{bloc}.{fait.rangee}"
        self.focus = f"{cible}#{self._rang}"


async def _relire_ailleurs(onglet: str, ici: presence.Lieu) -> None:
    """Have the other tabs at this step show the same rows."""
    for autre in await presence.autres(onglet, ici):
        await ask(autre, EtapeState.charger)
