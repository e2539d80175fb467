"""The server is killed while somebody types, and started again: what was typed is there, without a reload."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import gens
from tests.e2e.conftest import Lancer
from tests.live import Server

ENREGISTRE = re.compile(r"Enregistré à \d{1,2}\sh\s\d\d")
EN_COURS = re.compile("saving|late")
COUPEE, RETABLIE = "La connexion est interrompue", "La connexion est rétablie"


@pytest.fixture(scope="module")
def fragile(launch: Lancer) -> Iterator[Server]:
    """A portal that is killed and started again."""
    with launch() as live:
        yield live


def statut(champ: Locator) -> Locator:
    """The words beside a field."""
    return champ.page.locator(".control").filter(has=champ).locator(".field-status")


def numero(texte: str) -> re.Pattern[str]:
    """A telephone number, whatever its spaces."""
    return re.compile(rf"^{texte.replace(' ', chr(92) + 's')}$")


def couper(page: Page, server: Server, pendant: Callable[[], None]) -> None:
    """Kill the server, do something, start it again, and wait until the page has its line back."""
    server.kill()
    pendant()
    expect(page.locator("#reseau")).to_contain_text(COUPEE)
    server.start_again()
    expect(page.locator("#reseau")).to_contain_text(RETABLIE)


def test_a_sign_up_goes_on_after_the_server_was_killed(
    new_context: Callable[..., BrowserContext], fragile: Server
) -> None:
    context = new_context(server=fragile)
    page = context.new_page()
    page.goto("/inscription")
    nom, prenom, mail = (
        page.get_by_label(libelle, exact=True) for libelle in ("Nom", "Prénom", "Adresse mail")
    )
    nom.press_sequentially("Martin")
    expect(statut(nom)).to_have_text(ENREGISTRE)
    prenom.press_sequentially("Zo")

    def taper() -> None:
        prenom.press_sequentially("é")
        mail.press_sequentially("zoe@exemple.org")
        expect(statut(mail)).not_to_have_text(ENREGISTRE)

    couper(page, fragile, taper)
    for champ, valeur in ((prenom, "Zoé"), (mail, "zoe@exemple.org")):
        expect(champ).to_have_value(valeur)
        expect(statut(champ)).not_to_have_attribute("data-phase", EN_COURS)
    expect(nom).to_have_value("Martin")
    expect(mail).to_be_focused()
    ailleurs = context.new_page()
    ailleurs.goto("/inscription")
    expect(ailleurs.get_by_label("Prénom", exact=True)).to_have_value("Zoé")
    expect(ailleurs.get_by_label("Adresse mail", exact=True)).to_have_value("zoe@exemple.org")


def test_ones_own_sheet_and_session_outlive_the_server(
    new_context: Callable[..., BrowserContext], fragile: Server
) -> None:
    page = gens.personne(fragile).entrer(new_context(server=fragile)).new_page()
    page.goto("/mes-infos")
    telephone = page.get_by_label("Téléphone")
    expect(telephone).to_have_value(numero("05 36 49 12 34"))

    def taper() -> None:
        expect(page.locator("#reseau")).to_contain_text(COUPEE)
        telephone.fill("05 36 49 12 99")

    couper(page, fragile, taper)
    expect(statut(telephone)).to_have_text(ENREGISTRE)
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
    page.reload()
    expect(telephone).to_have_value(numero("05 36 49 12 99"))
