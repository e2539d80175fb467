"""Forgotten password, new password, forgotten identifier."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from portail.comptes import mots_de_passe, recuperation
from portail.comptes.guards import evenement
from portail.comptes.jetons import JetonRefuse
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import Invalide
from portail.core.identifiers import lire_mail
from portail.ui.bridge import read, run


class OubliState(FormulaireDeCompte, rx.State):
    """Both forms answer alike whether or not the account exists."""

    envoye: bool = False

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """An empty form."""
        self._accepter()
        self.envoye = False

    @evenement(Acces.PUBLIC)
    async def recommencer(self) -> Any:
        """Another name or address; the button that asked goes away, so the focus is given to the title."""
        self.envoye = False
        return rx.set_focus("h1")

    @evenement(Acces.PUBLIC)
    async def demander_mot_de_passe(self, formulaire: dict[str, Any]) -> Any:
        """Mail a link to choose a new password."""
        nom = texte(formulaire, "identifiant").strip()
        if not nom:
            return self._refuser({"identifiant": "Saisissez votre identifiant ou votre adresse mail."})
        return await self._demander(nom, recuperation.demander_mot_de_passe)

    @evenement(Acces.PUBLIC)
    async def demander_identifiant(self, formulaire: dict[str, Any]) -> Any:
        """Mail the identifier."""
        try:
            mail = lire_mail(texte(formulaire, "mail"))
        except ValueError as refus:
            return self._refuser({"mail": str(refus)})
        return await self._demander(mail, recuperation.demander_identifiant)

    async def _demander(self, saisi: str, demande: Callable[..., None]) -> Any:
        await run(demande, saisi, self._reseau())
        self._accepter()
        self.envoye = True
        return rx.set_focus("h1")


class NouveauMotDePasseState(FormulaireDeCompte, rx.State):
    """The link of the mail: « pret », « fait », « utilise », « expire » or « inconnu »."""

    etat: str = ""
    identifiant: str = ""
    solidite: int = 0
    solidite_mots: str = ""
    _proches: list[str] = []

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it."""
        self._accepter()
        self.billet, self.identifiant, self._proches = "", "", []
        self.solidite, self.solidite_mots = 0, ""
        try:
            lien = await read(recuperation.lire_lien, self._secret(), self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
            return
        self.etat, self.identifiant, self._proches = "pret", lien.identifiant, list(lien.proches)

    @evenement(Acces.PUBLIC)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Tell how well a password resists; it is looked at and forgotten."""
        if self.etat == "pret" and champ == "mot_de_passe" and isinstance(valeur, str):
            note = await asyncio.to_thread(mots_de_passe.conseiller, valeur, self._proches)
            self.solidite, self.solidite_mots = note

    @evenement(Acces.PUBLIC)
    async def choisir(self, formulaire: dict[str, Any]) -> Any:
        """Replace the password and sign in."""
        mot, confirmation = texte(formulaire, "mot_de_passe"), texte(formulaire, "confirmation")
        try:
            # First the link, which is counted: without one nobody makes us hash.
            lien = await read(recuperation.lire_lien, self._secret(), self._reseau())
            hache = await asyncio.to_thread(mots_de_passe.choisir, mot, confirmation, list(lien.proches))
            self.billet = await run(recuperation.definir_mot_de_passe, self._secret(), hache)
        except JetonRefuse as refus:
            self.etat = refus.raison
            return rx.set_focus("h1")
        except Invalide as refus:
            return self._refuser(refus.erreurs)
        self._accepter()
        return None

    @evenement(Acces.PUBLIC)
    async def echec(self, message: str) -> None:
        """The password is changed but the ticket was not exchanged: one signs in by hand."""
        self.billet, self.etat = "", "fait"
