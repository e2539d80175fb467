"""The files of a step: what was just joined or taken back, read again from the database."""

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import ErreurMetier
from portail.dossiers import etapes, pieces, presence
from portail.dossiers.states.etape import EtapeState
from portail.dossiers.states.page import numero_et_etape
from portail.dossiers.states.recapitulatif import RecapitulatifState
from portail.dossiers.workflow import Analyse
from portail.ui.bridge import read, run
from portail.ui.push import ask


class PiecesState(rx.State):
    """What is said of the last file."""

    annonce: str = ""

    @evenement(Acces.CONNECTE)
    async def ajoutee(self, champ: str) -> None:
        """A file came by HTTP: show the files of its field."""
        await self._relire(champ)
        self.annonce = ""  # the door for files announced it itself

    @evenement(Acces.CONNECTE)
    async def relire(self) -> None:
        """The antivirus answered, or a thumbnail is drawn: show the files, and say what is refused."""
        etape = await self.get_state(EtapeState)
        avant = _a_dire(etape)
        await self._relire()
        nouvelles = [phrase for cle, phrase in _a_dire(etape).items() if cle not in avant]
        if nouvelles:
            self.annonce = " ".join(nouvelles)

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

    async def _relire(self, champ: str | None = None) -> None:
        """Show the files of a field, of all of them when it is None."""
        vue = await read(etapes.lire_etape, acteur(), *numero_et_etape(self.router.url.path))
        etape = await self.get_state(EtapeState)
        if etape.vue.id != vue.id:
            return
        for relu in vue.champs:
            if not relu.url_depot or champ not in (relu.id, None):
                continue
            etape.pieces[relu.id] = relu.pieces
            etape.erreurs = {k: v for k, v in etape.erreurs.items() if k != relu.id} | (
                {relu.id: relu.erreur} if relu.erreur else {}
            )
            etape.etat = vue.etat
        etape._suivre(vue.visibles, vue.facultatifs, vue.contredits)


def _a_dire(etape: EtapeState) -> dict[str, str]:
    """What is to be said of the files that a step shows: those refused, those hard to read."""
    montrees = (etape.pieces.get(champ.id, champ.pieces) for champ in etape.vue.champs)
    dites = {}
    for une in (une for liste in montrees for une in liste):
        phrase = une.phrase if une.analyse == Analyse.REFUSEE else une.alerte
        if phrase:
            dites[f"{une.id} {phrase}"] = f"«\u00a0{une.nom}\u00a0». {phrase}"
    return dites


async def relire_les_onglets(lieu: presence.Lieu) -> None:
    """Have the open pages that show the files of a step show them as they are."""
    for onglet in await presence.autres("", lieu):
        await ask(onglet, PiecesState.relire)
    for onglet in await presence.autres("", (lieu[0], presence.RECAPITULATIF)):
        await ask(onglet, RecapitulatifState.relire)
