"""Finding an aid in a real browser: as one types, by a shared link, by keyboard alone, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.bench.pages import violations
from tests.e2e.conftest import Complaints
from tests.e2e.regards import foyer_visible

OUVERTE, PERMANENTE = "mobilite-etudiante", "restauration-patrimoine-rural"


def trouvees(page: Page) -> int:
    """The number of aids the page says it found, once it says one."""
    titre = page.locator("#resultats")
    expect(titre).to_have_text(re.compile(r"aide"))
    nombre = re.match(r"\d+", titre.inner_text())
    return int(nombre[0]) if nombre else 0


def test_the_home_page_leads_to_the_search(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name="Créer un compte")).to_have_attribute("href", "/inscription")
    expect(page.get_by_role("link", name="Se connecter").last).to_have_attribute("href", "/connexion")
    expect(page.get_by_role("heading", name="Bientôt closes")).to_be_visible()
    page.get_by_label("Rechercher une aide").fill("vélo")
    page.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_label("Mots clés")).to_have_value("vélo")
    assert trouvees(page) > 0


def test_the_home_search_needs_no_script(new_context: Callable[..., BrowserContext], base_url: str) -> None:
    browser = new_context().browser
    assert browser
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Rechercher une aide").fill("vélo")
    page.get_by_role("button", name="Rechercher").click()
    expect(page).to_have_url(f"{base_url}/aides/liste?q=v%C3%A9lo")
    expect(page.get_by_label("Mots clés")).to_have_value("vélo")
    context.close()


def test_the_list_the_counts_and_the_address_follow_what_one_types(page: Page) -> None:
    page.goto("/aides")
    toutes = trouvees(page)
    page.get_by_label("Mots clés").press_sequentially("patrimoine", delay=15)
    expect(page).to_have_url(re.compile(r"/aides\?q=patrimoine$"))
    quelques = trouvees(page)
    assert 0 < quelques < toutes
    expect(page.locator("#annonces")).to_have_text(re.compile(rf"^{quelques}\s"))

    culture = page.get_by_role("checkbox", name="Culture et patrimoine")
    nombre = int(re.sub(r"\D", "", page.locator("#thematique-culture-nombre").inner_text()))
    culture.check()
    expect(page).to_have_url(re.compile(r"q=patrimoine&thematique=culture$"))
    assert trouvees(page) == nombre
    page.get_by_role("button", name="Culture et patrimoine : retirer ce filtre").click()
    expect(culture).not_to_be_checked()
    expect(page.locator("#resultats")).to_be_focused()


def test_a_link_is_the_search_and_back_comes_back_to_it(page: Page) -> None:
    page.goto("/aides?q=velo&beneficiaire=association&ouverte=1")
    nombre = trouvees(page)
    expect(page.get_by_role("checkbox", name="Association")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Ouverte aujourd’hui")).to_be_checked()
    titre = page.locator(".carte-lien").first.inner_text()
    page.get_by_role("link", name=titre).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titre)
    expect(page).to_have_title(f"{titre} – Portail des aides")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Mots clés")).to_have_value("velo")
    assert trouvees(page) == nombre
    page.get_by_role("link", name="Déposer un dossier").click()
    expect(page.get_by_label("Mots clés")).to_have_value("")
    assert trouvees(page) > nombre


def test_nothing_found_leads_somewhere(page: Page) -> None:
    page.goto("/aides?q=licorne dragon gnome musée&thematique=sport")
    expect(page.get_by_role("heading", name="Aucune aide trouvée")).to_be_visible()
    page.get_by_role("button", name=re.compile("musée")).click()
    expect(page.get_by_label("Mots clés")).to_have_value("musée")
    assert trouvees(page) > 0


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/aides")
    trouvees(page)
    page.get_by_label("Mots clés").focus()
    page.keyboard.type("festival")
    expect(page).to_have_url(re.compile("q=festival"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rechercher")).to_be_focused()
    page.keyboard.press("Tab")
    passer = page.get_by_role("link", name="Aller aux résultats")
    expect(passer).to_be_focused()
    assert foyer_visible(page) == ""
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Ouverte aujourd’hui")).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("q=festival&etat=ouverte"))
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#resultats")).to_be_focused()
    while not page.evaluate("document.activeElement.matches('.carte-lien')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Télécharger le règlement")).to_be_visible()


def test_the_sheet_of_an_open_aid(page: Page) -> None:
    page.goto(f"/aides/{OUVERTE}")
    entree = page.get_by_role("link", name="Accéder au formulaire")
    expect(entree).to_have_attribute("href", f"/connexion?suite=/aides/{OUVERTE}/demande")
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger le règlement").click()
    assert attendu.value.suggested_filename.startswith("Règlement – Bourse de mobilité")
    assert attendu.value.path().read_bytes().startswith(b"%PDF-")


def test_an_aid_without_online_form_says_how_to_ask(page: Page) -> None:
    page.goto(f"/aides/{PERMANENTE}")
    expect(page.get_by_text("Ouverte en permanence")).to_be_visible()
    expect(page.get_by_role("link", name="Accéder au formulaire")).to_have_count(0)
    page.get_by_role("link", name="service qui la suit").click()
    expect(page.get_by_role("heading", name="Contact")).to_be_focused()


def test_an_aid_to_come_or_closed_says_when(page: Page) -> None:
    page.goto("/aides?page=4")
    trouvees(page)
    page.locator(".carte-aide", has_text=re.compile("Ouvre le|rouvre le")).first.locator(
        ".carte-lien"
    ).click()
    expect(page.get_by_role("heading", name=re.compile("uvre le"))).to_be_visible()
    expect(page.get_by_text("Vous pourrez déposer votre demande à partir de cette date")).to_be_visible()
    expect(page.get_by_role("link", name="Accéder au formulaire")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize(
    "address", ["/", "/aides", "/aides?q=licorne&ouverte=1", f"/aides/{OUVERTE}", "/aides/inconnue"]
)
def test_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], complaints: Complaints, address: str, width: int, scheme: str
) -> None:
    complaints.meant.add(404)
    page = new_context(width=width, scheme=scheme).new_page()
    page.goto(address)
    page.wait_for_function(
        "() => document.querySelector('.carte-aide, .empty-state, .etat-aide, .narrow h1')"
    )
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
