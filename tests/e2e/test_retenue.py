"""What the browser keeps until the server has it, and for whom."""

import json
import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from sqlmodel import col, select, update

from portail.comptes.models import SessionOuverte
from portail.core import clock
from portail.dossiers.models import Dossier
from portail.dossiers.workflow import Statut
from tests.comptes_de_test import MOT_DE_PASSE
from tests.e2e import gens
from tests.e2e.brouillons import Brouillon, brouillon, ouvrir  # noqa: F401  two fixtures
from tests.e2e.conftest import Complaints
from tests.e2e.formulaire import ENREGISTRE
from tests.e2e.patience import attendre


class Coupure:
    """While `active`, the edits sent over the socket are lost on their way."""

    active = False

    def __init__(self, page: Page) -> None:
        page.route_web_socket(re.compile("/_event"), self._relayer)

    def _relayer(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def passer(message: str | bytes) -> None:
            if not (self.active and "enregistrer" in str(message)):
                server.send(message)

        socket.on_message(passer)


def retenues(page: Page) -> list[str]:
    """The texts that the browser's own database keeps."""
    contenu = page.evaluate(
        """() => new Promise((rendre) => {
            const ouverture = indexedDB.open("portail");
            ouverture.onerror = () => rendre("[]");
            ouverture.onsuccess = () => {
                const base = ouverture.result;
                if (!base.objectStoreNames.contains("reponses")) { base.close(); rendre("[]"); return; }
                const lecture = base.transaction("reponses").objectStore("reponses").getAll();
                lecture.onsuccess = () => { base.close(); rendre(JSON.stringify(lecture.result)); };
            };
        })"""
    )
    return [edit["value"] for edit in json.loads(contenu)]


@pytest.fixture
def coupure(brouillon: Brouillon) -> Coupure:
    made = Coupure(brouillon.page)
    brouillon.page.reload()
    expect(brouillon.lieu("intitule")).to_be_editable()
    return made


def test_an_edit_lost_on_its_way_is_saved_from_the_next_step(brouillon: Brouillon, coupure: Coupure) -> None:
    coupure.active = True
    brouillon.lieu("intitule").fill("Fête du fleuve")
    expect(brouillon.statut("intitule")).to_have_text("Enregistrement…")
    brouillon.page.get_by_role("main").get_by_role("link", name="Étape suivante", exact=True).click()
    expect(brouillon.page).to_have_url(re.compile("/budget$"))
    brouillon.bientot("intitule", "Fête du fleuve")
    attendre(lambda: retenues(brouillon.page) == [], "nothing kept any more")


def test_an_edit_survives_the_crash_of_its_tab(brouillon: Brouillon, coupure: Coupure) -> None:
    coupure.active = True
    brouillon.page.route("**/brouillon", lambda route: route.abort())
    brouillon.lieu("intitule").fill("Fête du fleuve")
    attendre(lambda: retenues(brouillon.page) == ["Fête du fleuve"], "kept by the browser")
    brouillon.page.goto("about:blank")
    ailleurs = brouillon.page.context.new_page()
    ailleurs.goto(f"/dossiers/{brouillon.numero}")
    brouillon.bientot("intitule", "Fête du fleuve")


def fermer_la_session(brouillon: Brouillon) -> None:
    """As another device would, or time."""
    with gens.base(brouillon.server) as session:
        for ouverte in session.exec(
            select(SessionOuverte).where(SessionOuverte.compte_id == brouillon.qui.compte.id)
        ):
            session.delete(ouverte)


def entrer(page: Page, qui: gens.Personne) -> None:
    """Sign in with the form shown."""
    page.get_by_label("Identifiant", exact=True).fill(qui.compte.identifiant)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def test_what_is_typed_after_the_session_ended_comes_back_with_the_person(
    brouillon: Brouillon, complaints: Complaints
) -> None:
    complaints.meant.add(401)
    page = brouillon.page
    fermer_la_session(brouillon)
    # Other processes may trust a session for the two seconds that follow its last event.
    page.wait_for_timeout(2_500)
    brouillon.lieu("besoin").fill("Un paragraphe entier, écrit trop tard.")
    page.get_by_role("dialog").get_by_role("link", name="Quitter").click()
    entrer(page, brouillon.qui)
    expect(page).to_have_url(re.compile("/projet$"))
    expect(brouillon.lieu("besoin")).to_have_value("Un paragraphe entier, écrit trop tard.")
    brouillon.bientot("besoin", "Un paragraphe entier, écrit trop tard.")
    expect(brouillon.statut("besoin")).to_have_text(ENREGISTRE)


def test_somebody_else_neither_sees_nor_sends_what_was_typed(
    brouillon: Brouillon, complaints: Complaints
) -> None:
    complaints.meant |= {401, 404}
    page, autre = brouillon.page, gens.personne(brouillon.server)
    fermer_la_session(brouillon)
    page.wait_for_timeout(2_500)
    brouillon.lieu("besoin").fill("À moi.")
    page.get_by_role("dialog").get_by_role("link", name="Quitter").click()
    entrer(page, autre)
    expect(page.get_by_role("heading", level=1, name="Dossier introuvable")).to_be_visible()
    assert retenues(page) == ["À moi."]
    assert brouillon.en_base("besoin") is None
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(f"/connexion?suite=/dossiers/{brouillon.numero}/projet")
    entrer(page, brouillon.qui)
    brouillon.bientot("besoin", "À moi.")


def test_signing_out_leaves_nothing_on_the_device(brouillon: Brouillon, coupure: Coupure) -> None:
    coupure.active = True
    brouillon.lieu("intitule").fill("Fête du fleuve")
    attendre(lambda: retenues(brouillon.page) == ["Fête du fleuve"], "kept by the browser")
    brouillon.page.get_by_role("button", name="Se déconnecter").click()
    expect(brouillon.page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    assert retenues(brouillon.page) == []


def test_a_text_too_long_is_said_and_stays(brouillon: Brouillon) -> None:
    champ, long = brouillon.lieu("besoin"), "é" * 20_001
    champ.evaluate("(e) => e.removeAttribute('maxlength')")
    champ.fill(long)
    expect(brouillon.statut("besoin")).to_contain_text("Trop long pour être enregistré")
    expect(champ).to_have_value(long)
    champ.fill("Plus court")
    expect(brouillon.statut("besoin")).to_have_text(ENREGISTRE)


def test_a_submission_leaves_nothing_on_the_device_and_shows_what_came_too_late(
    brouillon: Brouillon, coupure: Coupure
) -> None:
    coupure.active = True
    brouillon.lieu("intitule").fill("Fête du fleuve")
    attendre(lambda: retenues(brouillon.page) == ["Fête du fleuve"], "kept by the browser")
    with gens.base(brouillon.server) as session:
        session.exec(
            update(Dossier)
            .where(col(Dossier.numero) == brouillon.numero)
            .values(statut=Statut.DEPOSE, depose_le=clock.now())
        )
    coupure.active = False
    expect(brouillon.page.get_by_text("Cette demande est déposée")).to_be_visible()
    expect(brouillon.page.get_by_role("main")).to_contain_text("Votre texte était")
    expect(brouillon.page.get_by_role("main")).to_contain_text("Fête du fleuve")
    attendre(lambda: retenues(brouillon.page) == [], "nothing kept any more")
