"""The filters of the search: facets that unfold, a place by keyboard, lists, and the sheet of a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.regards import foyer_visible, petites_cibles, sous_tous_les_jours, trop_large, violations


@pytest.fixture
def catalogue(page: Page) -> Page:
    """The whole catalogue, once its numbers are there."""
    return ouvrir(page, "/aides")


def ouvrir(page: Page, adresse: str) -> Page:
    page.goto(adresse)
    expect(page.locator("#resultats")).to_have_text(re.compile("aide"))
    return page


def case(page: Page, nom: str) -> Locator:
    return page.get_by_role("checkbox", name=nom, exact=True)


def nombre(page: Page, identifiant: str) -> int:
    """The count beside a box."""
    return int(re.sub(r"\D", "", page.locator(f"#{identifiant}-nombre").inner_text()))


def feuille(phone: Page) -> Locator:
    """The sheet of the filters, opened by a finger."""
    phone.get_by_role("button", name=re.compile("^Filtrer")).tap()
    dialogue = phone.get_by_role("dialog", name="Filtrer les aides")
    expect(dialogue).to_be_visible()
    return dialogue


def test_a_count_is_what_ticking_the_box_finds(catalogue: Page) -> None:
    attendu = nombre(catalogue, "beneficiaire-entreprise")
    case(catalogue, "Entreprise").check()
    expect(catalogue.locator("#resultats")).to_have_text(f"{attendu}\u00a0aides trouvées")
    avec = attendu + nombre(catalogue, "beneficiaire-autre")
    case(catalogue, "Autre organisme").check()
    expect(catalogue.locator("#resultats")).not_to_have_text(f"{attendu}\u00a0aides trouvées")
    assert int(catalogue.locator("#resultats").inner_text().split("\u00a0")[0]) <= avec
    expect(catalogue).to_have_title(re.compile(r"^\d+\saides – Portail des aides$"))


def test_a_long_list_and_a_theme_unfold_by_keyboard(catalogue: Page) -> None:
    sport = case(catalogue, "Sport")
    expect(sport).to_be_hidden()
    plus = catalogue.get_by_role("group", name="Thématique").get_by_role(
        "button", name=re.compile("Voir plus")
    )
    plus.press("Enter")
    expect(sport).to_be_visible()
    expect(catalogue.get_by_role("checkbox", name="Mobilités")).to_be_focused()
    assert foyer_visible(catalogue) == ""
    velo = case(catalogue, "Vélo et marche")
    expect(velo).to_be_hidden()
    detail = catalogue.get_by_role("button", name=re.compile("Détail de « Mobilités »"))
    detail.press("Enter")
    expect(detail).to_have_attribute("aria-expanded", "true")
    velo.press("Space")
    expect(catalogue).to_have_url(re.compile("sous-thematique=velo"))
    ouvrir(catalogue, catalogue.url)
    expect(velo).to_be_checked()
    expect(velo).to_be_visible()
    assert violations(catalogue) == []


def test_ticking_a_theme_shows_what_it_is_made_of(catalogue: Page) -> None:
    detail = case(catalogue, "Équipements culturels")
    expect(detail).to_be_hidden()
    case(catalogue, "Culture et patrimoine").check()
    expect(detail).to_be_visible()


def test_a_place_is_found_and_chosen_by_keyboard(catalogue: Page) -> None:
    boite = catalogue.get_by_role("combobox", name="Territoire")
    boite.focus()
    catalogue.keyboard.type("bergera")
    choix = catalogue.get_by_role("option", name="Bergerac (24100, Dordogne)")
    expect(choix).to_be_visible()
    assert violations(catalogue) == []
    catalogue.keyboard.press("ArrowDown")
    expect(choix).to_have_attribute("aria-selected", "true")
    catalogue.keyboard.press("Enter")
    expect(catalogue).to_have_url(re.compile(r"lieu=COM-24037"))
    expect(boite).to_be_focused()
    puce = catalogue.get_by_role("button", name="Bergerac (24100, Dordogne) : retirer ce filtre")
    expect(puce).to_be_visible()
    ouvrir(catalogue, catalogue.url)
    expect(boite).to_have_value("Bergerac (24100, Dordogne)")
    puce.press("Enter")
    expect(boite).to_have_value("")
    expect(catalogue).to_have_url(re.compile(r"/aides$"))


def test_a_place_typed_and_not_chosen_is_no_place(catalogue: Page) -> None:
    boite = catalogue.get_by_role("combobox", name="Territoire")
    boite.press_sequentially("24100")
    expect(catalogue.get_by_role("option").first).to_have_text("Bergerac (24100, Dordogne)")
    boite.press("Enter")  # the first one
    expect(catalogue).to_have_url(re.compile(r"lieu=COM-24037"))
    boite.fill("quelque part")
    boite.blur()
    expect(boite).to_have_value("Bergerac (24100, Dordogne)")
    boite.fill("")
    expect(catalogue).to_have_url(re.compile(r"/aides$"))


def test_an_amount_an_end_and_an_order_are_lists(catalogue: Page) -> None:
    catalogue.get_by_label("Montant").select_option("10000")
    catalogue.get_by_label("Clôture", exact=True).select_option("90")
    catalogue.get_by_label("Trier par").select_option("nouveaute")
    expect(catalogue).to_have_url(re.compile("montant=10000&cloture=90&tri=nouveaute$"))
    catalogue.get_by_role("button", name="Retirer les filtres").click()
    expect(catalogue.get_by_label("Montant")).to_have_value("")
    expect(catalogue.get_by_label("Trier par")).to_have_value("nouveaute")
    expect(catalogue.locator("#tri option")).to_have_text(["Clôture la plus proche", "Nouveautés"])
    catalogue.get_by_label("Mots clés").fill("culture")
    expect(catalogue.locator("#tri option").first).to_have_text("Pertinence")


def test_the_way_back_comes_through_the_searches(catalogue: Page) -> None:
    case(catalogue, "Association").check()
    expect(catalogue).to_have_url(re.compile("beneficiaire=association"))
    trouvees = catalogue.locator("#resultats").inner_text()
    catalogue.locator(".carte-lien").first.click()
    expect(catalogue.get_by_role("link", name="Toutes les aides")).to_be_visible()
    catalogue.go_back()
    expect(case(catalogue, "Association")).to_be_checked()
    expect(catalogue.locator("#resultats")).to_have_text(trouvees)
    catalogue.go_forward()
    expect(catalogue.get_by_role("link", name="Toutes les aides")).to_be_visible()


def test_on_a_phone_the_filters_come_in_a_sheet(phone: Page) -> None:
    ouvrir(phone, "/aides")
    expect(case(phone, "Association")).to_be_hidden()
    dialogue = feuille(phone)
    attendu = nombre(phone, "beneficiaire-association")
    case(phone, "Association").tap()
    voir = dialogue.get_by_role("button", name=f"Voir les {attendu}\u00a0aides")
    expect(voir).to_be_visible()
    assert trop_large(phone) == []
    assert petites_cibles(phone) == []
    voir.tap()
    expect(dialogue).to_be_hidden()
    expect(phone.locator("#resultats")).to_be_focused()
    expect(phone.locator("#resultats")).to_be_in_viewport()
    expect(phone).to_have_url(re.compile("beneficiaire=association"))
    expect(phone.get_by_role("button", name=re.compile("^Filtrer"))).to_have_text(re.compile(r"Filtrer1\s"))


@pytest.mark.parametrize("fermer", ["Escape", "back", "croix"])
def test_the_sheet_closes_and_the_search_stays(phone: Page, fermer: str) -> None:
    ouvrir(phone, "/aides?q=culture")
    dialogue = feuille(phone)
    case(phone, "Association").tap()
    expect(dialogue.get_by_role("button", name=re.compile("^Voir l"))).to_be_visible()
    expect(phone).to_have_url(re.compile("beneficiaire=association"))
    if fermer == "Escape":
        phone.keyboard.press("Escape")
    elif fermer == "back":
        phone.evaluate("history.back()")
    else:
        dialogue.get_by_role("button", name="Fermer").tap()
    expect(dialogue).to_be_hidden()
    expect(phone.get_by_role("button", name=re.compile("^Filtrer"))).to_be_focused()
    expect(phone).to_have_url(re.compile(r"/aides\?q=culture&beneficiaire=association$"))
    phone.reload()
    expect(phone.locator("#resultats")).to_have_text(re.compile("aide"))
    expect(phone.get_by_role("button", name="Association : retirer ce filtre")).to_be_visible()


def test_the_keyboard_stays_in_the_sheet(phone: Page) -> None:
    ouvrir(phone, "/aides")
    feuille(phone)
    for _ in range(60):
        phone.keyboard.press("Tab")
        ailleurs = phone.evaluate(
            "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not ailleurs


@pytest.mark.parametrize(
    "adresse",
    [
        "/aides?q=culture&thematique=culture&sous-thematique=patrimoine&lieu=DEP-24&montant=1000&cloture=30",
        "/aides?q=licorne+musée&thematique=sport&etat=bientot",
    ],
)
def test_axe_finds_nothing_and_nothing_overflows(page: Page, adresse: str) -> None:
    ouvrir(page, adresse)
    assert sous_tous_les_jours(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert trop_large(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_sheet(new_context: Callable[..., BrowserContext], scheme: str) -> None:
    phone = new_context(width=320, height=640, scheme=scheme).new_page()
    ouvrir(phone, "/aides?thematique=culture")
    feuille(phone)
    assert violations(phone) == []
    assert trop_large(phone) == []
