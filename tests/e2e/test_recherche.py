"""From a few letters to the règlement and the form, by the three pilots; closed aids say when."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import fichiers, gens
from tests.e2e.pilotes import PILOTES, Clavier, Pilote
from tests.e2e.regards import violations
from tests.live import Server

SLUG = "soutien-aux-associations"


def titres(page: Page, recherche: str) -> list[str]:
    """The aids the list shows for these words."""
    page.goto(f"/aides?q={recherche}")
    expect(page.locator("#resultats")).to_have_text(re.compile("aide"))
    return page.locator(".carte-lien").all_inner_texts()


@pytest.mark.parametrize("genre", PILOTES, ids=lambda genre: genre.nom)
def test_from_a_few_letters_to_the_reglement_and_the_sign_in(
    genre: type[Pilote], new_context: Callable[..., BrowserContext]
) -> None:
    pilote = genre(new_context(width=genre.largeur, height=genre.hauteur).new_page())
    page = pilote.page
    page.goto("/aides")
    pilote.arriver("Déposer un dossier")
    pilote.ecrire(page.get_by_label("Mots clés"), "soutien associations")
    expect(page).to_have_url(re.compile(r"q=soutien(\+|%20)associations"))
    nombre = page.locator("#resultats").inner_text().split()[0]
    expect(page.locator("#annonces")).to_have_text(re.compile(rf"^{nombre}\s"))
    pilote.activer(page.locator(f"a[href='/aides/{SLUG}']"))
    pilote.arriver(re.compile("."), re.compile(rf"/aides/{SLUG}$"))
    recu = pilote.telecharger(page.get_by_role("link", name="Télécharger le règlement"))
    assert recu.suggested_filename.endswith(".pdf")
    assert "Article 1" in fichiers.texte_pdf(recu.path().read_bytes())
    pilote.activer(page.get_by_role("link", name="Accéder au formulaire"))
    pilote.arriver("Se connecter", re.compile(rf"/connexion\?suite=/aides/{SLUG}/demande$"))


@pytest.mark.parametrize("saisie", ["velo", "VÉLO", "Vélo", "vél"])
def test_accents_case_and_beginnings_are_forgiven(page: Page, saisie: str) -> None:
    exacts = titres(page, "vélo")
    assert len(exacts) > 3
    assert set(exacts[:3]) <= set(titres(page, saisie))  # a beginning has no synonym yet


def test_a_shared_address_shows_the_same_to_somebody_else(new_context: Callable[..., BrowserContext]) -> None:
    moi, toi = new_context().new_page(), new_context().new_page()
    moi.goto("/aides")
    moi.get_by_label("Mots clés").press_sequentially("patrimoine")
    expect(moi).to_have_url(re.compile("q=patrimoine"))
    moi.get_by_role("checkbox", name="Ouverte aujourd’hui").check()
    expect(moi).to_have_url(re.compile("etat=ouverte"))
    toi.goto(moi.url)
    expect(toi.get_by_role("checkbox", name="Ouverte aujourd’hui")).to_be_checked()
    expect(toi.locator("#resultats")).to_have_text(moi.locator("#resultats").inner_text())
    assert toi.locator(".carte-lien").all_inner_texts() == moi.locator(".carte-lien").all_inner_texts()


def test_nothing_found_offers_ways_out_by_keyboard(new_context: Callable[..., BrowserContext]) -> None:
    pilote = Clavier(new_context().new_page())
    page = pilote.page
    page.goto("/aides")
    expect(page.locator("#resultats")).to_have_text(re.compile("aide"))
    toutes = page.locator("#resultats").inner_text()
    pilote.ecrire(page.get_by_label("Mots clés"), "zzzz")
    expect(page.get_by_role("heading", name="Aucune aide trouvée")).to_be_visible()
    expect(page.locator("#annonces")).to_have_text(re.compile("Aucune aide"))
    pilote.activer(page.get_by_role("button", name="Voir toutes les aides"))
    expect(page.locator("#resultats")).to_have_text(toutes)
    expect(page).to_have_url(re.compile(r"/aides$"))


def test_a_closed_aid_says_when_and_has_no_form(page: Page) -> None:
    page.goto("/aides")
    expect(page.locator("#resultats")).to_have_text(re.compile("aide"))
    while (suite := page.get_by_role("button", name=re.compile("Afficher"))).count():
        montrees = page.locator(".carte-aide").count()
        suite.click()
        expect(page.locator(".carte-aide").nth(montrees)).to_be_visible()
    page.locator(".carte-aide").filter(has_text="Fermée depuis").first.locator(".carte-lien").click()
    etat = page.get_by_role("region", name="Déposer une demande")
    expect(etat).to_contain_text(re.compile(r"Fermée depuis le .+ \d{4}"))
    expect(page.get_by_role("link", name="Accéder au formulaire")).to_have_count(0)


def test_the_form_is_one_press_away_for_who_is_signed_in(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = gens.personne(server).entrer(new_context()).new_page()
    page.goto(f"/aides/{SLUG}")
    formulaire = page.get_by_role("link", name="Accéder au formulaire")
    expect(formulaire).to_have_attribute("href", f"/aides/{SLUG}/demande")


def test_words_found_are_marked_and_words_read_otherwise_are_said(page: Page) -> None:
    page.goto("/aides?q=bicyclette")
    expect(page.locator(".resultats-aussi")).to_contain_text("Résultats aussi pour « vélo »")
    expect(page.locator(".carte-lien mark").first).to_have_text(re.compile("^vélo", re.IGNORECASE))
    page.get_by_label("Mots clés").fill("patrimoinne")
    expect(page.locator(".resultats-aussi")).to_contain_text("Résultats pour « patrimoine »")
    page.get_by_label("Mots clés").fill("rénover une toiture à Bergerac")
    expect(page.locator(".resultats-aussi")).to_contain_text(
        "Aides proposées à cet endroit : Bergerac (24100, Dordogne)"
    )
    page.get_by_label("Mots clés").fill("")
    expect(page.locator(".resultats-aussi")).to_have_count(0)
    expect(page.locator(".carte-aide mark")).to_have_count(0)


def test_what_answers_in_part_comes_after_under_its_own_title(page: Page) -> None:
    page.goto("/aides?q=rénover une salle de spectacle toiture")
    expect(page.locator("#resultats")).to_have_text(re.compile(r"^\d+\saides? répond(ent)? à tous vos mots$"))
    suite = page.get_by_role("heading", level=2, name=re.compile(r"autres? répond(ent)? en partie$"))
    expect(suite).to_be_visible()
    expect(page).to_have_title(re.compile(r"^rénover une salle de spectacle toiture – \d+\saides – "))
    assert page.locator(".cartes").count() == 2
    assert violations(page) == []


def test_what_is_found_in_part_only_says_so(page: Page) -> None:
    page.goto("/aides?q=festival musique fanfare licorne")
    expect(page.locator("#resultats")).to_have_text(re.compile("répondent en partie à vos mots$"))
    assert page.locator(".carte-aide").count() > 0
