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
from portail.core.identifiers import mesurer_mot_de_passe
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
    async def demander_mot_de_passe(self, formulaire: dict[str, Any]) -> Any:
        """Mail a link to choose a new password."""
        nom = texte(formulaire, "identifiant").strip()
        vide = {"identifiant": "Saisissez votre identifiant ou votre adresse mail."}
        return await self._demander(nom, vide, recuperation.demander_mot_de_passe)

    @evenement(Acces.PUBLIC)
    async def demander_identifiant(self, formulaire: dict[str, Any]) -> Any:
        """Mail the identifier."""
        mail = texte(formulaire, "mail").strip()
        vide = {"mail": "Saisissez l’adresse mail de votre compte."}
        return await self._demander(mail, vide, recuperation.demander_identifiant)

    async def _demander(self, saisi: str, vide: dict[str, str], demande: Callable[..., None]) -> Any:
        if not saisi:
            return self._refuser(vide)
        await run(demande, saisi, self._reseau())
        self._accepter()
        self.envoye = True
        return rx.set_focus("h1")


class NouveauMotDePasseState(FormulaireDeCompte, rx.State):
    """The link of the mail: « pret », « utilise », « expire » or « inconnu »."""

    etat: str = ""
    identifiant: str = ""
    solidite: int = 0
    solidite_mots: str = ""
    _secret: str = ""
    _proches: list[str] = []

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Look at the link without using it."""
        self._accepter()
        self._secret, self.billet = self.router.url.fragment, ""
        self.identifiant, self._proches = "", []
        try:
            lien = await read(recuperation.lire_lien, self._secret, self._reseau())
        except JetonRefuse as refus:
            self.etat = refus.raison
            return
        self.etat, self.identifiant, self._proches = "pret", lien.identifiant, list(lien.proches)

    @evenement(Acces.PUBLIC)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Tell how well a password resists; it is looked at and forgotten."""
        if champ == "mot_de_passe" and isinstance(valeur, str):
            solidite = await asyncio.to_thread(mesurer_mot_de_passe, valeur, self._proches)
            self.solidite = solidite.score
            self.solidite_mots = f"{solidite.mot}. {solidite.conseil}" if valeur else ""

    @evenement(Acces.PUBLIC)
    async def choisir(self, formulaire: dict[str, Any]) -> Any:
        """Replace the password and sign in."""
        mot, confirmation = texte(formulaire, "mot_de_passe"), texte(formulaire, "confirmation")
        try:
            hache = await asyncio.to_thread(mots_de_passe.choisir, mot, confirmation, self._proches)
            self.billet = await run(recuperation.definir_mot_de_passe, self._secret, hache)
        except JetonRefuse as refus:
            self.etat = refus.raison
            return rx.set_focus("h1")
        except Invalide as refus:
            return self._refuser(refus.erreurs)
        self._accepter()
        return None
