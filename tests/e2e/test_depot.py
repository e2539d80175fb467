"""The whole deposit, from the sheet of the aid to the receipt, by the three pilots; and once only."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portail.dossiers import depot
from portail.formulaires.schema import Etape
from tests.e2e import courrier, fichiers, gens
from tests.e2e.formulaire import repondre
from tests.e2e.patience import attendre
from tests.e2e.pilotes import PILOTES, Pilote, Souris
from tests.e2e.remplissage import completer, formulaire, visibles
from tests.live import Server

SLUG = "soutien-aux-associations"
VALIDER = "Valider définitivement ma demande"
QUINZE_MO = 15_000_000


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small file for each question, and a heavy one."""
    dossier = tmp_path_factory.mktemp("fichiers")
    return {
        "petit": fichiers.ecrire(dossier, "pièce n° 1.pdf", fichiers.pdf()),
        "lourd": fichiers.ecrire(dossier, "statuts.pdf", fichiers.pdf(QUINZE_MO)),
    }


def remplir_etape(pilote: Pilote, etape: Etape, pdf: dict[str, Path]) -> None:
    """Answer what the sheet did not prefill in the step shown, files included."""
    pilote.arriver(re.compile(re.escape(etape.titre)), re.compile(rf"/dossiers/[^/]+/{etape.id}$"))
    montrees = [champ for nom, champ in visibles(formulaire(SLUG)) if nom == etape.id]
    for champ in montrees:
        if champ.prefill is None and champ.requis:
            lourd = champ.id == "statuts" and isinstance(pilote, Souris)
            repondre(pilote, champ, [pdf["lourd" if lourd else "petit"]])


def valider(pilote: Pilote) -> None:
    """Attest, and submit for good."""
    page = pilote.page
    pilote.cocher(page.get_by_role("checkbox", name=re.compile("atteste sur l.honneur")))
    pilote.activer(page.get_by_role("button", name=VALIDER))


@pytest.mark.parametrize("genre", PILOTES, ids=lambda genre: genre.nom)
def test_a_request_is_filled_submitted_and_followed(
    genre: type[Pilote], new_context: Callable[..., BrowserContext], server: Server, pdf: dict[str, Path]
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    pilote = genre(qui.entrer(new_context(width=genre.largeur, height=genre.hauteur)).new_page())
    page = pilote.page
    page.goto(f"/aides/{SLUG}")
    pilote.activer(page.get_by_role("link", name="Accéder au formulaire"))
    expect(page).to_have_url(re.compile(r"/dossiers/[^/]+$"))
    numero = page.url.rpartition("/")[2]
    expect(page.get_by_text("Non déposé").first).to_be_visible()
    expect(page.get_by_text(formulaire(SLUG).introduction)).to_be_visible()
    etapes = formulaire(SLUG).etapes
    pilote.activer(page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(etapes[0].titre))))
    for etape in etapes:
        remplir_etape(pilote, etape, pdf)
        pilote.activer(page.get_by_role("main").get_by_role("link", name="Étape suivante"))
    pilote.arriver("Récapitulatif de votre demande", re.compile(r"/recapitulatif$"))
    valider(pilote)
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/recu$"))
    expect(page.get_by_text(numero).first).to_be_visible()
    pilote.regarder()
    accuse = pilote.telecharger(page.get_by_role("link", name=re.compile("accusé", re.IGNORECASE)))
    assert numero in fichiers.texte_pdf(accuse.path().read_bytes())
    recu = courrier.attendre_mail(server, qui.compte.mail, numero)
    assert numero in fichiers.texte_pdf(next(iter(courrier.pieces_jointes(recu).values())))
    assert gens.depots_en_base(server, numero) == 1
    _suivre(pilote, numero)


def _suivre(pilote: Pilote, numero: str) -> None:
    page = pilote.page
    pilote.activer(page.get_by_role("banner").get_by_role("link", name="Suivre mes dossiers"))
    pilote.arriver("Suivre mes dossiers", re.compile(r"/dossiers$"))
    expect(page.get_by_role("main")).to_contain_text(numero)


def au_recapitulatif(page: Page, numero: str) -> Page:
    """Open the page where everything is checked."""
    page.goto(f"/dossiers/{numero}/recapitulatif")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def test_a_double_click_submits_once(new_context: Callable[..., BrowserContext], server: Server) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = completer(qui, SLUG)
    page = au_recapitulatif(qui.entrer(new_context()).new_page(), numero)
    page.get_by_role("checkbox", name=re.compile("atteste")).check()
    page.get_by_role("button", name=VALIDER).dblclick()
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/recu$"))
    courrier.attendre_mail(server, qui.compte.mail, numero)
    assert gens.depots_en_base(server, numero) == 1
    assert len([m for m in courrier.mails(server, qui.compte.mail) if numero in str(m["Subject"])]) == 1


def test_two_tabs_lead_to_one_receipt(new_context: Callable[..., BrowserContext], server: Server) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = completer(qui, SLUG)
    context = qui.entrer(new_context())
    onglets = [au_recapitulatif(context.new_page(), numero) for _ in range(2)]
    for page in onglets:
        page.get_by_role("checkbox", name=re.compile("atteste")).check()
    for page in onglets:
        page.get_by_role("button", name=VALIDER).click()
    for page in onglets:
        expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/recu"))
        expect(page.get_by_text(numero).first).to_be_visible()
    courrier.attendre_mail(server, qui.compte.mail, numero)
    assert gens.depots_en_base(server, numero) == 1
    assert len([m for m in courrier.mails(server, qui.compte.mail) if numero in str(m["Subject"])]) == 1


def test_what_is_missing_leads_to_its_field(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = completer(qui, SLUG, pieces=False)
    gens.repondre(qui, numero, {"intitule": ""}, premiere=100)
    page = au_recapitulatif(qui.entrer(new_context()).new_page(), numero)
    page.get_by_role("link", name=re.compile("Titre de l’action")).first.click()
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/projet"))
    titre = page.get_by_label("Titre de l’action")
    expect(titre).to_be_focused()
    titre.fill("Fête du fleuve")
    attendre(lambda: gens.reponses_en_base(server, numero)["intitule"] == "Fête du fleuve", "the title")
    au_recapitulatif(page, numero)
    page.get_by_role("link", name=re.compile("Statuts à jour")).first.click()
    expect(page.get_by_label("Statuts à jour, signés", exact=True)).to_be_focused()
    assert gens.depots_en_base(server, numero) == 0


def test_a_submitted_request_can_be_read_and_no_longer_changed(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = completer(qui, SLUG)
    page = au_recapitulatif(qui.entrer(new_context()).new_page(), numero)
    page.get_by_role("button", name=VALIDER).click()
    expect(page.get_by_role("checkbox", name=re.compile("atteste"))).to_be_focused()
    assert gens.depots_en_base(server, numero) == 0  # not without the attestation
    valider(Souris(page))
    expect(page).to_have_url(re.compile(r"/recu$"))
    au_recapitulatif(page, numero)
    expect(page.get_by_role("button", name=VALIDER)).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Modifier"))).to_have_count(0)
    page.goto(f"/dossiers/{numero}/projet")
    expect(page.get_by_label("Titre de l’action")).not_to_be_editable()


def test_a_tab_left_open_shows_what_was_submitted(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = completer(qui, SLUG)
    page = qui.entrer(new_context()).new_page()
    page.goto(f"/dossiers/{numero}/projet")
    titre = page.get_by_label("Titre de l’action")
    expect(titre).to_be_editable()
    with gens.base(server) as session:
        depot.deposer(session, qui.acteur, numero, True)
    titre.fill("Trop tard")
    expect(page.get_by_text("Cette demande est déposée")).to_be_visible()
    expect(titre).not_to_be_editable()
    expect(titre).to_have_value("Fête du fleuve")
    expect(page.get_by_text("Enregistrement…")).to_have_count(0)


def test_the_draft_of_an_aid_is_offered_again(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    page = qui.entrer(new_context()).new_page()
    page.goto(f"/aides/{SLUG}/demande")
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}$"))


def test_a_draft_is_deleted_after_a_confirmation(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    page = qui.entrer(new_context()).new_page()
    page.goto("/dossiers")
    expect(page.get_by_role("main")).to_contain_text("Non déposé")
    page.get_by_role("button", name=re.compile("^Supprimer")).first.click()
    question = page.get_by_role("dialog")
    question.get_by_role("button", name="Annuler").click()
    assert gens.reponses_en_base(server, numero)
    page.get_by_role("button", name=re.compile("^Supprimer")).first.click()
    question.get_by_role("button", name=re.compile("^Supprimer")).click()
    expect(page.get_by_role("main")).not_to_contain_text("Non déposé")
    assert not gens.reponses_en_base(server, numero)
