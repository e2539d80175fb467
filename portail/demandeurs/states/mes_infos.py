"""« Mes infos personnelles »: the sheet of the signed-in person."""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

import reflex as rx

from portail.comptes.guards import Visite, acteur, evenement
from portail.comptes.rules import Acces
from portail.demandeurs import mes_infos, organisations
from portail.demandeurs.rules import BALISE_MES_INFOS
from portail.demandeurs.states.saisie import Saisie
from portail.demandeurs.views import Recu
from portail.ui.bridge import read, run


class MesInfosState(Saisie, rx.State):
    """The fields of one's own sheet; an agent's account has none."""

    BALISE: ClassVar[str] = BALISE_MES_INFOS

    avec_fiche: bool = False
    charge: bool = False

    async def _garder(self, saisies: Mapping[str, str]) -> Recu:
        recu = await run(mes_infos.enregistrer, acteur(), saisies)
        if any(nom in recu.valeurs for nom in mes_infos.NOMS):
            visite = await self.get_state(Visite)
            visite.nom_affiche = await read(mes_infos.nom_affiche, acteur())
        return recu

    @evenement(Acces.CONNECTE)
    async def ouvrir(self) -> Any:
        """Show the sheet as it is kept."""
        vue = await read(mes_infos.ouvrir, acteur())
        if vue is not None:
            self._montrer(vue)
            if self.a_la_main:
                await self._proposer_communes(self.valeurs["commune"])
        self.charge, self.avec_fiche = True, vue is not None
        return MesInfosState.verifier_siret if self.avec_fiche and self.valeurs["siret"] else None

    @evenement(Acces.CONNECTE)
    async def enregistrer(self, champ: str, valeur: str, n: int) -> Any:
        """Keep one edit."""
        siret = await self._saisir(champ, valeur, n)
        return MesInfosState.verifier_siret if siret else None

    @evenement(Acces.CONNECTE, background=True)
    async def verifier_siret(self) -> None:
        """Ask the partner about the number kept, without holding the tab."""
        who = acteur()
        siret = await read(mes_infos.siret_en_attente, who)
        recu = None
        if siret:
            connu = await asyncio.to_thread(organisations.interroger_pour, str(who.id), siret)
            recu = await run(mes_infos.retenir_organisation, who, siret, connu)
        async with self:
            if recu:
                self._recevoir(recu)
            self.verification = False

    @evenement(Acces.CONNECTE, background=True)
    async def chercher_adresse(self, texte: str) -> None:
        """Look for addresses."""
        await self._chercher(str(acteur().id), texte)

    @evenement(Acces.CONNECTE)
    async def choisir_adresse(self, valeur: str) -> None:
        """Take one of the addresses found."""
        await self._choisir(valeur)

    @evenement(Acces.CONNECTE)
    async def saisir_a_la_main(self) -> None:
        """Open or close the lines of the address."""
        await self._basculer_a_la_main()

    @evenement(Acces.CONNECTE)
    async def chercher_commune(self, texte: str) -> None:
        """Keep a commune being typed, and offer those of the list."""
        await self._chercher_commune(texte)

    @evenement(Acces.CONNECTE)
    async def choisir_commune(self, valeur: str) -> None:
        """Take one of the communes offered."""
        await self._choisir_commune(valeur)

    @evenement(Acces.CONNECTE)
    async def modifier_iban(self) -> Any:
        """Type another IBAN."""
        self.iban_a_saisir = True
        return rx.set_focus("iban")

    @evenement(Acces.CONNECTE)
    async def effacer_rib(self) -> None:
        """Forget the bank details."""
        await self._effacer_rib()
