"""Keeping aids, saving searches, being told: as a stranger, signed in, by keyboard, from a mail."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlmodel import col, select

from portail.aides.models import Aide, FenetreDepot
from portail.aides.workflow import StatutAide
from portail.core import clock
from portail.infra import outbox
from portail.veille import alertes
from portail.veille.models import AvisOuverture, Favori
from tests.e2e import courrier, gens
from tests.e2e.patience import attendre
from tests.e2e.regards import attendre_calme, foyer_visible, petites_cibles, sous_tous_les_jours, trop_large
from tests.e2e.test_connexion import soumettre
from tests.live import Server


def bientot_close(server: Server) -> Aide:
    """An aid of the demonstration that closes within a fortnight."""
    with gens.lecture(server) as session:
        jour = clock.today()
        query = (
            select(Aide)
            .join(FenetreDepot)
            .where(
                Aide.statut == StatutAide.PUBLIEE,
                col(FenetreDepot.ouvre_le) <= jour,
                col(FenetreDepot.ferme_le).between(jour, jour + timedelta(days=14)),
            )
        )
        return next(iter(session.exec(query)))


def a_venir(server: Server) -> Aide:
    """One that opens later, and never did."""
    with gens.lecture(server) as session:
        ouvertes = select(FenetreDepot.aide_id).where(col(FenetreDepot.ouvre_le) <= clock.today())
        query = select(Aide).where(Aide.statut == StatutAide.PUBLIEE, col(Aide.id).not_in(ouvertes))
        return next(iter(session.exec(query.order_by(Aide.slug))))


def aide_gardee(page: Page, titre: str) -> Locator:
    """The card of a kept aid on « Mes aides »."""
    return page.locator(".carte-aide").filter(has=page.get_by_role("heading", name=titre, exact=True))


def test_a_stranger_keeps_an_aid_on_a_phone_signs_in_and_finds_it(phone: Page, server: Server) -> None:
    qui, aide = gens.personne(server).compte, bientot_close(server)
    phone.goto(f"/aides/{aide.slug}")
    phone.get_by_role("button", name=f"Garder l’aide {aide.titre}").tap()
    expect(phone.get_by_role("button", name=re.compile("^Gardée"))).to_be_visible()
    expect(phone.locator("#annonces")).to_contain_text("Mes aides")
    phone.goto("/mes-aides")  # a full load: the browser itself has kept it
    expect(aide_gardee(phone, aide.titre)).to_be_visible()
    phone.get_by_role("main").get_by_role("link", name="Se connecter").tap()
    soumettre(phone, qui.identifiant)
    phone.wait_for_url("**/mes-aides")
    offre = phone.get_by_role("region", name="Aides gardées dans ce navigateur")
    expect(offre).to_contain_text("une aide gardée")
    assert trop_large(phone) == []
    offre.get_by_role("button", name="Ajouter à mon compte").tap()
    expect(aide_gardee(phone, aide.titre)).to_be_visible()
    expect(offre).to_have_count(0)
    phone.reload()
    expect(aide_gardee(phone, aide.titre)).to_be_visible()
    expect(offre).to_have_count(0)  # the browser has forgotten it


def test_an_offer_refused_leaves_nothing(page: Page, server: Server) -> None:
    aide = bientot_close(server)
    page.goto(f"/aides/{aide.slug}")
    page.get_by_role("button", name=f"Garder l’aide {aide.titre}").click()
    expect(page.get_by_role("button", name=re.compile("^Gardée"))).to_be_visible()
    gens.personne(server).entrer(page.context)
    page.goto("/dossiers")
    page.get_by_role("button", name="Non, les oublier").click()
    expect(page.get_by_role("button", name="Non, les oublier")).to_have_count(0)
    page.goto("/mes-aides")
    expect(page.get_by_text("Vous ne gardez encore aucune aide")).to_be_visible()


def test_a_star_is_pressed_by_keyboard_and_says_what_it_did(page: Page, server: Server) -> None:
    gens.personne(server).entrer(page.context)
    page.goto("/aides?q=association")
    etoile = page.locator(".carte-aide .garder").first
    expect(etoile).to_have_text(re.compile("^Garder"))
    page.locator(".carte-aide .carte-lien").first.focus()
    page.keyboard.press("Tab")
    expect(etoile).to_be_focused()
    assert foyer_visible(page) == ""
    page.keyboard.press("Space")
    expect(etoile).to_have_text(re.compile("^Gardée"))
    expect(etoile).to_be_focused()
    expect(page.locator("#annonces")).to_contain_text("Aide gardée")
    expect(page).to_have_url(re.compile(r"/aides\?q=association$"))  # the card did not open
    page.keyboard.press("Space")
    expect(etoile).to_have_text(re.compile("^Garder"))


def test_a_search_is_saved_by_who_signs_in_on_the_way(page: Page, server: Server) -> None:
    qui = gens.personne(server).compte
    page.goto("/aides?q=v%C3%A9lo&beneficiaire=association")
    page.get_by_role("link", name="Enregistrer cette recherche").click()
    expect(page.get_by_text("Nous gardons votre recherche")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Se connecter").click()
    soumettre(page, qui.identifiant)
    expect(page.get_by_label("Nom de la recherche")).to_have_value("Vélo · Association")
    page.get_by_label("Chaque jour").check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Votre recherche est enregistrée")).to_be_focused()
    page.get_by_role("link", name="Revenir à la recherche").click()
    expect(page).to_have_url(re.compile(r"/aides\?q=v%C3%A9lo&beneficiaire=association$"))
    expect(page.get_by_label("Mots clés")).to_have_value("vélo")


@pytest.fixture
def abonnee(page: Page, server: Server) -> gens.Personne:
    """Somebody signed in, with a saved search, on « Mes aides »."""
    qui = gens.personne(server)
    qui.entrer(page.context)
    page.goto("/mes-aides/recherche?q=sport")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("link", name="Voir mes aides").click()
    expect(page.get_by_role("link", name="Sport", exact=True)).to_be_visible()
    return qui


@pytest.mark.usefixtures("abonnee")
def test_a_search_is_renamed_regulated_deleted_and_taken_back_by_keyboard(page: Page) -> None:
    page.get_by_text("Renommer").press("Enter")
    page.get_by_label("Nouveau nom").fill("Mes sports")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Mes sports", exact=True)).to_be_visible()
    expect(page.locator("#message")).to_be_focused()
    page.get_by_label("M’écrire s’il y a de nouvelles aides").select_option("Chaque jour")
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    page.get_by_role("button", name="Supprimer : Mes sports").press("Enter")
    expect(page.locator("#message")).to_contain_text("supprimée")
    assert foyer_visible(page) == ""
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Annuler la suppression")).to_be_focused()
    page.keyboard.press("Enter")
    page.reload()
    expect(page.get_by_role("link", name="Mes sports", exact=True)).to_be_visible()
    expect(page.get_by_label("M’écrire s’il y a de nouvelles aides")).to_have_value("jour")


def test_what_one_wants_to_be_told_is_kept_at_once(page: Page, abonnee: gens.Personne) -> None:
    case = page.get_by_label("3 jours avant la clôture d’une aide gardée")
    expect(case).to_be_checked()
    case.uncheck()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    page.reload()
    expect(case).not_to_be_checked()
    page.get_by_role("button", name="Ne plus recevoir aucune alerte").click()
    expect(page.get_by_label("Quand une aide gardée ouvre ou rouvre")).not_to_be_checked()
    expect(page.get_by_label("M’écrire s’il y a de nouvelles aides")).to_have_value("aucune")


def test_one_stops_from_the_mail_without_signing_in(
    page: Page, server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    qui, aide = gens.personne(server), bientot_close(server)
    with gens.base(server) as session:
        depuis = clock.now() - timedelta(days=100)
        session.add(Favori(compte_id=qui.compte.id, aide_id=aide.id, garde_le=depuis))
        faits = {"jour": "essai", "apres": ""}
        outbox.publier(session, alertes.COMPTES, f"essai:{uuid.uuid4()}", faits)
    mail = courrier.attendre_mail(server, qui.compte.mail, "ferme bientôt")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page.goto("/courrier")
    page.locator(".courrier").filter(has_text=qui.compte.mail).first.get_by_role("link").filter(
        has_text=re.compile(r"desabonnement#.*\.1$")
    ).click()
    bouton = page.get_by_role("button", name="Arrêter ces mails")
    expect(bouton).to_be_visible()
    page.reload()
    expect(bouton).to_be_visible()  # looking stops nothing
    assert sous_tous_les_jours(page) == []
    bouton.press("Enter")
    expect(page.get_by_text("C’est fait")).to_be_visible()
    sienne = qui.entrer(new_context()).new_page()
    sienne.goto("/mes-aides")
    for libelle in ("15 jours avant", "3 jours avant", "Quand une aide"):
        expect(sienne.get_by_label(re.compile(libelle))).not_to_be_checked()
    expect(aide_gardee(sienne, aide.titre)).to_be_visible()


def test_an_opening_is_asked_for_with_an_address_that_confirms(phone: Page, server: Server) -> None:
    aide, mail = a_venir(server), f"lou-{uuid.uuid4().hex[:8]}@exemple.fr"
    phone.goto(f"/aides/{aide.slug}")
    phone.get_by_role("link", name="Prévenez-moi à l’ouverture").tap()
    phone.get_by_label("Adresse mail").fill("lou")
    phone.get_by_role("button", name="Prévenez-moi").tap()
    expect(phone.locator("#resume-erreurs")).to_be_focused()
    assert sous_tous_les_jours(phone) == []
    phone.set_viewport_size({"width": 375, "height": 740})
    phone.get_by_label("Adresse mail").fill(mail)
    phone.get_by_role("button", name="Prévenez-moi").tap()
    expect(phone.get_by_text(mail)).to_be_visible()
    recu = courrier.attendre_mail(server, mail, "Confirmez votre demande d’avis")
    corps = recu.get_body(("plain",))
    assert corps is not None
    lien = re.search(r"https?://\S+/avis-ouverture#[\w-]+", corps.get_content())
    assert lien
    phone.goto(lien[0])
    phone.get_by_role("button", name="Confirmer ma demande").tap()
    expect(phone.get_by_role("heading", level=1, name="Votre demande est confirmée")).to_be_visible()
    assert trop_large(phone) == petites_cibles(phone) == []

    def confirmee() -> bool:
        with gens.lecture(server) as session:
            query = select(AvisOuverture.confirme_le).where(AvisOuverture.mail == mail)
            return session.exec(query).one() is not None

    assert attendre(confirmee, "a confirmed address")


def test_with_an_account_one_click_is_enough(page: Page, server: Server) -> None:
    aide = a_venir(server)
    gens.personne(server).entrer(page.context)
    page.goto(f"/aides/{aide.slug}")
    page.get_by_role("button", name="Prévenez-moi à l’ouverture").click()
    expect(page.get_by_text("Vous recevrez un mail à l’ouverture")).to_be_visible()
    page.goto("/mes-aides")
    expect(page.get_by_role("heading", name="Ouvertures attendues")).to_be_visible()
    assert sous_tous_les_jours(page) == []
    page.get_by_role("button", name=f"Ne plus me prévenir : {aide.titre}").click()
    expect(page.get_by_role("heading", name="Ouvertures attendues")).to_have_count(0)


def test_mes_aides_keeps_every_rule_empty_or_full(page: Page, abonnee: gens.Personne) -> None:
    with gens.base(abonnee.server) as session:
        for aide in session.exec(select(Aide).limit(3)).all():
            session.add(Favori(compte_id=abonnee.compte.id, aide_id=aide.id))
    page.goto("/mes-aides")
    attendre_calme(page)
    page.get_by_text("Renommer").click()
    assert sous_tous_les_jours(page) == petites_cibles(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert trop_large(page) == []
