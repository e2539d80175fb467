"""Forms sent before the page's scripts are there: nothing is lost, nothing is written in the address."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import gens
from tests.e2e.formulaire import ENREGISTRE
from tests.live import Server


class Retard:
    """The page's scripts, held until they are let go."""

    def __init__(self, context: BrowserContext) -> None:
        self.held, self.ready = list[Route](), False
        context.route("**/assets/*.js", self._tenir)

    def _tenir(self, route: Route) -> None:
        if self.ready:
            route.continue_()
        else:
            self.held.append(route)

    def lacher(self) -> None:
        """Let them come."""
        assert self.held
        self.ready = True
        for route in self.held:
            route.continue_()


def test_a_form_sent_too_early_is_sent_when_the_page_is_ready(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server).compte
    context = new_context()
    page, retard = context.new_page(), Retard(context)
    page.goto("/connexion?suite=/aides", wait_until="commit")
    page.get_by_label("Identifiant", exact=True).fill(qui.identifiant)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    assert page.url == f"{server.url}/connexion?suite=/aides"
    retard.lacher()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_what_is_typed_too_early_stays_and_is_saved(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    context = new_context()
    page, retard = context.new_page(), Retard(context)
    page.goto("/inscription", wait_until="commit")
    nom, prenom = (page.get_by_label(libelle, exact=True) for libelle in ("Nom", "Prénom"))
    nom.fill("Martin")
    prenom.fill("Zoé")
    page.get_by_label("Adresse mail", exact=True).focus()
    retard.lacher()
    for champ in (nom, prenom):
        statut = page.locator(".control").filter(has=champ).locator(".field-status")
        expect(statut).to_have_text(ENREGISTRE)
    page.reload()
    expect(nom).to_have_value("Martin")
    expect(prenom).to_have_value("Zoé")


def test_a_name_typed_too_early_stays(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page, retard = context.new_page(), Retard(context)
    page.goto("/connexion", wait_until="commit")
    page.get_by_label("Identifiant", exact=True).fill("zoe")
    page.get_by_label("Mot de passe", exact=True).focus()
    retard.lacher()
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.locator("#resume-erreurs")).to_be_focused()
    expect(page.get_by_label("Identifiant", exact=True)).to_have_value("zoe")


def test_without_scripts_a_password_never_stands_in_the_address(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=server.url)
    page = context.new_page()
    page.goto("/connexion")
    page.get_by_label("Identifiant", exact=True).fill("zoe")
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_load_state()
    assert page.url == f"{server.url}/connexion"
    context.close()
