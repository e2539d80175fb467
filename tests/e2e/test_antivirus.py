"""A real antivirus behind real pages: they wait, then change by themselves."""

import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import fichiers as bombes
from tests.clamd import INFECTE, VIRUS, Clamd, clamd
from tests.e2e import fichiers, gens
from tests.e2e.conftest import Lancer
from tests.e2e.formulaire import champ_de, question
from tests.e2e.regards import attendre_calme, petites_cibles, sous_tous_les_jours, trop_large
from tests.e2e.remplissage import formulaire
from tests.live import Server

SLUG, ETAPE = "soutien-aux-associations", "pieces-a-joindre"
FORM = formulaire(SLUG)


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    with clamd(tmp_path_factory.mktemp("clamd")) as made:
        yield made


@pytest.fixture(scope="module")
def garde(launch: Lancer, reel: Clamd) -> Iterator[Server]:
    """A portal with this antivirus."""
    with launch(antivirus_url=reel.unix) as live:
        yield live


@dataclass
class Demande:
    """A draft and the browser of its owner."""

    numero: str
    contexte: BrowserContext

    def ouvrir(self, etape: str = ETAPE) -> Page:
        page = self.contexte.new_page()
        page.goto(f"/dossiers/{self.numero}/{etape}")
        attendre_calme(page)
        return page


@pytest.fixture
def demande(new_context: Callable[..., BrowserContext], garde: Server) -> Demande:
    qui = gens.personne(garde, gens.ASSOCIATION)
    return Demande(gens.ouvrir_dossier(qui, SLUG), qui.entrer(new_context(server=garde)))


def joindre(page: Page, fichier: Path) -> Locator:
    """Join it, and return its line."""
    question(page, champ_de(FORM, "statuts")).set_input_files(fichier)
    ligne = page.locator(".piece").filter(has_text=fichier.name)
    expect(ligne).to_be_visible()
    return ligne


def test_the_answer_comes_by_itself(demande: Demande, reel: Clamd, tmp_path: Path) -> None:
    page = demande.ouvrir()
    reel.process.send_signal(signal.SIGSTOP)
    try:
        virus = joindre(page, fichiers.ecrire(tmp_path, "virus.pdf", INFECTE))
        expect(virus).to_contain_text("Analyse en cours")
        expect(virus).to_contain_text("Vous pouvez continuer sans attendre")
        expect(virus.get_by_role("link", name="Télécharger virus.pdf")).to_be_visible()
        expect(virus.get_by_role("link", name="Aperçu")).to_have_count(0)
        ailleurs = demande.ouvrir("recapitulatif")
        expect(ailleurs.locator(".piece")).to_contain_text("Analyse en cours")
    finally:
        reel.process.send_signal(signal.SIGCONT)
    expect(virus).to_contain_text(
        f"ce fichier contient un virus ({VIRUS}). Retirez-le et joignez-en un autre."
    )
    expect(virus.get_by_role("link")).to_have_count(0)
    expect(page.get_by_text("Un fichier a été refusé")).to_be_visible()
    expect(ailleurs.locator(".piece")).to_contain_text("Refusé")
    manque = ailleurs.locator(".ligne-manque").filter(has_text="Un fichier a été refusé")
    expect(manque).to_be_visible()
    virus.get_by_role("button", name="Retirer").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    expect(virus).to_have_count(0)
    expect(page.get_by_text("Un fichier a été refusé")).to_have_count(0)


def test_the_thumbnail_comes_by_itself_and_moves_nothing(demande: Demande, tmp_path: Path) -> None:
    page = demande.ouvrir()
    ligne = joindre(page, fichiers.ecrire(tmp_path, "photo.jpg", bombes.image("JPEG", orientation=6)))
    boite = ligne.locator(".piece-vignette")
    avant = boite.bounding_box()
    image = ligne.get_by_role("img", name="Aperçu de photo.jpg")
    expect(image).to_be_visible()
    expect(ligne).to_contain_text("vérifié par l’antivirus")
    assert image.evaluate("(i) => i.decode().then(() => [i.naturalWidth, i.naturalHeight])") == [320, 480]
    assert (image.get_attribute("width"), image.get_attribute("height")) == ("320", "480")
    assert image.get_attribute("loading") == "lazy"
    apres = boite.bounding_box()
    assert avant
    assert apres
    assert (avant["width"], avant["height"]) == (apres["width"], apres["height"])
    ailleurs = demande.ouvrir("recapitulatif")
    ailleurs.locator(".piece").scroll_into_view_if_needed()
    expect(ailleurs.get_by_role("img", name="Aperçu de photo.jpg")).to_be_visible()


def test_a_bomb_costs_its_thumbnail_only(demande: Demande, tmp_path: Path) -> None:
    page = demande.ouvrir()
    bombe = bombes.png_annonce(100_000, 100_000)
    ligne = joindre(page, fichiers.ecrire(tmp_path, "bombe.png", bombe))
    expect(ligne).to_contain_text("Aperçu indisponible")
    expect(ligne.get_by_role("link", name=re.compile("^Aperçu de bombe.png"))).to_be_visible()


def test_files_in_every_state_keep_every_rule(demande: Demande, reel: Clamd, tmp_path: Path) -> None:
    page = demande.ouvrir()
    joindre(page, fichiers.ecrire(tmp_path, "virus.pdf", INFECTE))
    bonne = joindre(page, fichiers.ecrire(tmp_path, "nom-tres-long-" * 6 + "fin.pdf", bombes.pdf()))
    expect(bonne.get_by_role("img")).to_be_visible()
    reel.process.send_signal(signal.SIGSTOP)
    try:
        joindre(page, fichiers.ecrire(tmp_path, "attente.pdf", bombes.pdf(b"0 0 9 9 re f")))
        for vue in (page, demande.ouvrir("recapitulatif")):
            assert sous_tous_les_jours(vue) == []
            assert petites_cibles(vue) == []
            vue.set_viewport_size({"width": 320, "height": 640})
            assert trop_large(vue) == []
    finally:
        reel.process.send_signal(signal.SIGCONT)
