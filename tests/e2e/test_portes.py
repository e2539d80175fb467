"""Doors as a browser sees them: a new password, a way back that leads elsewhere, what is left behind."""

import re
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import gens
from tests.e2e.test_connexion import entree, soumettre, titre
from tests.live import Server

NOUVEAU = "girafe tuile samedi plombier"


def test_a_changed_password_gives_another_cookie_and_says_so(page: Page, server: Server) -> None:
    qui = gens.personne(server)
    qui.entrer(page.context)
    page.goto("/mes-infos")
    page.get_by_label("Mot de passe actuel", exact=True).fill(MOT_DE_PASSE)
    page.get_by_label("Nouveau mot de passe", exact=True).fill(NOUVEAU)
    page.get_by_label("Confirmez le nouveau mot de passe", exact=True).fill(NOUVEAU)
    page.get_by_role("button", name="Changer de mot de passe").click()
    expect(page.get_by_text("Votre mot de passe est changé.")).to_be_visible()
    expect(page.locator("#acces-mot_de_passe")).to_be_focused()
    sid = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sid")
    assert sid != qui.sid
    expect(page.locator("#session-expiree")).to_be_empty()
    page.goto("/dossiers")
    entree(page)


@pytest.mark.parametrize("suite", ["//ailleurs.exemple", "/\\ailleurs.exemple", "/.//ailleurs.exemple"])
def test_the_way_back_stays_here(page: Page, server: Server, suite: str) -> None:
    """Typed in the address, by who signs in and by who is signed in already."""
    page.context.route("**/*ailleurs.exemple*/**", lambda route: route.abort())
    qui = gens.personne(server)
    page.goto(f"/connexion?suite={quote(suite)}")
    titre(page, "Se connecter")
    soumettre(page, qui.compte.identifiant)
    entree(page)
    assert urlsplit(page.url).netloc == urlsplit(server.url).netloc
    page.goto(f"/connexion?suite={quote(suite)}")
    expect(page).not_to_have_url(re.compile("/connexion"))
    assert urlsplit(page.url).netloc == urlsplit(server.url).netloc


def test_the_back_button_shows_nothing_after_signing_out(page: Page, server: Server) -> None:
    qui = gens.personne(server)
    qui.entrer(page.context)
    page.goto("/mes-infos")
    expect(page.get_by_label("Prénom", exact=True)).to_have_value("Zoé")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    page.go_back()
    titre(page, "Se connecter")
    assert "Zoé" not in page.content()
