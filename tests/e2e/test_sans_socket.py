"""A network that blocks the websocket, a browser without scripts or without a database of its own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import gens
from tests.e2e.brouillons import Brouillon, brouillon, ouvrir  # noqa: F401  two fixtures
from tests.e2e.formulaire import ENREGISTRE
from tests.e2e.regards import trop_large
from tests.e2e.test_retenue import Coupure

BLOQUEE = "Votre réseau bloque la connexion en temps réel"
REFUSEE = """window.WebSocket = class {
    constructor() { this.readyState = 0; setTimeout(() => this.onerror?.(new Event("error"))); }
    send() {}
    close() {}
};"""
MUETTE = "window.WebSocket = class { constructor() { this.readyState = 0; } send() {} close() {} };"
# One that can be shut at will, from then on; the page keeps what it found under this name when it began.
A_FERMER = f"""{{
    const Vraie = window.WebSocket, ouvertes = [];
    {REFUSEE}
    const Refusee = window.WebSocket;
    let fermee = false;
    window.WebSocket = new Proxy(Vraie, {{ construct(_, arguments_) {{
        const faite = fermee ? new Refusee() : new Vraie(...arguments_);
        ouvertes.push(faite);
        return faite;
    }} }});
    window.fermer = () => {{ fermee = true; ouvertes.forEach((une) => une.close()); }};
    window.rouvrir = () => {{ fermee = false; }};
}}"""


@pytest.mark.parametrize("scripts", [REFUSEE, MUETTE], ids=["refused", "never answered"])
def test_a_network_that_blocks_the_socket_is_told_in_place(page: Page, scripts: str) -> None:
    page.add_init_script(scripts)
    page.goto("/mentions-legales")
    _rester_lisible(page)


def test_a_network_that_cuts_the_socket_at_once_is_told_in_place(page: Page) -> None:
    page.route_web_socket(re.compile("/_event"), lambda socket: socket.close(code=1006))
    page.goto("/mentions-legales")
    _rester_lisible(page)


def _rester_lisible(page: Page) -> None:
    notice = page.locator("#reseau")
    expect(notice).to_contain_text(BLOQUEE)
    expect(notice.get_by_role("link")).to_have_count(3)
    assert trop_large(page) == []
    page.get_by_role("contentinfo").get_by_role("link", name="Données personnelles").click()
    expect(page.get_by_role("heading", level=1, name="Données personnelles")).to_be_visible()
    expect(notice).to_contain_text(BLOQUEE)


def test_what_is_typed_goes_on_being_saved_without_the_socket(brouillon: Brouillon) -> None:
    page = brouillon.page
    page.add_init_script(A_FERMER)
    page.reload()
    expect(brouillon.lieu("intitule")).to_be_editable()
    page.evaluate("() => window.fermer()")
    expect(page.locator("#reseau")).to_contain_text("La connexion est interrompue")
    brouillon.lieu("intitule").fill("Fête du fleuve")
    brouillon.bientot("intitule", "Fête du fleuve")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    brouillon.lieu("publics").get_by_role("checkbox", name="Enfants").check()
    brouillon.bientot("publics", ["enfants"])
    gens.repondre(brouillon.qui, brouillon.numero, {"besoin": "Écrit ailleurs, plus tard."}, premiere=2**52)
    brouillon.lieu("besoin").fill("Écrit ici.")
    expect(brouillon.lieu("besoin")).to_have_value("Écrit ailleurs, plus tard.")
    page.evaluate("() => window.rouvrir()")
    expect(page.locator("#reseau")).to_contain_text("La connexion est rétablie")
    expect(page.get_by_role("group", name=re.compile("Deux textes"))).to_contain_text("Écrit ici.")
    expect(brouillon.lieu("intitule")).to_have_value("Fête du fleuve")
    brouillon.lieu("intitule").fill("Fête du fleuve et du vent")
    brouillon.bientot("intitule", "Fête du fleuve et du vent")


def test_what_a_silent_socket_did_not_carry_goes_by_http(brouillon: Brouillon) -> None:
    coupure = Coupure(brouillon.page)
    brouillon.page.reload()
    expect(brouillon.lieu("intitule")).to_be_editable()
    coupure.active = True
    brouillon.lieu("intitule").fill("Fête du fleuve")
    brouillon.bientot("intitule", "Fête du fleuve")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)


SANS_BASE = {
    "refused": """Object.defineProperty(window, "indexedDB", {
        get() { throw new DOMException("", "SecurityError"); }
    });""",
    "full": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };",
}


@pytest.mark.parametrize("defaut", SANS_BASE)
def test_a_browser_without_its_database_keeps_working_and_says_so(brouillon: Brouillon, defaut: str) -> None:
    page = brouillon.page
    page.add_init_script(SANS_BASE[defaut])
    page.reload()
    brouillon.lieu("intitule").fill("Fête")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    page.context.set_offline(True)
    brouillon.lieu("intitule").fill("Fête du fleuve")
    garde = re.compile(r"Hors connexion\s: 1 réponse gardée tant que cette page reste ouverte")
    expect(page.locator("#reseau")).to_contain_text(garde)
    page.context.set_offline(False)
    brouillon.bientot("intitule", "Fête du fleuve")


@pytest.mark.parametrize("adresse", ["/", "/mentions-legales", "/aides/soutien-aux-associations"])
def test_without_scripts_the_page_says_what_to_do(browser: Browser, base_url: str, adresse: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(adresse)
    expect(page.locator(".sans-script")).to_contain_text("Ce portail a besoin de JavaScript")
    expect(page.locator(".sans-script a[href^='tel:']")).to_be_visible()
    context.close()


def test_with_scripts_nobody_reads_it(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Ce portail a besoin de JavaScript")).to_be_hidden()
