"""Nothing typed is lost, and nothing is said to be saved before it is."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from tests.e2e import gens
from tests.e2e.brouillons import SLUG, Brouillon, brouillon, ouvrir  # noqa: F401  two fixtures
from tests.e2e.conftest import Lancer
from tests.e2e.formulaire import ENREGISTRE
from tests.live import Server

PAS_ENCORE = re.compile("Enregistrement…|Pas encore")


def test_answers_survive_a_reload(brouillon: Brouillon) -> None:
    brouillon.lieu("intitule").press_sequentially("Fête du fleuve")
    brouillon.lieu("nature_demande").get_by_role("radio").first.check()
    brouillon.lieu("publics").get_by_role("checkbox", name="Enfants").check()
    brouillon.lieu("besoin").fill("Une ligne.\nUne autre, « accentuée ».")
    for nom in ("intitule", "nature_demande", "publics", "besoin"):
        expect(brouillon.statut(nom)).to_have_text(ENREGISTRE)
    brouillon.page.reload()
    expect(brouillon.lieu("intitule")).to_have_value("Fête du fleuve")
    expect(brouillon.lieu("nature_demande").get_by_role("radio").first).to_be_checked()
    expect(brouillon.lieu("publics").get_by_role("checkbox", name="Enfants")).to_be_checked()
    expect(brouillon.lieu("besoin")).to_have_value("Une ligne.\nUne autre, « accentuée ».")


def test_two_fields_typed_one_right_after_the_other_are_both_saved(brouillon: Brouillon) -> None:
    clavier = brouillon.page.keyboard
    brouillon.lieu("intitule").focus()
    clavier.type("Fête du fleuve")
    brouillon.lieu("besoin").focus()
    clavier.type("Un lieu où se retrouver")
    brouillon.lieu("participants").focus()
    clavier.type("250")
    brouillon.bientot("intitule", "Fête du fleuve")
    brouillon.bientot("besoin", "Un lieu où se retrouver")
    brouillon.bientot("participants", "250")
    for nom in ("intitule", "besoin", "participants"):
        expect(brouillon.statut(nom)).to_have_text(ENREGISTRE)


def test_saved_is_said_only_once_it_is_in_the_database(brouillon: Brouillon) -> None:
    with gens.base(brouillon.server) as session:
        session.exec(select(1))  # nobody else can write from here on
        brouillon.lieu("intitule").fill("Fête du fleuve")
        expect(brouillon.statut("intitule")).to_have_text("Enregistrement…")
        brouillon.page.context.request.get(f"/aides/{SLUG}")  # the server answers all the same
        ailleurs = brouillon.page.context.new_page()
        ailleurs.goto("/aides")
        expect(ailleurs.locator(".carte-lien").first).to_be_visible()
        expect(brouillon.statut("intitule")).to_have_text("Enregistrement…")
        assert brouillon.en_base("intitule") is None
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    assert brouillon.en_base("intitule") == "Fête du fleuve"


def test_the_last_letters_survive_a_tab_that_closes(brouillon: Brouillon) -> None:
    brouillon.lieu("intitule").press_sequentially("Fête du fleuve")
    brouillon.page.close(run_before_unload=True)
    brouillon.bientot("intitule", "Fête du fleuve")


def test_the_last_letters_leave_with_the_next_step(brouillon: Brouillon) -> None:
    brouillon.lieu("intitule").press_sequentially("Fête du fleuve")
    brouillon.page.get_by_role("banner").get_by_role("link", name="Suivre mes dossiers").click()
    brouillon.bientot("intitule", "Fête du fleuve")


def test_what_one_tab_saves_another_shows_at_once(brouillon: Brouillon) -> None:
    page = brouillon.page.context.new_page()
    page.goto(brouillon.page.url)
    autre = Brouillon(brouillon.qui, page, brouillon.numero)
    expect(autre.lieu("intitule")).to_be_editable()
    autre.lieu("participants").fill("12")
    brouillon.lieu("intitule").fill("Fête du fleuve")
    brouillon.lieu("participation_payante").get_by_role("radio", name="Oui", exact=True).check()
    expect(autre.lieu("intitule")).to_have_value("Fête du fleuve")
    expect(autre.lieu("participation_montant")).to_be_visible()
    expect(brouillon.lieu("participants")).to_have_value("12")
    autre.lieu("intitule").fill("Fête du fleuve et du vent")
    expect(brouillon.lieu("intitule")).to_have_value("Fête du fleuve et du vent")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)


def test_a_wrong_answer_is_kept_and_explained(brouillon: Brouillon) -> None:
    champ = brouillon.lieu("participants")
    champ.fill("beaucoup")
    champ.blur()
    expect(champ).to_have_attribute("aria-invalid", "true")
    brouillon.bientot("participants", "beaucoup")
    brouillon.page.reload()
    expect(champ).to_have_value("beaucoup")
    expect(champ).to_have_attribute("aria-invalid", "true")
    champ.fill("250")
    expect(champ).not_to_have_attribute("aria-invalid", "true")


def test_a_question_appears_when_its_answer_calls_it(brouillon: Brouillon) -> None:
    suite = brouillon.lieu("participation_montant")
    expect(suite).to_be_hidden()
    payante = brouillon.lieu("participation_payante")
    payante.get_by_role("radio", name="Oui", exact=True).check()
    suite.fill("12,50")
    expect(brouillon.statut("participation_montant")).to_have_text(ENREGISTRE)
    payante.get_by_role("radio", name="Non", exact=True).check()
    expect(suite).to_be_hidden()
    payante.get_by_role("radio", name="Oui", exact=True).check()
    expect(suite).to_have_value("12,50")


@pytest.fixture(scope="module")
def fragile(launch: Lancer) -> Iterator[Server]:
    """A portal that is killed and started again."""
    with launch() as live:
        yield live


def test_a_server_killed_in_the_middle_of_a_word_loses_nothing(
    ouvrir: Callable[[Server], Brouillon], fragile: Server
) -> None:
    brouillon = ouvrir(fragile)
    clavier = brouillon.page.keyboard
    brouillon.lieu("intitule").focus()
    clavier.type("Fête du ")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
    fragile.kill()
    clavier.type("fleuve")
    expect(brouillon.page.locator("#reseau")).to_contain_text("La connexion est interrompue")
    expect(brouillon.statut("intitule")).to_have_text("Enregistrement…")
    brouillon.lieu("besoin").focus()
    clavier.type("Se retrouver")
    fragile.start_again()
    brouillon.bientot("intitule", "Fête du fleuve")
    brouillon.bientot("besoin", "Se retrouver")
    for nom in ("intitule", "besoin"):
        expect(brouillon.statut(nom)).not_to_have_text(PAS_ENCORE)
    expect(brouillon.lieu("besoin")).to_be_focused()
    expect(brouillon.lieu("besoin")).to_have_value("Se retrouver")
    brouillon.page.reload()
    expect(brouillon.lieu("intitule")).to_have_value("Fête du fleuve")


def test_a_network_that_goes_away_loses_nothing(
    brouillon: Brouillon,
) -> None:
    context = brouillon.page.context
    context.set_offline(True)
    brouillon.lieu("intitule").press_sequentially("Fête du fleuve")
    expect(brouillon.statut("intitule")).not_to_have_text(ENREGISTRE)
    garde = re.compile(r"Hors connexion\s: 1 réponse gardée sur cet appareil")
    expect(brouillon.page.locator("#reseau")).to_contain_text(garde)
    context.set_offline(False)
    brouillon.bientot("intitule", "Fête du fleuve")
    expect(brouillon.statut("intitule")).to_have_text(ENREGISTRE)
