"""The files of a step: what was just joined or taken back, read again from the database."""

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import ErreurMetier
from portail.dossiers import etapes, pieces
from portail.dossiers.states.etape import EtapeState
from portail.dossiers.states.page import numero_et_etape
from portail.ui.bridge import read, run


class PiecesState(rx.State):
    """What is said of the last file."""

    annonce: str = ""

    @evenement(Acces.CONNECTE)
    async def ajoutee(self, champ: str) -> None:
        """A file came by HTTP: show the files of its field."""
        await self._relire(champ)
        self.annonce = ""  # the door for files announced it itself

    @evenement(Acces.CONNECTE)
    async def retirer(self, champ: str, piece: str) -> None:
        """Take a file back. Its line goes even if another tab was faster."""
        numero, _ = numero_et_etape(self.router.url.path)
        try:
            await run(pieces.retirer, acteur(), numero, piece)
            self.annonce = "Le fichier est retiré."
        except ErreurMetier as refus:
            self.annonce = refus.message
        await self._relire(champ)

    async def _relire(self, champ: str) -> None:
        vue = await read(etapes.lire_etape, acteur(), *numero_et_etape(self.router.url.path))
        etape = await self.get_state(EtapeState)
        relu = next((vu for vu in vue.champs if vu.id == champ), None)
        if relu is None or etape.vue.id != vue.id:
            return
        etape.pieces[relu.id] = relu.pieces
        etape.erreurs = {k: v for k, v in etape.erreurs.items() if k != relu.id} | (
            {relu.id: relu.erreur} if relu.erreur else {}
        )
        etape.etat = vue.etat
