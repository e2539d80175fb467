"""A draft open in a browser at the step of the project, and what the server's database holds of it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import gens
from tests.e2e.formulaire import champ_de, question, statut
from tests.e2e.patience import attendre
from tests.e2e.remplissage import formulaire
from tests.live import Server

SLUG, ETAPE = "soutien-aux-associations", "projet"
FORM = formulaire(SLUG)
TITRE = champ_de(FORM, "intitule")


@dataclass
class Brouillon:
    """A draft open at the step of the project."""

    qui: gens.Personne
    page: Page
    numero: str

    @property
    def server(self) -> Server:
        """Where it is."""
        return self.qui.server

    def lieu(self, nom: str) -> Locator:
        """The field of a question."""
        return question(self.page, champ_de(FORM, nom))

    def statut(self, nom: str) -> Locator:
        """The words at its right."""
        return statut(self.page, champ_de(FORM, nom))

    def en_base(self, nom: str) -> object:
        """What the database holds of it."""
        return gens.reponses_en_base(self.server, self.numero).get(nom)

    def bientot(self, nom: str, valeur: object) -> None:
        """Wait until the database holds this."""
        attendre(lambda: self.en_base(nom) == valeur, f"{valeur!r} in the database")


@pytest.fixture
def ouvrir(new_context: Callable[..., BrowserContext]) -> Callable[[Server], Brouillon]:
    """Open the step of a new draft on this server."""

    def faire(server: Server) -> Brouillon:
        qui = gens.personne(server, gens.ASSOCIATION)
        numero = gens.ouvrir_dossier(qui, SLUG)
        page = qui.entrer(new_context(server=server)).new_page()
        page.goto(f"/dossiers/{numero}/{ETAPE}")
        expect(question(page, TITRE)).to_be_editable()
        return Brouillon(qui, page, numero)

    return faire


@pytest.fixture
def brouillon(ouvrir: Callable[[Server], Brouillon], server: Server) -> Brouillon:
    return ouvrir(server)
