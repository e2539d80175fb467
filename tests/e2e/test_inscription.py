"""Signing up in a real browser: by keyboard, on a phone, and without losing a letter."""

import re
import uuid
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.partenaires import SIRET

MOT_DE_PASSE = "cheval correct agrafe"
ENREGISTRE = re.compile(r"Enregistré à \d{1,2}\sh\s\d\d")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def ouvrir(page: Page, chemin: str = "/inscription") -> Page:
    """Open a page of the wizard and wait until its fields answer."""
    with page.expect_websocket() as socket:
        page.goto(chemin)
    socket.value.wait_for_event("framereceived", lambda frame: '"is_hydrated_rx_state_":true' in str(frame))
    return page


def saisir(page: Page, nom: str, texte: str) -> None:
    """Fill a field and wait until the server has kept it."""
    champ = page.get_by_label(nom, exact=True)
    champ.fill(texte)
    statut = page.locator(".control").filter(has=champ).locator(".field-status")
    expect(statut).to_have_text(ENREGISTRE)


def remplir_etape_1(page: Page) -> str:
    """Fill step 1 for an association and leave it; return the mail address."""
    mail = f"{uuid.uuid4().hex[:10]}@exemple.org"
    saisir(page, "Nom", "Martin")
    saisir(page, "Prénom", "Zoé")
    saisir(page, "Adresse mail", mail)
    page.get_by_role("button", name="Utiliser mon adresse mail comme identifiant").click()
    expect(page.get_by_label("Identifiant", exact=True)).to_have_value(mail)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_label("Confirmez le mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("group", name="Vous êtes").get_by_label("Association").check()
    saisir(page, "Numéro SIRET", SIRET)
    expect(page.get_by_text("LES AMIS DU MARAIS")).to_be_visible()
    page.get_by_role("button", name="Valider", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fiche d’informations personnelles")
    return mail


def test_a_person_signs_up_by_keyboard_alone(page: Page) -> None:
    ouvrir(page)
    touches = page.keyboard
    page.get_by_label("Nom", exact=True).focus()
    for texte in ("Martin", "Zoé", f"{uuid.uuid4().hex[:10]}@exemple.org"):
        touches.type(texte)
        touches.press("Tab")
    touches.press("Tab")
    touches.press("Space")
    expect(page.get_by_label("Identifiant", exact=True)).to_have_value(re.compile("@exemple.org"))
    for _ in range(2):
        touches.press("Tab")
        touches.type(MOT_DE_PASSE)
        touches.press("Tab")
    touches.press("Tab")
    touches.press("Space")
    expect(page.get_by_label("Date de naissance")).to_be_visible()
    touches.press("Tab")
    touches.type("27/3/1990")
    touches.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Valider ma fiche").focus()
    touches.press("Enter")
    expect(page.locator("#resume-erreurs")).to_be_focused()
    touches.press("Tab")
    touches.press("Enter")
    expect(page.get_by_label("Téléphone")).to_be_focused()
    touches.type("06 12 34 56 78")
    touches.press("Tab")
    touches.type("12 rue des essais")
    expect(page.get_by_role("option", name="12 Rue des Essais 33000 Bordeaux")).to_be_visible()
    touches.press("ArrowDown")
    touches.press("Enter")
    expect(page.get_by_text("Adresse retenue")).to_be_visible()
    touches.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmez la création de votre compte")
    expect(page.get_by_text("[Région Nouvelle-Aquitaine] Activation de compte")).to_be_visible()


def test_nothing_is_lost_by_going_back_nor_by_a_reload(page: Page) -> None:
    mail = remplir_etape_1(ouvrir(page))
    page.get_by_role("button", name="Saisir l'adresse à la main").click()
    saisir(page, "Numéro et voie", "2 place du Bourg")
    saisir(page, "Code postal", "24600")
    page.get_by_label("Commune", exact=True).fill("rib")
    page.get_by_role("option", name="Ribérac (24600)", exact=True).click()
    saisir(page, "IBAN", "FR14 2004 1010 0505 0001 3M02 606")
    page.reload()
    expect(page.get_by_label("Numéro et voie")).to_have_value("2 place du Bourg")
    expect(page.get_by_label("Commune", exact=True)).to_have_value("Ribérac")
    expect(page.get_by_text(re.compile("FR14.+2606"))).to_be_visible()
    assert "2004 1010" not in page.content()
    page.get_by_role("link", name="Retour").click()
    expect(page.get_by_label("Adresse mail", exact=True)).to_have_value(mail)
    expect(page.get_by_text("Mot de passe enregistré").first).to_be_visible()
    page.get_by_role("button", name="Valider", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fiche d’informations personnelles")


def test_the_last_letters_survive_a_closed_tab(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    page = ouvrir(context.new_page())
    saisir(page, "Nom", "Martin")
    page.get_by_label("Prénom", exact=True).press_sequentially("Zoé")
    page.close(run_before_unload=True)
    again = ouvrir(context.new_page())
    expect(again.get_by_label("Prénom", exact=True)).to_have_value("Zoé")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wizard_fits_a_phone_and_breaks_no_rule(
    new_context: Callable[..., BrowserContext], scheme: str
) -> None:
    page = ouvrir(new_context(width=375, height=740, scheme=scheme).new_page())
    page.get_by_role("button", name="Valider", exact=True).click()
    expect(page.locator("#resume-erreurs")).to_be_focused()
    verifier(page)
    remplir_etape_1(page)
    page.get_by_role("button", name="Valider ma fiche").click()
    expect(page.locator("#resume-erreurs")).to_be_focused()
    verifier(page)


def verifier(page: Page) -> None:
    """No rule of accessibility is broken, and nothing is wider than the screen."""
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
