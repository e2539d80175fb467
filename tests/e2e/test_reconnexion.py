"""The session ends while somebody types: they sign in over the page, which they never leave."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlmodel import select

from portail.comptes.models import SessionOuverte
from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import gens
from tests.e2e.brouillons import Brouillon, brouillon, ouvrir  # noqa: F401  two fixtures
from tests.e2e.conftest import Complaints, Lancer
from tests.e2e.formulaire import ENREGISTRE
from tests.e2e.patience import attendre
from tests.e2e.regards import petites_cibles, trop_large
from tests.e2e.test_retenue import retenues
from tests.live import Server

DEDANS = """() => document.activeElement === document.body
    || Boolean(document.activeElement.closest("dialog"))"""
TEXTE = "Un paragraphe entier, écrit trop tard."


def terminer(qui: gens.Personne) -> None:
    """End every session of theirs, as another device would, or time."""
    with gens.base(qui.server) as session:
        for ouverte in session.exec(select(SessionOuverte).where(SessionOuverte.compte_id == qui.compte.id)):
            session.delete(ouverte)


def oublier(page: Page) -> None:
    """A process trusts a session for the two seconds that follow its last event."""
    page.wait_for_timeout(2_500)


def dialogue(page: Page) -> Locator:
    """What opens over the page."""
    return page.get_by_role("dialog", name="Session expirée")


def entrer(page: Page, mot: str = MOT_DE_PASSE) -> None:
    """Type the password and send it, with the keyboard alone."""
    champ = dialogue(page).get_by_label("Mot de passe", exact=True)
    expect(champ).to_be_focused()
    page.keyboard.type(mot)
    page.keyboard.press("Enter")


@pytest.fixture
def expire(brouillon: Brouillon, complaints: Complaints) -> Brouillon:
    """A draft in which a text is being typed when the session has ended."""
    complaints.meant.add(401)
    terminer(brouillon.qui)
    oublier(brouillon.page)
    brouillon.page.evaluate("() => { window.jamaisQuittee = true }")
    brouillon.lieu("besoin").focus()
    brouillon.page.keyboard.type(TEXTE)
    brouillon.page.keyboard.press("ArrowLeft")
    expect(dialogue(brouillon.page)).to_be_visible()
    return brouillon


def test_one_signs_in_again_without_leaving_the_page(expire: Brouillon) -> None:
    page, champ = expire.page, expire.lieu("besoin")
    expect(dialogue(page)).to_contain_text("rien n’est perdu")
    expect(dialogue(page).get_by_label("Identifiant")).to_have_value(expire.qui.compte.identifiant)
    entrer(page, "pas le bon mot de passe")
    expect(dialogue(page).get_by_role("alert")).to_contain_text("incorrect")
    assert expire.en_base("besoin") is None
    dialogue(page).get_by_label("Mot de passe", exact=True).fill("")
    entrer(page)
    expect(dialogue(page)).to_be_hidden()
    expect(champ).to_be_focused()
    expire.bientot("besoin", TEXTE)
    expect(expire.statut("besoin")).to_have_text(ENREGISTRE)
    page.keyboard.type("!")
    expire.bientot("besoin", TEXTE[:-1] + "!.")
    assert page.evaluate("() => window.jamaisQuittee")
    assert retenues(page) == []


def test_it_fits_a_phone_and_axe_finds_nothing(expire: Brouillon) -> None:
    page = expire.page
    page.set_viewport_size({"width": 375, "height": 667})
    assert trop_large(page) == []
    assert petites_cibles(page) == []
    found = Axe().run(page, context="#reconnexion")
    assert found.violations_count == 0, found.generate_report()


def test_the_focus_stays_in_the_dialog_and_escape_leaves_it(expire: Brouillon) -> None:
    page = expire.page
    for _ in range(7):
        page.keyboard.press("Tab")
        assert page.evaluate(DEDANS)
    page.keyboard.press("Escape")
    expect(dialogue(page)).to_be_hidden()
    expect(expire.lieu("besoin")).to_have_value(TEXTE)
    expect(page.locator("#session-expiree").get_by_role("link", name="Se reconnecter")).to_be_visible()


def test_leaving_leads_to_the_page_of_sign_in(expire: Brouillon) -> None:
    dialogue(expire.page).get_by_role("link", name="Quitter").click()
    expect(expire.page).to_have_url(re.compile(r"/connexion\?suite=.*projet$"))
    assert retenues(expire.page) == [TEXTE]


def test_somebody_else_finds_their_own_dossiers_and_nothing_of_the_page(
    expire: Brouillon, complaints: Complaints
) -> None:
    page, autre = expire.page, gens.personne(expire.server)
    dialogue(page).get_by_label("Identifiant").fill(autre.compte.identifiant)
    dialogue(page).get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/dossiers$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(TEXTE)
    assert retenues(page) == [TEXTE]
    assert expire.en_base("besoin") is None


@pytest.fixture(scope="module")
def fragile(launch: Lancer) -> Iterator[Server]:
    """A portal that is killed and started again."""
    with launch() as live:
        yield live


def test_a_page_that_wakes_after_the_session_ended_says_so_and_keeps_its_text(
    ouvrir: Callable[[Server], Brouillon], fragile: Server
) -> None:
    eveil = ouvrir(fragile)
    eveil.lieu("intitule").fill("Fête du fleuve")
    expect(eveil.statut("intitule")).to_have_text(ENREGISTRE)
    eveil.lieu("besoin").focus()
    fragile.kill()
    eveil.page.keyboard.type(TEXTE)
    terminer(eveil.qui)
    fragile.start_again()
    expect(dialogue(eveil.page)).to_be_visible()
    expect(eveil.lieu("intitule")).to_have_value("Fête du fleuve")
    entrer(eveil.page)
    expect(dialogue(eveil.page)).to_be_hidden()
    eveil.bientot("besoin", TEXTE)
    expect(eveil.lieu("besoin")).to_be_focused()


def test_ones_own_sheet_too(
    new_context: Callable[..., BrowserContext], server: Server, complaints: Complaints
) -> None:
    complaints.meant.add(401)
    qui = gens.personne(server)
    page = qui.entrer(new_context()).new_page()
    page.goto("/mes-infos")
    telephone = page.get_by_label("Téléphone")
    expect(telephone).to_have_value(re.compile("05"))
    terminer(qui)
    oublier(page)
    telephone.fill("05 36 49 12 99")
    entrer(page)
    expect(dialogue(page)).to_be_hidden()
    expect(telephone).to_have_value(re.compile(r"12\s99$"))
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Martin")
    with gens.lecture(server) as session:
        attendre(lambda: session.exec(select(SessionOuverte)).first(), "a session")


def test_signing_out_in_another_tab_is_said_and_covers_the_page(
    brouillon: Brouillon, complaints: Complaints
) -> None:
    complaints.meant.add(401)
    page = brouillon.page
    ailleurs = page.context.new_page()
    ailleurs.goto("/dossiers")
    ailleurs.get_by_role("button", name="Se déconnecter").click()
    parti = page.get_by_role("dialog", name="Vous êtes déconnecté")
    expect(parti).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(parti).to_be_visible()
    assert retenues(page) == []
    parti.get_by_role("link", name="Se connecter").click()
    expect(page).to_have_url(re.compile(r"/connexion\?suite=.*projet$"))
