"""A dossier's home."""

from typing import Any

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import Introuvable
from portail.dossiers import apports, brouillon, reprises, service
from portail.dossiers.states.page import ABSENT, SUFFIXE, Retenue, numero_et_etape, vide
from portail.dossiers.views import DossierVue
from portail.ui.bridge import read, run

VIDE = vide(DossierVue)


class DossierState(Retenue, rx.State):
    """The dossier of the address, as it stands."""

    chemin: str = ""
    titre: str = f"Dossier{SUFFIXE}"
    introuvable: bool = False
    vue: DossierVue = VIDE
    reglement: str = ""

    @evenement(Acces.CONNECTE)
    async def charger(self) -> None:
        """Read the dossier again."""
        numero, _ = numero_et_etape(self.router.url.path)
        try:
            self.vue = await read(service.lire_dossier, acteur(), numero)
            self.introuvable = False
        except Introuvable:
            self.vue, self.introuvable = VIDE, True
        self.titre = ABSENT if self.introuvable else f"{self.vue.aide} – dossier {self.vue.numero}{SUFFIXE}"
        self.reglement = f"/api/aides/{self.vue.aide_slug}/reglement.pdf" if self.vue.aide_slug else ""
        self.chemin = self.router.url.path

    @evenement(Acces.CONNECTE)
    async def attendre_accuse(self) -> None:
        """Show the receipt as soon as it is made."""
        numero, _ = numero_et_etape(self.router.url.path)
        vue = await read(service.lire_dossier, acteur(), numero)
        if vue != self.vue:
            self.vue = vue

    @evenement(Acces.CONNECTE)
    async def reprendre(self, de: str) -> Any:
        """Copy the answers of an earlier dossier."""
        return await self._apporter(reprises.reprendre, de)

    @evenement(Acces.CONNECTE)
    async def annuler_la_reprise(self) -> Any:
        """Take them back."""
        return await self._apporter(reprises.annuler)

    @evenement(Acces.CONNECTE)
    async def adopter(self) -> Any:
        """What a link or an earlier dossier brought is verified."""
        return await self._apporter(apports.adopter)

    async def _apporter(self, faire: Any, *args: Any) -> Any:
        numero, _ = numero_et_etape(self.router.url.path)
        await run(faire, acteur(), numero, *args)
        self.vue = await read(service.lire_dossier, acteur(), numero)
        return rx.set_focus("apports")

    @evenement(Acces.CONNECTE)
    async def supprimer(self) -> Any:
        """Delete the draft and lead to the list."""
        numero, _ = numero_et_etape(self.router.url.path)
        await run(brouillon.supprimer, acteur(), numero)
        return rx.redirect("/dossiers?supprime=oui")
