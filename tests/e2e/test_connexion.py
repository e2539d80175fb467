"""Coming in, going out, and getting back in, in a real browser."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from portail.comptes import jetons
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte
from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import courrier, gens
from tests.live import Server

TITRE = "Se connecter"


def soumettre(page: Page, nom: str, mot: str = MOT_DE_PASSE) -> None:
    """Fill the form of /connexion and send it."""
    page.get_by_label("Identifiant", exact=True).fill(nom)
    page.get_by_label("Mot de passe", exact=True).fill(mot)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def titre(page: Page, texte: str) -> None:
    """Wait for the page of this title."""
    expect(page.get_by_role("heading", level=1, name=texte)).to_be_visible()


def entree(page: Page) -> None:
    """Somebody is signed in."""
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(page: Page, server: Server) -> None:
    qui = gens.personne(server).compte
    page.goto("/connexion?suite=/aides")
    soumettre(page, qui.identifiant, "pas le bon du tout")
    resume = page.locator("#resume-erreurs")
    expect(resume).to_be_focused()
    expect(resume).to_contain_text("Mot de passe oublié")
    expect(page.get_by_label("Identifiant", exact=True)).to_have_value(qui.identifiant)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    entree(page)
    expect(page).to_have_url(re.compile(r"/aides$"))


def test_nobody_learns_which_accounts_exist(page: Page, server: Server) -> None:
    qui, phrases = gens.personne(server).compte, []
    for nom in (qui.identifiant, f"{qui.identifiant}-inconnu"):
        page.goto("/connexion")
        soumettre(page, nom, "pas le bon du tout")
        expect(page.locator("#resume-erreurs")).to_be_focused()
        phrases.append(page.locator("#resume-erreurs").inner_text())
    assert phrases[0] == phrases[1]


def test_the_mail_address_is_a_name_too_and_signing_out_closes_the_session(
    page: Page, server: Server
) -> None:
    qui = gens.personne(server).compte
    page.goto("/connexion?suite=/mes-infos")
    soumettre(page, qui.mail.upper())
    entree(page)
    expect(page.get_by_label("Prénom", exact=True)).to_have_value("Zoé")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    page.goto("/mes-infos")
    titre(page, TITRE)
    expect(page).to_have_url(re.compile(r"/connexion\?suite=(/|%2F)mes-infos$"))


def test_one_comes_back_to_the_page_that_was_asked(page: Page, server: Server) -> None:
    qui = gens.personne(server).compte
    page.goto("/mes-infos")
    titre(page, TITRE)
    expect(page.get_by_text("vous reviendrez ensuite à la page demandée")).to_be_visible()
    soumettre(page, qui.identifiant)
    titre(page, "Mes infos personnelles")
    expect(page).to_have_url(re.compile(r"/mes-infos$"))


def test_a_link_to_choose_a_password_serves_once(page: Page, server: Server) -> None:
    qui = gens.personne(server).compte
    with gens.base(server) as session:
        secret = jetons.emettre(session, Usage.MOT_DE_PASSE, qui.id, timedelta(hours=1))
        jetons.consommer(session, Usage.MOT_DE_PASSE, secret)
    page.goto(f"/nouveau-mot-de-passe#{secret}")
    expect(page.get_by_text("Ce lien a déjà servi")).to_be_visible()
    page.get_by_role("link", name="Demander un autre lien").click()
    titre(page, "Mot de passe oublié")


def test_a_forgotten_identifier_comes_by_mail(page: Page, server: Server) -> None:
    qui = gens.personne(server).compte
    page.goto("/identifiant-oublie")
    page.get_by_label("Adresse mail", exact=True).fill(qui.mail)
    page.get_by_role("button", name="Recevoir le mail").click()
    expect(page.get_by_text("Si un compte correspond, un mail vient de partir")).to_be_visible()
    assert qui.identifiant in courrier.texte(courrier.attendre_mail(server, qui.mail, "Votre identifiant"))


def lien_d_activation(server: Server, duree: timedelta) -> tuple[Compte, str]:
    """Somebody who has not activated yet, and the path of a link mailed to them that lasts for `duree`."""
    qui = gens.personne(server, active=False).compte
    with gens.base(server) as session:
        secret = jetons.emettre(session, Usage.ACTIVATION, qui.id, duree, {"contestee": False})
    return qui, f"/activation#{secret}"


def test_an_activation_link_serves_once(page: Page, server: Server) -> None:
    qui, lien = lien_d_activation(server, timedelta(hours=72))
    page.goto("/connexion")
    soumettre(page, qui.identifiant)
    expect(page.get_by_text("Votre compte n’est pas encore activé")).to_be_visible()
    page.goto(lien)
    page.get_by_role("button", name="Activer mon compte").click()
    titre(page, "Déposer un dossier")
    entree(page)
    page.goto(lien)
    titre(page, "Votre compte est déjà activé")
    expect(page.get_by_text("Ce lien a déjà servi")).to_be_visible()


def test_an_expired_activation_link_gives_another(page: Page, server: Server) -> None:
    qui, lien = lien_d_activation(server, timedelta(seconds=-1))
    page.goto(lien)
    expect(page.get_by_text("Ce lien a expiré")).to_be_visible()
    page.get_by_role("button", name="Renvoyer le mail").click()
    expect(page.get_by_text("Un nouveau lien vient de partir")).to_be_visible()
    recu = courrier.attendre_mail(server, qui.mail, "Activation de compte")
    onglet = page.context.new_page()  # as a mail program opens it
    onglet.goto(courrier.lien(recu, "/activation"))
    onglet.get_by_role("button", name="Activer mon compte").click()
    titre(onglet, "Déposer un dossier")


def test_a_forged_activation_link_says_what_to_do(page: Page) -> None:
    page.goto("/activation#0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")
    expect(page.get_by_text("Ce lien n’est pas valable")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Se connecter")).to_be_visible()
    expect(page.get_by_role("button", name="Activer mon compte")).to_have_count(0)
