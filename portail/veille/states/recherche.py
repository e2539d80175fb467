"""« Enregistrer cette recherche »: the criteria stand in the address of the page, signed in or not."""

from typing import Any
from urllib.parse import quote

import reflex as rx

from portail.aides.criteres import Criteres
from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.comptes.states.formulaire import FormulaireDeCompte, texte
from portail.core.errors import Invalide
from portail.ui.bridge import run
from portail.veille import recherches, rules
from portail.veille.rules import Frequence

ICI = "/mes-aides/recherche"


class RechercheState(FormulaireDeCompte, rx.State):
    """A search to be saved: what it asks for, the name proposed, and the way back to it."""

    resume_recherche: str = ""
    nom: str = ""
    retour: str = "/aides"
    connexion: str = "/connexion"
    inscription: str = "/inscription"
    faite: bool = False

    @evenement(Acces.PUBLIC)
    async def ouvrir(self) -> None:
        """Read the search of the address; who is not signed in is led back here."""
        self._accepter()
        self.faite = False
        criteres = self._criteres()
        suite = f"?{criteres.adresse}" if criteres.adresse else ""
        self.resume_recherche, self.nom = rules.resume(criteres), rules.nom_propose(criteres)
        self.retour = f"/aides{suite}"
        self.connexion = f"/connexion?suite={quote(ICI + suite)}"
        self.inscription = f"/inscription?suite={quote(ICI + suite)}"

    @evenement(Acces.CONNECTE)
    async def enregistrer(self, formulaire: Any) -> Any:
        """Save it under its name."""
        nom, frequence = texte(formulaire, "nom"), texte(formulaire, "frequence")
        try:
            await run(
                recherches.enregistrer,
                acteur(),
                nom,
                self._criteres().adresse,
                frequence or Frequence.AUCUNE.value,
            )
        except Invalide as refus:
            return self._refuser(refus.erreurs)
        self._accepter()
        self.faite = True
        return rx.set_focus("h1")

    def _criteres(self) -> Criteres:
        return Criteres.depuis_adresse(self.router.url.query)
