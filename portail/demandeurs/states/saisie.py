"""What the wizard and « Mes infos personnelles » share: fields that save themselves, and their company."""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

import reflex as rx

from portail.core import clock
from portail.core.errors import ErreurMetier
from portail.core.formats import heure
from portail.demandeurs import adresses
from portail.demandeurs.rules import A_L_ECRAN, BALISE_INSCRIPTION, CHAMPS, concerne
from portail.demandeurs.views import Infos, Recu, VueSaisie

ADRESSE_MUETTE = "La recherche d’adresse ne répond pas pour le moment. Saisissez l’adresse à la main."
ADRESSE_INCONNUE = "Aucune adresse trouvée. Vérifiez votre saisie, ou saisissez l’adresse à la main."


def textes(formulaire: Any) -> dict[str, str]:
    """The texts of a submitted form; whatever else was sent is left out."""
    if not isinstance(formulaire, dict):
        return {}
    return {champ: texte for champ, texte in formulaire.items() if isinstance(texte, str)}


def _a_l_instant() -> str:
    return f"Enregistré à {heure(clock.now())}"


class Saisie(rx.State, mixin=True):
    """The fields of a fiche on a page. The page's own state says where they are kept, and who may."""

    BALISE: ClassVar[str] = BALISE_INSCRIPTION

    valeurs: dict[str, str] = dict.fromkeys(CHAMPS, "")
    erreurs: dict[str, str] = dict.fromkeys(A_L_ECRAN, "")
    statuts: dict[str, str] = dict.fromkeys(CHAMPS, "")
    acquittes: dict[str, int] = dict.fromkeys(CHAMPS, 0)
    infos: Infos = Infos()
    resume: list[dict[str, str]] = []
    propositions: list[dict[str, str]] = []
    communes: list[dict[str, str]] = []
    recherche: str = ""
    a_la_main: bool = False
    iban_a_saisir: bool = True
    verification: bool = False

    async def _garder(self, saisies: Mapping[str, str]) -> Recu:
        """Keep these texts where this page keeps them."""
        raise NotImplementedError

    def _montrer(self, vue: VueSaisie) -> None:
        """Show the form as it is kept. Comes again when the connection does: what was open stays open."""
        ouvert = self.a_la_main
        self.reset()  # type: ignore[no-untyped-call]
        self.valeurs, self.erreurs = vue.valeurs, dict.fromkeys(A_L_ECRAN, "") | vue.erreurs
        self.infos, self.a_la_main = vue.infos, ouvert or vue.infos.a_la_main
        self.iban_a_saisir = not vue.infos.iban_masque

    async def _saisir(self, champ: Any, valeur: Any, n: Any) -> str:
        """Save one edit; return the SIRET to ask the partner about, if any."""
        if champ not in CHAMPS or not isinstance(valeur, str) or not isinstance(n, int):
            return ""
        recu = await self._garder({champ: valeur})
        self.acquittes = {**self.acquittes, champ: n}
        self._recevoir(recu)
        self.statuts = {**self.statuts, champ: _a_l_instant()}
        if champ in ("code_postal", "pays"):
            await self._proposer_communes("")
        return recu.siret_a_verifier

    def _recevoir(self, recu: Recu) -> None:
        """Show what the server kept and what it says of it."""
        self.valeurs = {**self.valeurs, **recu.valeurs}
        self.statuts = {**self.statuts, **dict.fromkeys(recu.valeurs, _a_l_instant())}
        self.infos, self.a_la_main = recu.infos, self.a_la_main or recu.infos.a_la_main
        self.verification = bool(recu.siret_a_verifier)
        if recu.erreurs:
            self.erreurs = {**self.erreurs, **recu.erreurs}
            self._corriger_resume()

    def _refuser(self, refus: Mapping[str, str]) -> None:
        """Show every error beside its field, and all of them at the top."""
        self.erreurs = dict.fromkeys(A_L_ECRAN, "") | dict(refus)
        self.resume = [{"id": champ, "texte": refus[champ]} for champ in A_L_ECRAN if champ in refus]

    def _corriger_resume(self) -> None:
        """Take out of the top what is mended, or not asked any more."""
        restent = [
            {"id": ligne["id"], "texte": self.erreurs.get(ligne["id"], ligne["texte"])}
            for ligne in self.resume
            if concerne(ligne["id"], self.valeurs)
        ]
        self.resume = [ligne for ligne in restent if ligne["texte"]]

    async def _chercher(self, qui: str, texte: Any) -> None:
        """Look for addresses, in the background: `self` is only lent inside `async with`."""
        if not isinstance(texte, str):
            return
        async with self:
            self._recevoir(await self._garder({"adresse": texte}))
        try:
            trouvees, message = await asyncio.to_thread(adresses.chercher, qui, texte), ""
        except ErreurMetier:
            trouvees, message = [], ADRESSE_MUETTE
        async with self:
            if self.valeurs["adresse"] != texte:
                return  # something else was typed meanwhile
            assez = len(texte.strip()) >= adresses.MINIMUM
            self.recherche = message or (ADRESSE_INCONNUE if assez and not trouvees else "")
            self.propositions = trouvees
            self.a_la_main = self.a_la_main or message != ""

    async def _choisir(self, valeur: Any) -> None:
        """Fill the address with the proposition chosen."""
        if not isinstance(valeur, str):
            return
        choisie = adresses.choisie(valeur)
        if choisie:
            libelle = next((p["libelle"] for p in self.propositions if p["valeur"] == valeur), "")
            self._recevoir(await self._garder({"adresse": libelle, **choisie}))
            self.recherche = ""

    async def _basculer_a_la_main(self) -> None:
        """Open or close the lines of the address."""
        ouvert = not self.a_la_main
        await self._garder({"adresse_a_la_main": "oui" if ouvert else ""})
        self.a_la_main = ouvert
        if ouvert:
            await self._proposer_communes(self.valeurs["commune"])

    async def _chercher_commune(self, texte: Any) -> None:
        """Keep a commune being typed, and offer those of the official list."""
        if isinstance(texte, str):
            self._recevoir(await self._garder({"commune": texte}))
            await self._proposer_communes(texte)

    async def _choisir_commune(self, valeur: Any) -> None:
        """Take a commune of the official list."""
        if isinstance(valeur, str) and (choisie := adresses.commune_choisie(valeur)):
            self._recevoir(await self._garder(choisie))

    async def _proposer_communes(self, texte: str) -> None:
        # In a thread: the first question reads the whole list.
        self.communes = await asyncio.to_thread(
            adresses.proposer_communes, texte, self.valeurs["code_postal"], self.valeurs["pays"]
        )

    async def _effacer_rib(self) -> None:
        """Forget the bank details."""
        self._recevoir(await self._garder({"titulaire": "", "iban": "", "bic": ""}))
        self.iban_a_saisir = True
