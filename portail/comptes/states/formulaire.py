"""What the forms of accounts share: texts out of what was submitted, and errors beside the fields."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from portail.comptes.guards import visiteur
from portail.comptes.rules import reseau

RESUME = "resume-erreurs"


def texte(formulaire: Any, champ: str) -> str:
    """The text of a field, whatever was submitted."""
    valeur = formulaire.get(champ) if isinstance(formulaire, dict) else None
    return valeur if isinstance(valeur, str) else ""


class FormulaireDeCompte(rx.State, mixin=True):
    """A form that is submitted whole: nothing typed in it is kept by the server."""

    erreurs: dict[str, str] = {}
    resume: list[dict[str, str]] = []
    billet: str = ""
    """The ticket that `session_door` exchanges for the session's cookie."""

    def _reseau(self) -> str:
        return reseau(self.router.session.client_ip)

    def _secret(self) -> str:
        """What a mailed link carries after its `#`; read anew for each event, kept in no var."""
        return str(self.router.url.fragment)

    def _refuser(self, erreurs: Mapping[str, str]) -> Any:
        """Show the errors and bring the focus to their summary."""
        self.erreurs = dict(erreurs)
        self.resume = [{"id": champ, "texte": phrase} for champ, phrase in erreurs.items()]
        return rx.set_focus(RESUME)

    def _accepter(self) -> None:
        """No error is left."""
        self.erreurs, self.resume = {}, []

    def _visiteur(self) -> str:
        return visiteur()
