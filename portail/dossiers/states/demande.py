"""« Accéder au formulaire »: opens the draft, or finds it again, and leads to it."""

from typing import Any
from urllib.parse import quote, unquote

import reflex as rx

from portail.aides.adresses import Deplacee
from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import ErreurMetier
from portail.dossiers import brouillon
from portail.dossiers.states.page import Retenue, morceaux
from portail.ui.bridge import run


class DemandeState(Retenue, rx.State):
    """Why the draft could not be opened, when it could not."""

    chemin: str = ""
    motif: str = ""
    fiche: str = "/aides"

    @evenement(Acces.CONNECTE)
    async def ouvrir(self) -> Any:
        """Lead to the draft; or say why there is none."""
        _, slug, *_ = [*morceaux(self.router.url.path), "", ""]
        demande = self.router.url.query
        try:
            numero = await run(brouillon.ouvrir_par_lien, acteur(), unquote(slug), demande)
        except Deplacee as ailleurs:
            return rx.redirect(
                f"/aides/{ailleurs.slug}/demande{'?' if demande else ''}{demande}", replace=True
            )
        except ErreurMetier as refus:
            self.motif, self.fiche = refus.message, f"/aides/{quote(unquote(slug), safe='')}"
            self.chemin = self.router.url.path
            return None
        return rx.redirect(f"/dossiers/{numero}", replace=True)
