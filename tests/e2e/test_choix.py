"""One field changed on two devices that did not know of each other: both texts are read, one is chosen."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import gens
from tests.e2e.brouillons import Brouillon, brouillon, ouvrir  # noqa: F401  two fixtures
from tests.e2e.formulaire import ENREGISTRE
from tests.e2e.patience import attendre
from tests.e2e.regards import petites_cibles, trop_large
from tests.e2e.test_retenue import Coupure, retenues

ICI, LA = "Fête du fleuve, sur le quai", "Fête du fleuve, dans le parc"


def choix(page: Page) -> Locator:
    """What asks which text to keep."""
    return page.get_by_role("group", name=re.compile("Deux textes"))


@pytest.fixture
def telephone(brouillon: Brouillon, new_context: Callable[..., BrowserContext]) -> Brouillon:
    """The same person at the same step, on another device."""
    page = brouillon.qui.entrer(new_context(width=375, height=740)).new_page()
    page.goto(brouillon.page.url)
    autre = Brouillon(brouillon.qui, page, brouillon.numero)
    expect(autre.lieu("intitule")).to_be_editable()
    return autre


@pytest.fixture
def partage(brouillon: Brouillon, telephone: Brouillon) -> tuple[Brouillon, Brouillon]:
    """A computer that saved while the telephone was offline, then the telephone that comes back, later."""
    telephone.page.context.set_offline(True)
    telephone.lieu("intitule").fill(LA)
    attendre(lambda: retenues(telephone.page) == [LA], "kept by the telephone")
    brouillon.lieu("intitule").fill(ICI)
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    telephone.page.context.set_offline(False)
    return brouillon, telephone


def test_both_devices_show_both_texts_and_one_is_chosen(partage: tuple[Brouillon, Brouillon]) -> None:
    for un in partage:
        expect(choix(un.page)).to_contain_text("a été modifié aussi sur un autre appareil à")
        expect(choix(un.page)).to_contain_text(ICI)
        expect(choix(un.page)).to_contain_text(LA)
        expect(un.lieu("intitule")).to_have_value(ICI)
    ordinateur, telephone = partage
    ordinateur.page.get_by_role("button", name="Reprendre l’autre").click()
    expect(ordinateur.lieu("intitule")).to_be_focused()
    expect(ordinateur.lieu("intitule")).to_have_value(LA)
    for un in partage:
        expect(choix(un.page)).to_be_hidden()
        un.lieu("besoin").focus()  # nothing is replaced under a cursor
        expect(un.lieu("intitule")).to_have_value(LA)
    ordinateur.bientot("intitule", LA)
    assert retenues(telephone.page) == []


def test_it_is_chosen_with_the_keyboard_and_fits_a_phone(partage: tuple[Brouillon, Brouillon]) -> None:
    ordinateur, telephone = partage
    expect(choix(telephone.page)).to_be_visible()
    assert trop_large(telephone.page) == []
    assert petites_cibles(telephone.page) == []
    found = Axe().run(telephone.page, context=".elsewhere")
    assert found.violations_count == 0, found.generate_report()
    garder = choix(ordinateur.page).get_by_role("button", name="Garder ce texte")
    garder.focus()
    ordinateur.page.keyboard.press("Enter")
    expect(choix(ordinateur.page)).to_be_hidden()
    expect(choix(telephone.page)).to_be_hidden()
    ordinateur.bientot("intitule", ICI)


def test_the_text_waits_even_if_its_device_never_comes_back_to_the_page(
    brouillon: Brouillon, telephone: Brouillon
) -> None:
    coupure = Coupure(telephone.page)
    telephone.page.add_init_script("navigator.sendBeacon = () => false")  # not even as it closes
    telephone.page.reload()
    expect(telephone.lieu("intitule")).to_be_editable()
    coupure.active = True
    telephone.lieu("intitule").fill(LA)
    attendre(lambda: retenues(telephone.page) == [LA], "kept by the telephone")
    telephone.page.goto("about:blank")
    brouillon.lieu("intitule").fill(ICI)
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    ailleurs = telephone.page.context.new_page()
    ailleurs.goto("/aides")
    expect(choix(brouillon.page)).to_contain_text(LA)
    brouillon.page.goto(f"/dossiers/{brouillon.numero}/recapitulatif")
    a_regler = brouillon.page.get_by_role("main").locator(".panel", has_text="attendent votre choix")
    a_regler.get_by_role("link").click()
    expect(choix(brouillon.page)).to_contain_text(LA)
    brouillon.page.get_by_role("button", name="Reprendre l’autre").click()
    expect(brouillon.lieu("intitule")).to_have_value(LA)
    brouillon.bientot("intitule", LA)


def test_two_who_type_at_the_same_instant_lose_nothing(brouillon: Brouillon, telephone: Brouillon) -> None:
    telephone.lieu("intitule").focus()
    brouillon.lieu("intitule").fill(ICI)
    telephone.page.keyboard.type(LA, delay=20)
    expect(telephone.statut("intitule")).to_have_text(ENREGISTRE)
    for un in (brouillon, telephone):
        expect(choix(un.page)).to_contain_text(ICI)
        expect(choix(un.page)).to_contain_text(LA)


def test_taking_turns_asks_nothing(brouillon: Brouillon, telephone: Brouillon) -> None:
    for tour, (un, autre) in enumerate([(brouillon, telephone), (telephone, brouillon)] * 2):
        un.lieu("intitule").fill(f"Tour {tour}")
        un.lieu("besoin").focus()
        expect(autre.lieu("intitule")).to_have_value(f"Tour {tour}")
        autre.lieu("besoin").focus()
    brouillon.lieu("intitule").fill("Tour 0")
    brouillon.lieu("besoin").focus()
    expect(telephone.lieu("intitule")).to_have_value("Tour 0")
    assert choix(brouillon.page).count() == choix(telephone.page).count() == 0
    assert gens.reponses_en_base(brouillon.server, brouillon.numero)["intitule"] == "Tour 0"
