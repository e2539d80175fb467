"""The account's part of « Mes infos personnelles »: address, identifier, password, open sessions."""

import asyncio
from typing import Any

import reflex as rx

from portail.comptes import acces, changement_mail, changements, mots_de_passe
from portail.comptes.guards import Visite, acteur, evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.comptes.views import SessionVue
from portail.core.errors import Introuvable, Invalide
from portail.core.formats import pluriel
from portail.ui.bridge import read, run


class AccesState(FormulaireDeCompte, rx.State):
    """How one signs in. `section` says which form the message belongs to."""

    mail: str = ""
    mail_attendu: str = ""
    reste: str = ""
    identifiant: str = ""
    sessions: list[SessionVue] = []
    section: str = ""
    message: str = ""
    solidite: int = 0
    solidite_mots: str = ""
    remises: dict[str, int] = {"mail": 0, "identifiant": 0, "mot_de_passe": 0}
    """Each grows when its form must be emptied, and no other."""

    @evenement(Acces.CONNECTE)
    async def ouvrir(self) -> Any:
        """Show the account as it is; a new password has just led here by a full load."""
        self._accepter()
        self.billet = ""
        annonce = await self._relire()
        self.section, self.message = ("mot_de_passe", annonce) if annonce else ("", "")
        return rx.set_focus("acces-mot_de_passe") if annonce else None

    async def _relire(self) -> str:
        vu = await read(acces.lire, acteur())
        self.mail, self.identifiant = vu.mail, vu.identifiant
        self.mail_attendu, self.reste, self.sessions = vu.mail_attendu, vu.reste, vu.sessions
        return vu.annonce

    def _echouer(self, section: str, erreurs: dict[str, str]) -> Any:
        self._refuser(erreurs)
        self.section, self.message = section, ""
        return rx.set_focus(next(iter(erreurs)))

    async def _reussir(self, section: str, message: str) -> Any:
        await self._relire()
        self._accepter()
        self.section, self.message = section, message
        if section in self.remises:
            self.remises = {**self.remises, section: self.remises[section] + 1}
        # What had the focus is emptied, or gone.
        return rx.set_focus(f"acces-{section}")

    @evenement(Acces.CONNECTE)
    async def changer_mail(self, formulaire: dict[str, Any]) -> Any:
        """Ask for another address; both confirm."""
        mot = texte(formulaire, "mail_mot_de_passe")
        try:
            preuve = await read(changements.verifier_mot_de_passe, acteur(), mot, "mail_mot_de_passe")
            await run(changement_mail.demander, acteur(), preuve, texte(formulaire, "nouveau_mail"))
        except Invalide as refus:
            noms = {"mail": "nouveau_mail"}
            erreurs = {noms.get(champ, champ): mots for champ, mots in refus.erreurs.items()}
            return self._echouer("mail", erreurs)
        phrase = "Deux mails sont partis : ouvrez le lien de chacun pour confirmer."
        return await self._reussir("mail", phrase)

    @evenement(Acces.CONNECTE)
    async def annuler_mail(self) -> Any:
        """Give the move up."""
        await run(changement_mail.annuler, acteur())
        return await self._reussir("mail", "Le changement d’adresse est abandonné.")

    @evenement(Acces.CONNECTE)
    async def changer_identifiant(self, formulaire: dict[str, Any]) -> Any:
        """Take another identifier."""
        mot = texte(formulaire, "identifiant_mot_de_passe")
        try:
            preuve = await read(changements.verifier_mot_de_passe, acteur(), mot, "identifiant_mot_de_passe")
            await run(changements.changer_identifiant, acteur(), preuve, texte(formulaire, "identifiant"))
        except Invalide as refus:
            return self._echouer("identifiant", refus.erreurs)
        (await self.get_state(Visite)).identifiant = (await read(acces.lire, acteur())).identifiant
        return await self._reussir("identifiant", "Votre identifiant est changé.")

    @evenement(Acces.CONNECTE)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Tell how well a password resists; it is looked at and forgotten."""
        if champ == "mot_de_passe" and isinstance(valeur, str):
            note = await asyncio.to_thread(mots_de_passe.conseiller, valeur, _proches())
            self.solidite, self.solidite_mots = note

    @evenement(Acces.CONNECTE)
    async def changer_mot_de_passe(self, formulaire: dict[str, Any]) -> Any:
        """Replace the password and close every session; the ticket opens this one anew."""
        mot, confirmation = texte(formulaire, "mot_de_passe"), texte(formulaire, "confirmation")
        try:
            actuel = texte(formulaire, "mot_de_passe_actuel")
            preuve = await read(changements.verifier_mot_de_passe, acteur(), actuel, "mot_de_passe_actuel")
            hache = await asyncio.to_thread(mots_de_passe.choisir, mot, confirmation, _proches())
            self.billet = await run(acces.changer_mot_de_passe, acteur(), preuve, hache)
        except Invalide as refus:
            return self._echouer("mot_de_passe", refus.erreurs)
        self._accepter()
        self.solidite, self.solidite_mots = 0, ""
        self.remises = {**self.remises, "mot_de_passe": self.remises["mot_de_passe"] + 1}
        return None

    @evenement(Acces.CONNECTE)
    async def echec(self, message: str) -> Any:
        """The password is changed but the session could not be opened anew: one signs in by hand."""
        if not self.billet:
            return None
        self.billet = ""
        await run(acces.renoncer, acteur())
        return rx.redirect("/connexion?suite=/mes-infos")

    @evenement(Acces.CONNECTE)
    async def deconnecter(self, reference: str) -> Any:
        """Close one other session."""
        message = "La session est fermée."
        try:
            await run(changements.deconnecter, acteur(), texte({"reference": reference}, "reference"))
        except Introuvable as deja:
            message = deja.message
        return await self._reussir("sessions", message)

    @evenement(Acces.CONNECTE)
    async def deconnecter_les_autres(self) -> Any:
        """Close every other session."""
        fermees = await run(changements.deconnecter_les_autres, acteur())
        phrase = pluriel(fermees, "session fermée", "sessions fermées")
        return await self._reussir("sessions", f"{phrase}. Il ne reste que celle-ci.")


def _proches() -> list[str]:
    qui = acteur()
    return [qui.nom, qui.prenom, qui.mail, qui.identifiant]
