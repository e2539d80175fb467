"""Step 1 of the sign-up: open to everybody, kept under the browser's cookie."""

import asyncio
from collections.abc import Mapping
from typing import Any

import reflex as rx

from portail.comptes import mots_de_passe
from portail.comptes.guards import acteur_ou_rien, evenement, visiteur
from portail.comptes.rules import Acces, reseau, suite_sure
from portail.core.errors import Invalide
from portail.demandeurs import inscription, organisations
from portail.demandeurs.champs import proches, refus_mot_de_passe
from portail.demandeurs.states.saisie import Saisie, textes
from portail.demandeurs.views import Recu
from portail.ui.bridge import read, run


class InscriptionState(Saisie, rx.State):
    """Who one is. Rebuilds itself from what is kept."""

    mot_de_passe_garde: bool = False
    solidite: int = 0
    solidite_mots: str = ""
    a_revoir: bool = False  # step 2 found something to mend here

    async def _garder(self, saisies: Mapping[str, str]) -> Recu:
        return await run(inscription.enregistrer, visiteur(), saisies, self._reseau())

    def _reseau(self) -> str:
        return reseau(self.router.session.client_ip)

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> Any:
        """Show step 1 as it was left, and remember which page was wanted before."""
        if acteur_ou_rien():
            return rx.redirect("/mes-infos")
        suite = suite_sure(self.router.url.query_parameters.get("suite"), "")
        if suite:
            await self._garder({"suite": suite})
        vue, a_revoir = await read(inscription.ouvrir, visiteur()), self.a_revoir
        self._montrer(vue.saisie)
        self.mot_de_passe_garde = vue.mot_de_passe_garde
        if a_revoir:
            self._refuser((await run(inscription.verifier_etape_1, visiteur(), {}, self._reseau())).erreurs)
        return InscriptionState.verifier_siret if self.valeurs["siret"] else None

    @evenement(Acces.PUBLIC)
    async def enregistrer(self, champ: str, valeur: str, n: int) -> Any:
        """Keep one edit."""
        siret = await self._saisir(champ, valeur, n)
        return InscriptionState.verifier_siret if siret else None

    @evenement(Acces.PUBLIC, background=True)
    async def verifier_siret(self) -> None:
        """Ask the partner about the number kept, without holding the tab."""
        siret = await read(inscription.siret_en_attente, visiteur())
        recu = None
        if siret:
            connu = await asyncio.to_thread(organisations.interroger_pour, visiteur(), siret)
            recu = await run(inscription.retenir_organisation, visiteur(), siret, connu)
        async with self:
            if recu:
                self._recevoir(recu)
            self.verification = False

    @evenement(Acces.PUBLIC)
    async def copier_mail(self) -> None:
        """Take the mail address as identifier."""
        self._recevoir(await self._garder({"identifiant": self.valeurs["mail"]}))

    @evenement(Acces.PUBLIC)
    async def corriger_mail(self) -> None:
        """Take the address that was suggested."""
        if self.infos.suggestion_mail:
            self._recevoir(await self._garder({"mail": self.infos.suggestion_mail}))

    @evenement(Acces.PUBLIC)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Tell how well a password resists; it is looked at and forgotten."""
        if champ == "mot_de_passe" and isinstance(valeur, str):
            note = await asyncio.to_thread(mots_de_passe.conseiller, valeur, proches(self.valeurs))
            self.solidite, self.solidite_mots = note
            if self.erreurs["mot_de_passe"]:
                self.erreurs = {**self.erreurs, "mot_de_passe": refus_mot_de_passe(valeur, self.valeurs)}
                self._corriger_resume()

    @evenement(Acces.PUBLIC)
    async def valider(self, formulaire: dict[str, Any]) -> Any:
        """Check step 1; on to the fiche, or the errors."""
        saisies = textes(formulaire)
        bilan = await run(inscription.verifier_etape_1, visiteur(), saisies, self._reseau())
        refus = bilan.erreurs
        mot, confirmation = saisies.get("mot_de_passe", ""), saisies.get("confirmation", "")
        if mot or confirmation or not bilan.mot_de_passe_garde:
            try:
                hache = await asyncio.to_thread(mots_de_passe.choisir, mot, confirmation, bilan.proches)
                await run(inscription.retenir_mot_de_passe, visiteur(), hache)
                self.mot_de_passe_garde = True
            except Invalide as refuse:
                refus = refus | refuse.erreurs
        if refus:
            self._refuser(refus)
            return rx.set_focus("resume-erreurs")
        return rx.redirect("/inscription/fiche")
