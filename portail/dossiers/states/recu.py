"""The receipt of a deposit; its PDF appears when the job has made it."""

import reflex as rx

from portail.comptes.guards import acteur, evenement
from portail.comptes.rules import Acces
from portail.core.errors import Introuvable
from portail.demandeurs.views import masquer_mail
from portail.dossiers import service
from portail.dossiers.states.page import ABSENT, SUFFIXE, Retenue, numero_et_etape, parametre, vide
from portail.dossiers.views import RecuVue
from portail.ui.bridge import read

VIDE = vide(RecuVue)


class RecuState(Retenue, rx.State):
    """The receipt of the address. `deja`: the person tried to submit a second time."""

    chemin: str = ""
    titre: str = f"Reçu{SUFFIXE}"
    introuvable: bool = False
    vue: RecuVue = VIDE
    mail: str = ""
    deja: bool = False

    @evenement(Acces.CONNECTE)
    async def charger(self) -> None:
        """Read the receipt again."""
        numero, _ = numero_et_etape(self.router.url.path)
        try:
            self.vue = await read(service.lire_recu, acteur(), numero)
            self.introuvable = False
        except Introuvable:
            self.vue, self.introuvable = VIDE, True
        self.titre = ABSENT if self.introuvable else f"Votre demande est déposée – {self.vue.aide}{SUFFIXE}"
        self.mail = masquer_mail(self.vue.mail)
        self.deja = parametre(self.router.url, "deja") == "oui"
        self.chemin = self.router.url.path

    @evenement(Acces.CONNECTE)
    async def attendre_accuse(self) -> None:
        """Look again for the PDF; the page changes only when it is there."""
        numero, _ = numero_et_etape(self.router.url.path)
        vue = await read(service.lire_recu, acteur(), numero)
        if vue.accuse and vue != self.vue:
            self.vue = vue
