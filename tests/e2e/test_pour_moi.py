"""« Quelles aides pour moi ? » in a real browser: a stranger, somebody signed in, a phone, the keyboard."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import gens
from tests.e2e.regards import foyer_visible, sous_tous_les_jours, trop_large
from tests.live import Server

TITRE = re.compile(r"^Vous pouvez demander \d+\saides?$")


def repondre(page: Page) -> None:
    """A student of Bergerac, 31 years old: one year too many for the bike."""
    page.get_by_role("radio", name="Personne physique").check()
    page.get_by_label("Étudiant").check()
    page.get_by_label("Commune").fill("bergera")
    page.get_by_role("option", name="Bergerac (24100)").click()
    page.get_by_label("Votre âge").fill("31")


def test_a_stranger_answers_on_a_phone_and_finds_the_answers_again(phone: Page) -> None:
    phone.goto("/aides/pour-moi")
    expect(phone.get_by_text("Dites-nous d’abord qui vous êtes.")).to_be_visible()
    repondre(phone)
    expect(phone.locator("#resultats")).to_have_text(TITRE)
    presque = phone.locator(".carte-aide", has_text="Un vélo pour étudier")
    expect(presque).to_contain_text("Réservée aux personnes de 16 à 30\u00a0ans.")
    assert trop_large(phone) == []
    assert phone.url.endswith("/aides/pour-moi")
    phone.get_by_label("Votre âge").fill("21")
    expect(presque).not_to_contain_text("Réservée")
    expect(phone.get_by_role("link", name="Façades et toitures du centre ancien")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Votre âge")).to_have_value("21")
    expect(phone.get_by_label("Commune")).to_have_value("Bergerac")
    expect(phone.locator("#resultats")).to_have_text(TITRE)
    phone.get_by_role("link", name=re.compile("Voir les .*aides")).tap()
    expect(phone.locator("#resultats")).to_be_focused()


def test_another_tab_of_a_stranger_knows_nothing(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/aides/pour-moi")
    repondre(page)
    expect(page.locator("#resultats")).to_have_text(TITRE)
    autre = context.new_page()
    autre.goto("/aides/pour-moi")
    expect(autre.get_by_text("Dites-nous d’abord qui vous êtes.")).to_be_visible()


def test_the_sheet_answers_and_what_is_changed_here_leaves_it(
    server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    context = new_context()
    qui.entrer(context)
    page = context.new_page()
    page.goto("/aides/pour-moi")
    expect(page.get_by_role("radio", name="Association")).to_be_checked()
    expect(page.get_by_text("D’après votre fiche").first).to_be_visible()
    expect(page.locator("#resultats")).to_have_text(TITRE)
    page.get_by_role("radio", name="Entreprise").check()
    expect(page.get_by_label("Activité")).to_be_visible()
    expect(page.get_by_text("Changer une réponse ici ne change pas votre fiche.")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('portail:pour-moi')") is None
    page.reload()
    expect(page.get_by_role("radio", name="Association")).to_be_checked()


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/aides/pour-moi")
    page.get_by_role("radio", name="Personne physique").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Association")).to_be_checked()
    expect(page.locator("#resultats")).to_have_text(TITRE)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Commune")).to_be_focused()
    page.keyboard.type("limoges", delay=20)
    expect(page.get_by_role("option", name="Limoges (87000)")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Commune")).to_have_value("Limoges (87000)")
    manque = page.get_by_role("link", name="l’année de création")
    manque.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Année de création")).to_be_focused()
    assert foyer_visible(page) == ""
    page.keyboard.type("2010")
    expect(manque).to_have_count(0)
    assert sous_tous_les_jours(page) == []
