"""The account's part of « Mes infos personnelles »: address, identifier, password, open sessions."""

import asyncio
from typing import Any

import reflex as rx

from portail.comptes import changement_mail, changements, mots_de_passe
from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.comptes.views import SessionVue
from portail.core.errors import Invalide
from portail.core.formats import pluriel
from portail.core.identifiers import mesurer_mot_de_passe
from portail.ui.bridge import read, run


class AccesState(FormulaireDeCompte, rx.State):
    """How one signs in. `section` says which form the errors and the message belong to."""

    mail: str = ""
    mail_attendu: str = ""
    identifiant: str = ""
    sessions: list[SessionVue] = []
    section: str = ""
    message: str = ""
    solidite: int = 0
    solidite_mots: str = ""
    remise: int = 0  # grows when the forms must be emptied

    @evenement(Acces.CONNECTE)
    async def ouvrir(self) -> None:
        """Show the account as it is."""
        self._accepter()
        self.section, self.message = "", ""
        await self._relire()

    async def _relire(self) -> None:
        qui = acteur()
        self.mail, self.identifiant = qui.mail, qui.identifiant
        en_cours = await read(changement_mail.en_cours, qui)
        self.mail_attendu = en_cours.nouveau if en_cours else ""
        self.sessions = await read(changements.sessions_ouvertes, qui)

    def _echouer(self, section: str, erreurs: dict[str, str]) -> Any:
        self._refuser(erreurs)
        self.section, self.message = section, ""
        return rx.set_focus(next(iter(erreurs)))

    async def _reussir(self, section: str, message: str) -> None:
        await self._relire()
        self._accepter()
        self.section, self.message = section, message
        self.solidite, self.solidite_mots, self.remise = 0, "", self.remise + 1

    @evenement(Acces.CONNECTE)
    async def changer_mail(self, formulaire: dict[str, Any]) -> Any:
        """Ask for another address; both confirm."""
        mot = texte(formulaire, "mail_mot_de_passe")
        try:
            preuve = await read(changements.verifier_mot_de_passe, acteur(), mot, "mail_mot_de_passe")
            await run(changement_mail.demander, acteur(), preuve, texte(formulaire, "nouveau_mail"))
        except Invalide as refus:
            noms = {"mail": "nouveau_mail"}
            return self._echouer(
                "mail", {noms.get(champ, champ): mots for champ, mots in refus.erreurs.items()}
            )
        await self._reussir("mail", "Deux mails sont partis : ouvrez le lien de chacun pour confirmer.")
        return None

    @evenement(Acces.CONNECTE)
    async def annuler_mail(self) -> None:
        """Give the move up."""
        await run(changement_mail.annuler, acteur())
        await self._reussir("mail", "Le changement d’adresse est abandonné.")

    @evenement(Acces.CONNECTE)
    async def changer_identifiant(self, formulaire: dict[str, Any]) -> Any:
        """Take another identifier."""
        try:
            nouveau = await run(changements.changer_identifiant, acteur(), texte(formulaire, "identifiant"))
        except Invalide as refus:
            return self._echouer("identifiant", refus.erreurs)
        await self._reussir("identifiant", "Votre identifiant est changé.")
        self.identifiant = nouveau
        return None

    @evenement(Acces.CONNECTE)
    async def mesurer(self, champ: str, valeur: str, n: int) -> None:
        """Tell how well a password resists; it is looked at and forgotten."""
        if champ == "mot_de_passe" and isinstance(valeur, str):
            solidite = await asyncio.to_thread(mesurer_mot_de_passe, valeur, _proches())
            self.solidite = solidite.score
            self.solidite_mots = f"{solidite.mot}. {solidite.conseil}" if valeur else ""

    @evenement(Acces.CONNECTE)
    async def changer_mot_de_passe(self, formulaire: dict[str, Any]) -> Any:
        """Replace the password and close the other sessions."""
        mot, confirmation = texte(formulaire, "mot_de_passe"), texte(formulaire, "confirmation")
        try:
            actuel = texte(formulaire, "mot_de_passe_actuel")
            preuve = await read(changements.verifier_mot_de_passe, acteur(), actuel, "mot_de_passe_actuel")
            hache = await asyncio.to_thread(mots_de_passe.choisir, mot, confirmation, _proches())
            fermees = await run(changements.changer_mot_de_passe, acteur(), preuve, hache)
        except Invalide as refus:
            return self._echouer("mot_de_passe", refus.erreurs)
        suite = f" {pluriel(fermees, 'autre session fermée', 'autres sessions fermées')}." if fermees else ""
        await self._reussir("mot_de_passe", f"Votre mot de passe est changé.{suite}")
        return None

    @evenement(Acces.CONNECTE)
    async def deconnecter(self, reference: str) -> None:
        """Close one other session."""
        if isinstance(reference, str):
            await run(changements.deconnecter, acteur(), reference)
        await self._reussir("sessions", "La session est fermée.")

    @evenement(Acces.CONNECTE)
    async def deconnecter_les_autres(self) -> None:
        """Close every other session."""
        await run(changements.deconnecter_les_autres, acteur())
        await self._reussir("sessions", "Les autres sessions sont fermées.")


def _proches() -> list[str]:
    qui = acteur()
    return [qui.nom, qui.prenom, qui.mail, qui.identifiant]
