"""`/connexion`: a name, a password, a ticket."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import reflex as rx

from portail.comptes import appareils, connexion
from portail.comptes.guards import acteur_ou_rien, evenement
from portail.comptes.inscription import renvoyer_activation
from portail.comptes.rules import Acces, cle_du_compte, suite_sure
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import Invalide, TropDeDemandes
from portail.ui.bridge import read, run

ACCUEIL, INSCRIPTION = "/dossiers", "/inscription"
RENVOYE = "Si un compte correspond, un mail vient de partir : il arrive en quelques minutes."


@dataclass(frozen=True)
class Essai:
    """A try at signing in: the name typed, whose account it is (as a browser knows it), the ticket if any."""

    nom: str
    compte: str
    billet: str


class Entree(FormulaireDeCompte, rx.State, mixin=True):
    """What every door has: a name and a password, compared in one way."""

    async def _essayer(self, formulaire: Any) -> Essai:
        """Compare the password, which is forgotten at once.

        Raises:
            Invalide: the name or the password is not there.
            TropDeDemandes: too many tries.
        """
        nom, mot = texte(formulaire, "identifiant").strip(), texte(formulaire, "mot_de_passe")
        manques = {"identifiant": "Saisissez votre identifiant ou votre adresse mail."} if not nom else {}
        if not mot:
            manques["mot_de_passe"] = "Saisissez votre mot de passe."
        if manques:
            raise Invalide(manques)
        connus = appareils.connus(self.router.headers.cookie)
        verdict = await read(connexion.verifier, nom, mot, self._reseau(), connus)
        billet = await run(connexion.conclure, verdict)
        compte = cle_du_compte(verdict.compte_id) if billet and verdict.compte_id else ""
        return Essai(nom, compte, billet)


class ConnexionState(Entree, rx.State):
    """What the page shows; the password is compared and forgotten."""

    suite: str = ACCUEIL
    inscription: str = INSCRIPTION  # signing up leads to the wanted page too
    demandee: bool = False  # another page asked to sign in first
    refusee: bool = False  # the name or the password is wrong, or the account not activated yet
    message: str = ""
    patience: str = ""  # how long to wait, after too many tries
    _nom: str = ""
    _ouverte: str = ""  # the connection on which the page was opened
    _en_avance: bool = False  # the form came before the page's opening, whose turn it still is

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> Any:
        """Remember which page was wanted; somebody signed in goes straight there."""
        self._lire_la_suite()
        if not self._en_avance:
            self._recommencer()
        self._en_avance, self._ouverte = False, self.router.session.session_id
        return rx.redirect(self.suite) if acteur_ou_rien() else None

    @evenement(Acces.PUBLIC)
    async def se_connecter(self, formulaire: dict[str, Any]) -> Any:
        """Compare the password; the ticket then opens the session."""
        self._lire_la_suite()
        self._en_avance = self._ouverte != self.router.session.session_id
        self._recommencer()
        try:
            essai = await self._essayer(formulaire)
        except TropDeDemandes as refus:
            self.patience = refus.message
            return rx.set_focus("patience")
        except Invalide as manques:
            return self._refuser(manques.erreurs)
        self.billet = essai.billet
        if self.billet:
            return None
        self.refusee, self._nom = True, essai.nom
        return self._refuser({"identifiant": connexion.REFUS})

    @evenement(Acces.PUBLIC)
    async def renvoyer(self) -> None:
        """Mail again what the account of the name just refused waits for, if there is one."""
        self.message = ""
        if self._nom:
            await run(renvoyer_activation, self._nom, self._reseau())
            self.message = RENVOYE

    @evenement(Acces.PUBLIC)
    async def echec(self, message: str) -> None:
        """The ticket could not be exchanged, as the door itself says: the form may be sent again."""
        self.billet = ""

    def _lire_la_suite(self) -> None:
        demande = self.router.url.query_parameters.get("suite")
        self.suite = suite_sure(demande, ACCUEIL)
        self.demandee = bool(demande) and self.suite == demande
        self.inscription = f"{INSCRIPTION}?suite={quote(self.suite)}" if self.demandee else INSCRIPTION

    def _recommencer(self) -> None:
        self._accepter()
        self.billet, self.refusee, self.message, self.patience, self._nom = "", False, "", "", ""
