"""Every page, in both schemes, on a phone and on a screen: axe, bones of the page, width, focus, titles."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portail.portail import PAGES
from tests.e2e import gens, remplissage
from tests.e2e.regards import attendre_calme, foyer_visible, petites_cibles, sous_tous_les_jours, trop_large
from tests.live import Server

AIDE, ETAPE = "soutien-aux-associations", "projet"
ROUTES = sorted(page.route for page in PAGES)
SIGNED_OUT = {
    "/inscription",
    "/inscription/fiche",
    "/inscription/confirmation",
    "/connexion",
    "/mot-de-passe-oublie",
    "/identifiant-oublie",
}
"""Pages that lead elsewhere who is signed in, or that nobody signed in needs."""
SIMPLES = ("/aides/liste?q=v%C3%A9lo", "/aides/liste?q=zzzz", f"/aides/liste/{AIDE}", "/aides/liste/inconnue")
"""Pages the server makes."""
MORE = ("/aides?q=zzzz", "/aides/inconnue", "/dossiers/inconnu")


class Monde:
    """Somebody with a draft, with answers that are wrong, and with a dossier submitted."""

    def __init__(self, server: Server) -> None:
        self.qui = gens.personne(server, gens.ASSOCIATION)
        self.depose = remplissage.deposer(self.qui, AIDE)
        self.brouillon = gens.ouvrir_dossier(self.qui, AIDE)
        gens.repondre(self.qui, self.brouillon, {"participants": "beaucoup", "date_debut": "hier"})
        self.sid = gens.inscription(server)
        self.sid_fini = gens.inscription(server, finie=True)

    def entrer(self, route: str, context: BrowserContext) -> None:
        """Give a browser the cookie with which people see this page."""
        if route not in SIGNED_OUT:
            self.qui.entrer(context)
        elif route.startswith("/inscription/"):
            sid = self.sid_fini if route.endswith("confirmation") else self.sid
            context.add_cookies([{"name": "sid", "value": sid, "url": self.qui.server.url}])

    def adresse(self, route: str) -> str:
        """A real address of this page."""
        if route == "404":
            return "/nulle-part"
        numero = self.depose if route.endswith("/recu") else self.brouillon
        return (
            route.replace("[slug]", AIDE if "demande" not in route else "inconnue")
            .replace("[numero]", numero)
            .replace("[etape]", ETAPE)
        )


@pytest.fixture(scope="module")
def monde(server: Server) -> Monde:
    return Monde(server)


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """The title of each page seen, to compare them all at the end."""
    return {}


@pytest.fixture
def visiter(
    new_context: Callable[..., BrowserContext], monde: Monde, complaints: object
) -> Callable[[str], Page]:
    """Open a page by its route, signed in when that is how people see it, and wait until it is still."""
    complaints.meant.add(404)  # type: ignore[attr-defined]

    def ouvrir(route: str) -> Page:
        context = new_context()
        monde.entrer(route, context)
        page = context.new_page()
        page.goto(monde.adresse(route))
        attendre_calme(page)
        if route != "/styleguide":
            expect(page.locator(".skeleton")).to_have_count(0)
        return page

    return ouvrir


@pytest.mark.parametrize("route", [*ROUTES, *MORE, *SIMPLES])
def test_a_page_keeps_every_rule(visiter: Callable[[str], Page], route: str, titles: dict[str, str]) -> None:
    page = visiter(route)
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    if route in ROUTES:
        assert page.title() not in titles, f"{route} has the title of {titles[page.title()]}"
        titles[page.title()] = route
    assert page.title().endswith(" – Portail des aides")
    assert sous_tous_les_jours(page) == []
    assert petites_cibles(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert trop_large(page) == []


@pytest.mark.parametrize(
    "route", ["/inscription", "/connexion", "/mot-de-passe-oublie", "/identifiant-oublie"]
)
def test_a_refused_form_keeps_every_rule_and_names_its_errors(
    visiter: Callable[[str], Page], route: str
) -> None:
    page = visiter(route)
    page.get_by_role("main").locator("button[type=submit]").last.click()
    resume = page.locator("#resume-erreurs")
    expect(resume).to_be_focused()
    for link in resume.get_by_role("link").all():
        link.press("Enter")
        assert foyer_visible(page) == ""
        fautif = page.locator(":focus")
        assert fautif.get_attribute("aria-invalid") == "true" or fautif.get_attribute("type") == "radio"
    assert sous_tous_les_jours(page) == []


def test_each_change_of_page_says_its_title_and_moves_the_focus(visiter: Callable[[str], Page]) -> None:
    page = visiter("/")
    for nom in (
        "Déposer un dossier",
        "Mes infos personnelles",
        "Mentions légales",
        "Données personnelles",
        "Accessibilité",
    ):
        page.get_by_role("link", name=re.compile(f"^{nom}")).click()
        titre = page.get_by_role("heading", level=1, name=nom)
        expect(titre).to_be_focused()
        expect(page).to_have_title(f"{nom} – Portail des aides")
        expect(page.locator("#annonces")).to_have_text(page.title())
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("route", ["/", "/aides", "/connexion", "/mes-infos"])
def test_the_first_press_of_tab_offers_to_skip_the_header(visiter: Callable[[str], Page], route: str) -> None:
    page = visiter(route)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    assert foyer_visible(page) == ""
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_nothing_moves_for_who_asked_for_calm(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.url, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/aides")
    attendre_calme(page)
    moving = page.evaluate(
        "document.getAnimations().filter((a) => a.effect.getTiming().duration > 10).length"
    )
    context.close()
    assert moving == 0
