"""« Suivre mes dossiers »."""

from typing import Any

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.formats import pluriel
from portail.dossiers import brouillon, service
from portail.dossiers.rules import lire_numero
from portail.dossiers.states.page import Retenue, parametre, vide
from portail.dossiers.views import MesDossiers
from portail.ui.bridge import read, run

VIDE = vide(MesDossiers)


class ListeState(Retenue, rx.State):
    """One's own dossiers, through the filter of the address."""

    chemin: str = ""
    vue: MesDossiers = VIDE
    nombre: str = ""
    message: str = ""

    @evenement(Acces.CONNECTE)
    async def charger(self) -> None:
        """Read the list again."""
        await self._charger()
        self.message = self._nouvelle()
        self.chemin = self.router.url.path

    async def _charger(self) -> None:
        filtre = parametre(self.router.url, "filtre")
        self.vue = await read(service.mes_dossiers, acteur(), filtre)
        self.nombre = pluriel(len(self.vue.cartes), "dossier")

    def _nouvelle(self) -> str:
        """What the page people come from has done."""
        if parametre(self.router.url, "supprime"):
            return "Le brouillon est supprimé."
        numero = lire_numero(parametre(self.router.url, "enregistre"))
        laisse = next((c for c in self.vue.cartes if c.numero == numero and c.brouillon), None)
        if laisse is None:
            return ""
        rappel = f" {laisse.echeance}" if laisse.echeance else ""
        return f"Tout est enregistré. Votre demande « {laisse.aide} » vous attend ici.{rappel}"

    @evenement(Acces.CONNECTE)
    async def supprimer(self, numero: str) -> Any:
        """Delete a draft; the list closes up."""
        titre = next((c.aide for c in self.vue.cartes if c.numero == numero), "")
        await run(brouillon.supprimer, acteur(), numero)
        await self._charger()
        self.message = f"Le brouillon « {titre} » est supprimé." if titre else "Le brouillon est supprimé."
        return rx.set_focus("message")
