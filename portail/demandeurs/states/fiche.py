"""Step 2 of the sign-up: the fiche d’informations personnelles."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from portail.comptes.guards import evenement, visiteur
from portail.comptes.inscription import TROP
from portail.comptes.rules import Acces, reseau
from portail.core.errors import TropDeDemandes
from portail.demandeurs import inscription
from portail.demandeurs.rules import ADRESSE, ETAPE_1
from portail.demandeurs.states.inscription import InscriptionState
from portail.demandeurs.states.saisie import Saisie, textes
from portail.demandeurs.views import Recu
from portail.ui.bridge import read, run


class FicheState(Saisie, rx.State):
    """How to reach, and to pay, who applies. Rebuilds itself from what is kept."""

    async def _garder(self, saisies: Mapping[str, str]) -> Recu:
        return await run(inscription.enregistrer, visiteur(), saisies, reseau(self.router.session.client_ip))

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> Any:
        """Show step 2 as it was left; step 1 comes first."""
        vue = await read(inscription.ouvrir, visiteur())
        self._montrer(vue.saisie)
        if not vue.etape_1_faite:
            return rx.redirect("/inscription")
        if self.a_la_main:
            await self._proposer_communes(self.valeurs["commune"])
        return None

    @evenement(Acces.PUBLIC)
    async def enregistrer(self, champ: str, valeur: str, n: int) -> None:
        """Keep one edit."""
        await self._saisir(champ, valeur, n)

    @evenement(Acces.PUBLIC, background=True)
    async def chercher_adresse(self, texte: str) -> None:
        """Look for addresses."""
        await self._chercher(visiteur(), texte)

    @evenement(Acces.PUBLIC)
    async def choisir_adresse(self, valeur: str) -> None:
        """Take one of the addresses found."""
        await self._choisir(valeur)

    @evenement(Acces.PUBLIC)
    async def saisir_a_la_main(self) -> None:
        """Open or close the lines of the address."""
        await self._basculer_a_la_main()

    @evenement(Acces.PUBLIC)
    async def chercher_commune(self, texte: str) -> None:
        """Keep a commune being typed, and offer those of the list."""
        await self._chercher_commune(texte)

    @evenement(Acces.PUBLIC)
    async def choisir_commune(self, valeur: str) -> None:
        """Take one of the communes offered."""
        await self._choisir_commune(valeur)

    @evenement(Acces.PUBLIC)
    async def modifier_iban(self) -> Any:
        """Type another IBAN."""
        self.iban_a_saisir = True
        return rx.set_focus("iban")

    @evenement(Acces.PUBLIC)
    async def effacer_rib(self) -> None:
        """Forget the bank details."""
        await self._effacer_rib()

    @evenement(Acces.PUBLIC)
    async def valider(self, formulaire: dict[str, Any]) -> Any:
        """Make the account when everything is right; else show what is not, on the step it belongs to."""
        saisies = textes(formulaire)
        if not self.iban_a_saisir or (saisies.get("iban") == "" and not self.acquittes["iban"]):
            saisies.pop("iban", None)  # left as it is behind its mask
        bilan = await run(inscription.valider_fiche, visiteur(), saisies)
        if bilan.trop:
            raise TropDeDemandes(TROP)
        if not bilan.erreurs:
            return rx.redirect("/inscription/confirmation")
        if any(champ in bilan.erreurs for champ in (*ETAPE_1, "mot_de_passe")):
            (await self.get_state(InscriptionState)).a_revoir = True
            return rx.redirect("/inscription")
        self._refuser(bilan.erreurs)
        self.a_la_main = self.a_la_main or any(partie in bilan.erreurs for partie in ADRESSE)
        return rx.set_focus("resume-erreurs")
