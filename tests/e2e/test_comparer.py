"""Comparing aids in a real browser, aids near to one, printing and sharing."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.regards import foyer_visible, sous_tous_les_jours, trop_large

TROIS = ("salles-de-spectacle-renovation", "batiments-culturels-de-dordogne", "embaucher-un-apprenti")


def adresse(*slugs: str) -> str:
    return "/aides/comparer?" + "&".join(f"aide={slug}" for slug in slugs)


def test_three_are_picked_across_pages_and_compared_by_keyboard(page: Page) -> None:
    page.goto("/aides?q=toiture")
    for rang in (0, 1):
        choix = page.locator(".pick").nth(rang)
        choix.focus()
        page.keyboard.press("Enter")
        expect(choix).to_have_attribute("aria-pressed", "true")
    barre = page.get_by_role("complementary", name="Aides à comparer")
    expect(barre).to_contain_text("2\u00a0aides à comparer")
    page.goto("/aides/embaucher-un-apprenti")
    expect(barre).to_contain_text("2\u00a0aides à comparer")
    page.get_by_role("button", name="Comparer : Embaucher un apprenti").press("Enter")
    expect(barre).to_contain_text("3\u00a0aides à comparer")
    page.goto("/aides?q=vélo")
    de_trop = page.locator(".pick").first
    de_trop.focus()
    assert foyer_visible(page) == ""
    page.keyboard.press("Enter")
    expect(de_trop).to_contain_text("Trois aides au plus")
    expect(page.locator("#annonces")).to_have_text("Trois aides au plus")
    barre.get_by_role("link", name="Comparer").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Comparer 3\u00a0aides")).to_be_focused()
    expect(page.get_by_role("columnheader")).to_have_count(4)
    page.get_by_role("button", name="Retirer : Embaucher un apprenti").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Comparer 2\u00a0aides")).to_be_focused()
    assert "embaucher" not in page.url
    page.reload()
    expect(page.get_by_role("columnheader")).to_have_count(3)


def test_what_differs_is_marked_and_can_stand_alone(page: Page) -> None:
    page.goto(adresse(*TROIS))
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparer 3\u00a0aides")
    toutes = page.locator(".comparaison tbody tr").count()
    page.get_by_label("Montrer seulement ce qui diffère").check()
    expect(page.locator('.comparaison tr[data-differe="non"]')).to_have_count(0)
    assert 0 < page.locator(".comparaison tbody tr").count() < toutes
    assert sous_tous_les_jours(page) == []


def test_on_a_phone_each_answer_names_its_aid(phone: Page) -> None:
    phone.goto(adresse(*TROIS))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Comparer 3\u00a0aides")
    noms = phone.locator(".comparaison tbody tr").first.locator(".comparer-nom")
    expect(noms).to_have_count(3)
    expect(noms.last).to_be_visible()
    assert trop_large(phone) == []


def test_nothing_to_compare_leads_somewhere(page: Page) -> None:
    page.goto("/aides/comparer?aide=licorne")
    expect(page.get_by_text("1\u00a0aide n’est plus dans le catalogue.")).to_be_visible()
    page.get_by_role("link", name="Parcourir les aides").click()
    expect(page.locator("#resultats")).to_have_text(re.compile("aides trouvées"))


def test_on_paper_the_table_stays_a_table_and_the_page_loses_its_frame(page: Page) -> None:
    page.goto(adresse(*TROIS))
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparer 3\u00a0aides")
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.comparaison')).display") == "table"
    page.goto("/aides/salles-de-spectacle-renovation")
    expect(page.get_by_role("heading", name="Contact", exact=True)).to_be_visible()
    for cache in (".sommaire", ".proches", ".gestes"):
        expect(page.locator(cache)).to_be_hidden()


def test_without_a_sheet_of_the_device_the_link_is_copied_and_said(
    new_context: Callable[..., BrowserContext], base_url: str
) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    context.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined })")
    page = context.new_page()
    page.goto("/aides/velo-des-etudiants")
    page.get_by_role("button", name="Partager").click()
    expect(page.get_by_text("Lien copié.").first).to_be_visible()
    expect(page.locator("#annonces")).to_have_text("Lien copié.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}/aides/velo-des-etudiants"


def test_with_neither_the_link_is_there_to_be_copied(
    new_context: Callable[..., BrowserContext], base_url: str
) -> None:
    context = new_context()
    context.add_init_script(
        "for (const nom of ['share', 'clipboard'])"
        " Object.defineProperty(navigator, nom, { value: undefined })"
    )
    page = context.new_page()
    page.goto("/aides/velo-des-etudiants")
    page.get_by_role("button", name="Partager").click()
    expect(page.get_by_label("Copiez ce lien")).to_have_value(f"{base_url}/aides/velo-des-etudiants")


def test_the_sheet_leads_to_aids_near_to_it_and_to_its_own_parts(page: Page) -> None:
    page.goto("/aides/velo-des-etudiants")
    proches = page.locator(".proches .carte-aide")
    expect(proches.first).to_contain_text("En commun")
    assert proches.count() <= 4
    page.get_by_role("navigation", name="Sommaire de la fiche").get_by_role("link", name="Contact").click()
    expect(page.get_by_role("heading", name="Contact", exact=True)).to_be_focused()
    titre = proches.first.locator(".carte-lien").inner_text()
    proches.first.locator(".carte-lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titre)
