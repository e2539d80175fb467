"""A browser without scripts finds an aid and reads it; one with scripts is not disturbed by what is added."""

import json
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.live import Server

SLUG = "soutien-aux-associations"


@pytest.fixture(params=[1280, 375], ids=["screen", "phone"])
def sans_scripts(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser whose scripts are off."""
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": request.param, "height": 800}
    )
    yield context.new_page()
    context.close()


def test_one_finds_an_aid_from_the_home_page_and_reads_it(sans_scripts: Page) -> None:
    page = sans_scripts
    page.goto("/")
    page.get_by_label("Rechercher une aide").fill("projets associatifs")
    page.get_by_role("button", name="Rechercher").click()
    expect(page).to_have_url(re.compile(r"/aides/liste\?q=projets\+associatifs$"))
    expect(page.get_by_role("heading", level=2, name=re.compile("trouvées?$"))).to_be_visible()
    page.get_by_role("link", name="Soutien aux projets associatifs").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("projets associatifs")
    expect(page.get_by_role("heading", name="Conditions à remplir")).to_be_visible()
    page.get_by_role("link", name="Toutes les aides").first.click()
    expect(page.get_by_role("heading", level=1, name="Toutes les aides")).to_be_visible()


def test_the_list_is_filtered_and_goes_on(sans_scripts: Page) -> None:
    page = sans_scripts
    page.goto("/aides")
    expect(page).to_have_url(re.compile("/aides/liste$"))
    cartes = page.locator(".carte-aide")
    expect(cartes).to_have_count(20)
    page.get_by_role("link", name=re.compile("Afficher 20")).click()
    expect(cartes).to_have_count(40)
    page.get_by_text("Filtrer les aides").click()
    page.get_by_label(re.compile("^Sport")).check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page).to_have_url(re.compile("thematique=sport"))
    expect(page.get_by_label(re.compile("^Sport"))).to_be_checked()
    expect(cartes.first).to_be_visible()


def test_the_page_of_an_aid_is_whole_without_scripts(sans_scripts: Page) -> None:
    page = sans_scripts
    page.goto(f"/aides/{SLUG}")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("heading", level=2, name="Contact")).to_be_visible()
    expect(page.locator(".sans-script")).to_be_visible()


def test_scripts_are_not_disturbed_and_search_engines_read_the_aid(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context().new_page()
    page.goto(f"/aides/{SLUG}")
    titre = page.get_by_role("heading", level=1)
    expect(titre).to_be_visible()
    expect(page.locator("#menu")).to_be_attached()  # drawn by the scripts
    donnees = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert (donnees["@type"], donnees["name"]) == ("GovernmentService", titre.text_content())
    assert donnees["offers"]
    adresse = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert adresse.endswith(f"/aides/{SLUG}")
    expect(page.locator("meta[name=description]")).to_have_count(1)
    expect(page).to_have_title(f"{titre.text_content()} – Portail des aides")


def test_a_network_without_sockets_is_led_to_the_list(page: Page) -> None:
    page.route_web_socket(re.compile("/_event"), lambda socket: socket.close(code=1006))
    page.goto(f"/aides/{SLUG}")
    page.locator("#reseau").get_by_role("link", name="chercher et lire les aides").click()
    expect(page.get_by_role("heading", level=1, name="Toutes les aides")).to_be_visible()
    page.get_by_label("Mots clés").fill("projets associatifs")
    page.get_by_role("button", name="Rechercher").click()
    page.locator(f"a[href='/aides/liste/{SLUG}']").click()
    expect(page.get_by_role("heading", level=2, name="Contact")).to_be_visible()


def test_pages_that_are_made_once_answer_that_nothing_changed(server: Server) -> None:
    for chemin in (f"/aides/{SLUG}", "/aides.json", "/aides/feed.xml", "/sitemap.xml"):
        premiere = httpx.get(server.url + chemin)
        encore = httpx.get(server.url + chemin, headers={"if-none-match": premiere.headers["etag"]})
        assert (premiere.status_code, encore.status_code) == (200, 304), chemin
