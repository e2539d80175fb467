"""What the page of one aid holds."""

import re
from dataclasses import replace
from typing import Any

import reflex as rx

from portail.aides import service
from portail.aides.adresses import Deplacee
from portail.aides.proches import Proche, proches
from portail.aides.vues_fiche import MARKDOWN, RUBRIQUES, FicheAide
from portail.comptes.guards import evenement
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.errors import Introuvable
from portail.ui.bridge import read
from portail.ui.markdown import to_html

SUFFIXE = " – Portail des aides"


class Fiche(rx.State):
    """The sheet of one aid; its long texts are HTML here."""

    pret: bool = False
    absente: bool = False
    titre_page: str = f"Aide{SUFFIXE}"
    aide: FicheAide = FicheAide()
    presentes: list[str] = []
    sommaire: list[tuple[str, str]] = []
    proches: list[Proche] = []

    @evenement(Acces.PUBLIC)
    async def charger(self) -> Any:
        """Show the aid of the address, or say that there is none."""
        trouve = re.fullmatch(r"/aides/([a-z0-9-]{1,100})/?", self.router.url.path)
        try:
            aide = await read(service.lire_aide, trouve[1] if trouve else "", clock.today())
        except Deplacee as ailleurs:
            return rx.redirect(f"/aides/{ailleurs.slug}", replace=True)
        except Introuvable:
            self.pret, self.absente, self.titre_page = False, True, f"Aide introuvable{SUFFIXE}"
            return None
        textes: dict[str, Any] = {nom: to_html(getattr(aide, nom)) for nom in MARKDOWN}
        self.aide, self.presentes = replace(aide, **textes), list(aide.presentes)
        self.proches = list(proches(aide.slug, clock.today()))
        self.sommaire = [(ou, titre) for ou, titre, _ in RUBRIQUES if ou in aide.presentes]
        self.pret, self.absente, self.titre_page = True, False, f"{aide.titre}{SUFFIXE}"
        return None

    @evenement(Acces.PUBLIC)
    async def quitter(self) -> None:
        """Leave nothing of this aid for the next one to show while it loads."""
        self.pret, self.absente, self.titre_page = False, False, f"Aide{SUFFIXE}"
