"""Forms sent before the page's scripts are there: nothing is lost, nothing is written in the address."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.e2e import gens
from tests.e2e.gens import MOT_DE_PASSE
from tests.live import Server


def test_a_form_sent_too_early_is_sent_when_the_page_is_ready(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server).compte
    context = new_context()
    page, held, ready = context.new_page(), list[Route](), False

    def hold(route: Route) -> None:
        if ready:
            route.continue_()
        else:
            held.append(route)

    context.route("**/assets/*.js", hold)
    page.goto("/connexion?suite=/aides", wait_until="commit")
    page.get_by_label("Identifiant", exact=True).fill(qui.identifiant)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    assert page.url == f"{server.url}/connexion?suite=/aides"
    assert held
    ready = True
    for route in held:
        route.continue_()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


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
