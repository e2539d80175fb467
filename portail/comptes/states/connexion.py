"""`/connexion`: a name, a password, a ticket."""

from typing import Any

import reflex as rx

from portail.comptes import connexion
from portail.comptes.guards import acteur_ou_rien, evenement
from portail.comptes.inscription import renvoyer_activation
from portail.comptes.rules import Acces, suite_sure
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import ErreurMetier
from portail.ui.bridge import read, run

ACCUEIL = "/dossiers"
RENVOYE = "Le mail vient d’être renvoyé. Il arrive en général en quelques minutes."


class ConnexionState(FormulaireDeCompte, rx.State):
    """What the page shows; the password is compared and forgotten."""

    suite: str = ACCUEIL
    demandee: bool = False  # another page asked to sign in first
    en_attente: bool = False  # right password, account not activated yet
    message: str = ""
    _mail: str = ""

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> Any:
        """Remember which page was wanted; somebody signed in goes straight there."""
        demande = self.router.url.query_parameters.get("suite")
        self.suite = suite_sure(demande, ACCUEIL)
        self.demandee = bool(demande) and self.suite == demande
        self._accepter()
        self.billet, self.en_attente, self.message = "", False, ""
        return rx.redirect(self.suite) if acteur_ou_rien() else None

    @evenement(Acces.PUBLIC)
    async def se_connecter(self, formulaire: dict[str, Any]) -> Any:
        """Compare the password; the ticket then opens the session."""
        nom, mot = texte(formulaire, "identifiant").strip(), texte(formulaire, "mot_de_passe")
        self.en_attente, self.message, self.billet = False, "", ""
        manques = {"identifiant": "Saisissez votre identifiant ou votre adresse mail."} if not nom else {}
        if not mot:
            manques["mot_de_passe"] = "Saisissez votre mot de passe."
        if manques:
            return self._refuser(manques)
        try:
            verdict = await read(connexion.verifier, nom, mot, self._reseau())
        except ErreurMetier as refus:
            return self._refuser({"identifiant": refus.message})
        issue = await run(connexion.conclure, verdict)
        if issue.billet:
            self._accepter()
            self.billet = issue.billet
            return None
        if issue.mail_en_attente:
            self._accepter()
            self.en_attente, self._mail = True, issue.mail_en_attente
            return rx.set_focus("activation-attendue")
        return self._refuser({"identifiant": connexion.REFUS})

    @evenement(Acces.PUBLIC)
    async def renvoyer(self) -> None:
        """Mail the activation link again, to the account whose password was just given."""
        if self._mail:
            await run(renvoyer_activation, self._mail, self._reseau())
            self.message = RENVOYE

    @evenement(Acces.PUBLIC)
    async def echec(self, message: str) -> Any:
        """The ticket could not be exchanged: the form may be sent again."""
        self.billet = ""
        return self._refuser({"identifiant": "La connexion n’a pas abouti. Recommencez."})
