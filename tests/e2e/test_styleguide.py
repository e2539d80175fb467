"""The frame and what the page answers, on the page that shows every component."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import gens
from tests.e2e.charte import opened
from tests.e2e.conftest import Complaints
from tests.live import Server


@pytest.fixture
def guide(page: Page) -> Page:
    return opened(page)


def test_a_refused_form_leads_to_its_fields(guide: Page) -> None:
    guide.get_by_role("button", name="Valider").click()
    summary = guide.locator("#resume-erreurs")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("2 réponses sont à corriger")
    summary.get_by_role("link", name="Saisissez votre mail").click()
    expect(guide.get_by_label("Mail", exact=True)).to_be_focused()
    assert "#" not in guide.url
    guide.get_by_label("Nom de famille").fill("Martin")
    guide.get_by_label("Mail", exact=True).fill("a@exemple.fr")
    guide.get_by_role("button", name="Valider").click()
    expect(guide.get_by_text("Formulaire envoyé.")).to_be_visible()
    expect(summary.get_by_role("link")).to_have_count(0)


def test_a_dialog_asks_before_it_acts(guide: Page) -> None:
    trigger = guide.get_by_role("button", name="Supprimer le brouillon…")
    dialog = guide.get_by_role("dialog", name="Supprimer ce brouillon ?")
    trigger.click()
    expect(dialog.get_by_role("button", name="Annuler")).to_be_focused()
    guide.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(trigger).to_be_focused()
    expect(guide.get_by_text("Brouillon supprimé.")).to_be_hidden()
    trigger.click()
    dialog.get_by_role("button", name="Supprimer le brouillon").click()
    expect(dialog).to_be_hidden()
    expect(guide.get_by_text("Brouillon supprimé.")).to_be_visible()


def test_a_defect_of_ours_is_said_with_a_reference(guide: Page) -> None:
    guide.get_by_role("button", name="Provoquer une panne").click()
    message = guide.locator("#alerte")
    expect(message).to_be_focused()
    expect(message).to_contain_text(re.compile(r"donnez-nous la référence [A-Z2-9]{6}\."))
    message.get_by_role("button", name="Fermer le message").click()
    expect(message).to_be_empty()
    guide.get_by_role("button", name="Provoquer une panne").click()
    expect(message).to_contain_text("la référence")
    guide.get_by_role("link", name="Mentions légales").click()
    expect(guide.get_by_role("heading", level=1)).to_have_text("Mentions légales")
    expect(message).to_be_empty()


def test_a_page_that_breaks_says_what_to_do_and_shows_no_trace(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.add_init_script(
        "const find = Element.prototype.querySelectorAll;"
        "Element.prototype.querySelectorAll = function (what) {"
        "  if (this.id === 'menu') throw new Error('défaut secret'); return find.call(this, what); };"
    )
    page.goto("/mentions-legales")
    message = page.get_by_role("alert")
    expect(message.get_by_role("heading", level=1)).to_have_text("Cette page a rencontré un problème")
    expect(page.get_by_role("link", name="Recharger la page")).to_have_attribute("href", "")
    expect(page.get_by_text("défaut secret")).to_have_count(0)
    assert Axe().run(page).response["violations"] == []
    page.close()


def test_changing_page_moves_the_focus_and_says_the_title(guide: Page) -> None:
    guide.get_by_role("link", name="Données personnelles").click()
    expect(guide.get_by_role("heading", level=1)).to_be_focused()
    expect(guide.locator("#annonces")).to_have_text("Données personnelles – Portail des aides")
    assert guide.evaluate("scrollY") == 0


def test_a_session_that_ended_is_said_and_one_comes_back_to_the_same_page(
    new_context: Callable[..., BrowserContext], server: Server, complaints: Complaints
) -> None:
    complaints.meant.add(401)  # what was typed waits for the person to come back
    somebody = gens.personne(server)
    page = somebody.entrer(new_context()).new_page()
    page.goto("/mes-infos")
    phone = page.get_by_label("Téléphone")
    expect(phone).to_have_value(re.compile("05"))
    with somebody.http() as elsewhere:
        elsewhere.post("/api/session/fin")
    phone.fill("05 36 49 12 99")
    opened = page.get_by_role("dialog", name="Session expirée")
    expect(opened).to_contain_text("Reconnectez-vous, rien n’est perdu")
    expect(phone).to_have_value("05 36 49 12 99")
    page.keyboard.press("Escape")
    notice = page.locator("#session-expiree")
    expect(notice).to_contain_text("Votre session a expiré. Reconnectez-vous")
    notice.get_by_role("link", name="Se reconnecter").click()
    expect(page).to_have_url(re.compile(r"/connexion\?suite=/mes-infos$"))


def test_a_network_that_refuses_the_line_is_told_the_other_ways(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.add_init_script(
        "window.WebSocket = class {"
        "  constructor() { setTimeout(() => this.onerror?.(new Event('error'))); } close() {} };"
    )
    page.clock.install()
    page.goto("/mentions-legales")
    notice = page.locator("#reseau")
    page.clock.run_for(1_000)
    expect(notice).to_be_empty()
    page.clock.run_for(3_000)
    expect(notice).to_contain_text("La connexion est interrompue.")
    page.clock.run_for(3_000)
    expect(notice).to_contain_text("Votre réseau bloque la connexion en temps réel")
    hrefs = [link.get_attribute("href") or "" for link in notice.get_by_role("link").all()]
    assert [href.partition(":")[0] for href in hrefs] == ["/aides/liste", "tel", "mailto"]
    page.close()


def test_a_mail_link_does_not_leave_the_page_without_its_line(guide: Page) -> None:
    with guide.expect_websocket():
        guide.get_by_role("contentinfo").get_by_role("link", name="aides@exemple.fr").click()


def test_the_skip_link_leads_to_the_content(guide: Page) -> None:
    guide.reload()
    guide.keyboard.press("Tab")
    expect(guide.get_by_role("link", name="Aller au contenu")).to_be_focused()
    guide.keyboard.press("Enter")
    expect(guide.get_by_role("main")).to_be_focused()


def test_the_menu_unfolds_on_a_phone(phone: Page) -> None:
    phone.goto("/mentions-legales")
    menu, link = (
        phone.get_by_role("button", name="Menu"),
        phone.get_by_role("link", name="Mes infos personnelles"),
    )
    expect(link).to_be_hidden()
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    phone.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


def test_nothing_overflows_a_narrow_phone(phone: Page) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    opened(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(new_context: Callable[..., BrowserContext], width: int, scheme: str) -> None:
    page = opened(new_context(width=width, scheme=scheme).new_page())
    page.get_by_role("button", name="Valider").click()
    expect(page.locator("#resume-erreurs")).to_be_focused()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
