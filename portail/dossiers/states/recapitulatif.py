"""Everything on one page, then the one button that submits."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import Conflit, Introuvable, Invalide
from portail.dossiers import depot, presence
from portail.dossiers.states.page import ABSENT, SUFFIXE, Retenue, numero_et_etape, vide
from portail.dossiers.views import RecapitulatifVue, SectionVue
from portail.ui.bridge import read, run

VIDE = vide(RecapitulatifVue)


class RecapitulatifState(Retenue, rx.State):
    """The whole request of the address, and what stands in the way of submitting it."""

    chemin: str = ""
    titre: str = f"Récapitulatif{SUFFIXE}"
    introuvable: bool = False
    vue: RecapitulatifVue = VIDE
    manques: list[SectionVue] = []
    """The steps where something is missing, with those lines only."""
    envoi: bool = False
    erreur: str = ""
    refus: str = ""
    _lu: str = ""  # the digest of what is shown: only that can be attested
    _depose: str = ""  # what this very tab has just submitted: a double click is not a second tab

    @evenement(Acces.CONNECTE)
    async def charger(self) -> None:
        """Read everything again."""
        numero, _ = numero_et_etape(self.router.url.path)
        await self._charger(numero)
        self.envoi, self.erreur, self.refus = False, "", ""
        self.chemin = self.router.url.path
        lieu = (self.vue.numero, presence.RECAPITULATIF)
        await presence.arriver(self.router.session.client_token, lieu)

    @evenement(Acces.CONNECTE)
    async def relire(self) -> None:
        """Show what the antivirus said since; nothing when an answer changed, for nobody read that one."""
        numero, _ = numero_et_etape(self.router.url.path)
        vue, lu = await read(depot.lire, acteur(), numero)
        if (vue.numero, lu) == (self.vue.numero, self._lu):
            self._montrer(vue)

    async def _charger(self, numero: str) -> None:
        try:
            vue, self._lu = await read(depot.lire, acteur(), numero)
            self.introuvable = False
        except Introuvable:
            vue, self._lu, self.introuvable = VIDE, "", True
        self._montrer(vue)
        self.titre = ABSENT if self.introuvable else f"Récapitulatif – {self.vue.aide}{SUFFIXE}"

    def _montrer(self, vue: RecapitulatifVue) -> None:
        self.vue = vue
        incompletes = [
            replace(section, lignes=[ligne for ligne in section.lignes if ligne.manque])
            for section in self.vue.sections
        ]
        self.manques = [section for section in incompletes if section.lignes]

    @evenement(Acces.CONNECTE)
    async def deposer(self, formulaire: dict[str, Any]) -> AsyncIterator[Any]:
        """Submit for good. Twice gives one deposit, and the second time says so."""
        numero, _ = numero_et_etape(self.router.url.path)
        if numero and self._depose == numero:
            return
        self.envoi, self.erreur, self.refus = True, "", ""
        yield
        certifie = isinstance(formulaire, dict) and formulaire.get(depot.CERTIFIE) in ("on", "true", True)
        try:
            suite = await self._deposer(numero, certifie)
        except Exception:  # whoever is told of the breakdown must find a button that works
            self.envoi = False
            yield
            raise
        self.envoi = False
        yield suite

    async def _deposer(self, numero: str, certifie: bool) -> Any:
        try:
            recu = await run(depot.deposer, acteur(), numero, certifie, self._lu)
        except Invalide as refus:
            return await self._refuser(numero, refus.erreurs)
        except (Conflit, Introuvable) as refus:
            self.refus = refus.message
            await self._charger(numero)
            return rx.set_focus("refus")
        self._depose = recu.numero
        return rx.redirect(f"/dossiers/{recu.numero}/recu{'?deja=oui' if recu.deja else ''}")

    async def _refuser(self, numero: str, erreurs: dict[str, str]) -> Any:
        """Show what is missing, first of all in the answers."""
        await self._charger(numero)
        self.erreur = erreurs.get(depot.CERTIFIE, "")
        if self.vue.manques:
            self.refus = "Votre demande ne peut pas encore être déposée."
            return rx.set_focus("manques")
        return rx.set_focus(depot.CERTIFIE)
