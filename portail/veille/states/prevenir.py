"""« Prévenez-moi à l’ouverture », with an address that confirms: the request, then its mailed link."""

import re
from typing import Any

import reflex as rx

from portail.comptes.guards import acteur_ou_rien, evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import Introuvable, Invalide
from portail.ui.bridge import read, run
from portail.veille import ouvertures
from portail.veille.ouvertures import Attente, AvisRefuse


class PrevenirState(FormulaireDeCompte, rx.State):
    """The page of one aid on which one asks to be told."""

    chemin: str = ""
    absente: bool = False
    attente: Attente = Attente()
    envoye_a: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Show the aid of the address, or say that there is none."""
        self._accepter()
        self.envoye_a = ""
        try:
            self.attente = await read(ouvertures.lire, self._slug(), acteur_ou_rien())
            self.absente = False
        except Introuvable:
            self.attente, self.absente = Attente(), True
        self.chemin = self.router.url.path

    @evenement(Acces.PUBLIC)
    async def demander(self, formulaire: Any) -> Any:
        """Mail a link to the address typed; the answer is the same whether or not it has an account."""
        try:
            mail = texte(formulaire, "mail")
            self.envoye_a = await run(ouvertures.demander, self._slug(), mail, self._reseau())
        except Invalide as refus:
            return self._refuser(refus.erreurs)
        self._accepter()
        return rx.set_focus("h1")

    @evenement(Acces.PUBLIC)
    async def recommencer(self) -> Any:
        """Another address."""
        self.envoye_a = ""
        return rx.set_focus("h1")

    def _slug(self) -> str:
        trouve = re.fullmatch(r"/aides/([a-z0-9-]{1,100})/prevenir/?", self.router.url.path)
        return trouve[1] if trouve else ""


class AvisOuvertureState(FormulaireDeCompte, rx.State):
    """The mailed link: « pret », « confirme », « oublie » or « inconnu »."""

    etat: str = ""
    attente: Attente = Attente()

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it: a scanner that opens it confirms nothing."""
        try:
            self.attente, deja = await read(ouvertures.examiner, self._secret(), self._reseau())
            self.etat = "confirme" if deja else "pret"
        except AvisRefuse:
            self.attente, self.etat = Attente(), "inconnu"

    @evenement(Acces.PUBLIC)
    async def confirmer(self) -> Any:
        """The owner of the address wants it."""
        return await self._faire(ouvertures.confirmer, "confirme")

    @evenement(Acces.PUBLIC)
    async def renoncer(self) -> Any:
        """The owner of the address does not want it, or no more."""
        return await self._faire(ouvertures.renoncer_par_lien, "oublie")

    async def _faire(self, geste: Any, ensuite: str) -> Any:
        try:
            await run(geste, self._secret(), self._reseau())
            self.etat = ensuite
        except AvisRefuse:
            self.etat = "inconnu"
        return rx.set_focus("h1")
