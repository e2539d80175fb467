"""« Mes aides »: what one keeps, saved searches, openings waited for, alerts by mail."""

from typing import Any

import reflex as rx

from portail.comptes.guards import acteur, acteur_ou_rien, evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import texte
from portail.core import clock
from portail.core.errors import Introuvable, Invalide
from portail.ui.bridge import read, run
from portail.veille import preferences, recherches, service
from portail.veille.recherches import Effacee
from portail.veille.states.etoiles import EtoilesState, lire_slugs
from portail.veille.views import FavoriVu, MesAides

FREQUENCE, ALERTES = "frequence-", "alertes"


class MesAidesState(rx.State):
    """The page, for somebody signed in; without an account, what the browser says it keeps."""

    charge: bool = False
    vue: MesAides = MesAides()
    locales: list[FavoriVu] = []
    message: str = ""
    reprise: bool = False
    """Whether the last deletion can be taken back."""
    erreurs: dict[str, str] = {}
    """By reference of a search: why its new name was refused."""
    regle: str = ""
    """What was just set: said beside it."""
    _effacee: Effacee | None = None

    @evenement(Acces.PUBLIC)
    async def charger(self) -> None:
        """Read all of it again."""
        self._dire("")
        self.erreurs, self.regle = {}, ""
        await self._relire()

    @evenement(Acces.PUBLIC)
    async def lire(self, slugs: Any) -> None:
        """Show the aids this browser keeps."""
        self.locales = list(await read(service.montrer, lire_slugs(slugs), clock.today()))

    @evenement(Acces.CONNECTE)
    async def relire(self) -> None:
        """What the browser kept has just been taken into the account."""
        await self._relire()

    @evenement(Acces.CONNECTE)
    async def regler(self, champ: Any, valeur: Any, n: Any) -> None:
        """Tick an alert, or say how often a search may write."""
        if not isinstance(champ, str):
            return
        self.regle = ""
        if champ in preferences.REGLAGES and isinstance(valeur, bool):
            await run(preferences.regler, acteur(), champ, valeur)
            self.regle = ALERTES
        elif champ.startswith(FREQUENCE) and isinstance(valeur, str):
            await run(recherches.regler, acteur(), champ.removeprefix(FREQUENCE), valeur)
            self.regle = champ
        await self._relire()

    @evenement(Acces.CONNECTE)
    async def renommer(self, formulaire: Any) -> Any:
        """Give a search another name."""
        reference, nom = texte(formulaire, "reference"), texte(formulaire, "nom")
        try:
            await run(recherches.renommer, acteur(), reference, nom)
        except Invalide as refus:
            self.erreurs = {reference: refus.erreurs["nom"]}
            return None  # said at once, above the field one has just left
        self.erreurs = {}
        await self._relire()
        return self._dire("Le nom de la recherche est changé.")

    @evenement(Acces.CONNECTE)
    async def supprimer(self, reference: Any) -> Any:
        """Delete a search; the message offers to take it back."""
        self._effacee = await run(recherches.supprimer, acteur(), texte({"r": reference}, "r"))
        await self._relire()
        phrase = self._dire(f"La recherche « {self._effacee.nom} » est supprimée.")
        self.reprise = True
        return phrase

    @evenement(Acces.CONNECTE)
    async def reprendre(self) -> Any:
        """Take the last deletion back."""
        if self._effacee is None:
            raise Introuvable("Cette recherche ne peut plus être reprise.")
        nom = self._effacee.nom
        await run(recherches.reprendre, acteur(), self._effacee)
        await self._relire()
        return self._dire(f"La recherche « {nom} » est de nouveau là.")

    @evenement(Acces.CONNECTE)
    async def renoncer(self, slug: Any) -> Any:
        """Wait no more for an opening."""
        await (await self.get_state(EtoilesState))._attendre(slug, False)
        await self._relire()
        return self._dire("Vous ne serez pas prévenu de cette ouverture.")

    @evenement(Acces.CONNECTE)
    async def tout_arreter(self) -> Any:
        """No alert of any kind any more."""
        await run(preferences.tout_arreter, acteur().id)
        await self._relire()
        return self._dire("Vous ne recevrez plus aucune alerte. Vos aides et vos recherches restent là.")

    async def _relire(self) -> None:
        qui = acteur_ou_rien()
        self.vue = await read(service.mes_aides, qui) if qui else MesAides()
        self.charge = True

    def _dire(self, phrase: str) -> Any:
        self.message, self.reprise = phrase, False
        return rx.set_focus("message")
