"""Addresses and communes offered while one types in a step, and what an address chosen fills."""

import asyncio

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core import referentiels
from portail.core.errors import ErreurMetier
from portail.demandeurs import adresses
from portail.dossiers import brouillon, etapes
from portail.dossiers.states.etape import EtapeState, erreurs_de
from portail.dossiers.states.page import Retenue, numero_et_etape
from portail.ui.bridge import read, run

MUETTE = "La recherche d’adresses ne répond pas pour le moment : saisissez l’adresse à la main."
INCONNUE = "Nous ne trouvons pas cette adresse : précisez-la, ou saisissez-la à la main."


class LieuxState(Retenue, rx.State):
    """The suggestions of one field at a time, `pour`: only one has the focus."""

    chemin: str = ""
    pour: str = ""
    options: list[dict[str, str]] = []
    message: str = ""
    ouvertes: list[str] = []
    """Addresses whose lines are shown though they are empty."""
    _texte: str = ""

    @evenement(Acces.CONNECTE, background=True)
    async def chercher_adresse(self, champ: str, texte: str) -> None:
        """Ask the partner; what was typed later wins over a late answer."""
        if not isinstance(champ, str) or not isinstance(texte, str):
            return
        async with self:
            self.chemin, self.pour, self._texte = self.router.url.path, champ, texte
        qui = str(acteur().id)
        try:
            trouvees, message = await asyncio.to_thread(adresses.chercher, qui, texte), ""
        except ErreurMetier:
            trouvees, message = [], MUETTE
        async with self:
            if (self.pour, self._texte) != (champ, texte):
                return
            assez = len(texte.strip()) >= adresses.MINIMUM
            self.options = trouvees
            self.message = message or (INCONNUE if assez and not trouvees else "")
            if message and champ not in self.ouvertes:
                self.ouvertes.append(champ)

    @evenement(Acces.CONNECTE)
    async def choisir_adresse(self, champ: str, valeur: str) -> None:
        """Fill the lines of an address with the one chosen, and save them."""
        choisie = adresses.choisie(valeur) if isinstance(valeur, str) else {}
        numero, etape_id = numero_et_etape(self.router.url.path)
        vue = await read(etapes.lire_etape, acteur(), numero, etape_id)
        champ_vu = next((vu for vu in vue.champs if vu.id == champ), None)
        if champ_vu is None or not choisie:
            return
        choisie.pop("adresse_a_la_main", None)
        # Under the number of the last edit held: the browser's next one is never below it.
        acquit = await run(
            brouillon.enregistrer_reponse, acteur(), numero, champ_vu.id, choisie, champ_vu.edition
        )
        vue = await read(etapes.lire_etape, acteur(), numero, etape_id)
        relu = next(vu for vu in vue.champs if vu.id == champ_vu.id)
        etape = await self.get_state(EtapeState)
        parties = {f"{relu.id}.{nom}": str(texte) for nom, texte in vars(relu.adresse).items()}
        etape.remises |= parties
        etape.lectures[relu.id] = relu.lecture
        etape._ajouter("heures", dict.fromkeys(parties, acquit.heure))
        etape.erreurs = {k: v for k, v in etape.erreurs.items() if k not in parties} | erreurs_de(relu)
        etape.etat, self.message = vue.etat, ""

    @evenement(Acces.CONNECTE)
    async def montrer_les_lignes(self, champ: str) -> None:
        """Show the lines of an address, or hide them again."""
        connus = (await self.get_state(EtapeState)).vue.champs
        self.chemin = self.router.url.path
        if champ in self.ouvertes:
            self.ouvertes.remove(champ)
        elif any(vu.id == champ for vu in connus):
            self.ouvertes.append(champ)

    @evenement(Acces.CONNECTE)
    async def chercher_commune(self, champ: str, texte: str) -> None:
        """Offer the communes of the official list."""
        if isinstance(champ, str) and isinstance(texte, str):
            await self._proposer(champ, texte, "")

    @evenement(Acces.CONNECTE)
    async def chercher_commune_d_adresse(self, champ: str, texte: str) -> None:
        """Offer the communes of the address's postal code."""
        if not isinstance(champ, str) or not isinstance(texte, str):
            return
        vue = await read(etapes.lire_etape, acteur(), *numero_et_etape(self.router.url.path))
        adresse = next((vu.adresse for vu in vue.champs if vu.id == champ), None)
        if adresse and adresse.code_postal:
            await self._proposer(f"{champ}.commune", texte, adresse.code_postal)

    @evenement(Acces.CONNECTE)
    async def chercher_reference(self, champ: str, liste: str, dans: str, texte: str) -> None:
        """Offer the entries of an official list: which one is no secret, so the page may say it."""
        if not all(isinstance(un, str) and len(un) <= 300 for un in (champ, liste, dans, texte)):
            return
        try:
            trouvees = await asyncio.to_thread(referentiels.proposer, liste, texte, dans=dans)
        except ValueError:
            trouvees = []
        self._offrir(champ, texte, trouvees)

    def _offrir(self, cle: str, texte: str, options: list[dict[str, str]]) -> None:
        self.chemin, self.pour, self._texte, self.options = self.router.url.path, cle, texte, options

    async def _proposer(self, cle: str, texte: str, code_postal: str) -> None:
        # In a thread: the first question reads the whole list.
        trouvees = await asyncio.to_thread(adresses.proposer_communes, texte, code_postal, "")
        nom_seul = bool(code_postal)
        options = [
            {"valeur": p["valeur"], "libelle": p["libelle"].rpartition(" (")[0] if nom_seul else p["libelle"]}
            for p in trouvees
        ]
        self._offrir(cle, texte, options)
