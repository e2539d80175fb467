"""A block on a phone, by keyboard: rows come and go, sums follow, what was typed is there after a reload."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import gens
from tests.integration.dossiers import depenses
from tests.live import Server


def _presser(page: Page, bouton: str) -> None:
    page.get_by_role("button", name=bouton, exact=True).focus()
    page.keyboard.press("Enter")


def _dans(page: Page, rangee: str, champ: str) -> Locator:
    return page.get_by_role("group", name=rangee, exact=True).get_by_label(champ, exact=True)


def test_rows_by_keyboard_on_a_phone(own_server: Server, new_context: Callable[..., BrowserContext]) -> None:
    with gens.base(own_server) as session:
        depenses.publier(session)
    qui = gens.personne(own_server)
    numero = gens.ouvrir_dossier(qui, depenses.SLUG)
    contexte = new_context(server=own_server, width=375, height=740)
    page = qui.entrer(contexte).new_page()
    page.goto(f"/dossiers/{numero}/budget")
    page.get_by_role("radio", name="Oui").check()
    for rang in (1, 2):
        _presser(page, "Ajouter\u00a0: Dépense")
        expect(page.get_by_role("heading", name=f"Dépense {rang}", exact=True)).to_be_focused()
    _dans(page, "Dépense 1", "Nature").fill("Scène")
    _dans(page, "Dépense 1", "Prix").fill("6000")
    _dans(page, "Dépense 2", "Prix").fill("200")
    expect(page.get_by_text("6\u202f200,00\u00a0€")).to_be_visible()
    expect(page.get_by_text("Joignez deux devis.")).to_be_visible()
    expect(_dans(page, "Dépense 1", "Numéro du devis")).to_be_visible()
    _presser(page, "Descendre\u00a0: Dépense 1")
    expect(_dans(page, "Dépense 2", "Nature")).to_have_value("Scène")
    _presser(page, "Retirer\u00a0: Dépense 2")
    expect(page.get_by_role("button", name="Remettre la dernière ligne retirée")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dépense 2", exact=True)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.reload()
    expect(_dans(page, "Dépense 2", "Nature")).to_have_value("Scène")
    expect(_dans(page, "Dépense 1", "Prix")).to_have_value("200")
