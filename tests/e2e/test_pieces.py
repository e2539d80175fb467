"""Files in a real browser: sent, watched, cancelled, refused in words, looked at, taken back, private."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import fichiers, gens
from tests.e2e.conftest import Complaints
from tests.e2e.formulaire import champ_de, question
from tests.e2e.lignes import Ligne
from tests.e2e.patience import attendre
from tests.e2e.remplissage import formulaire
from tests.live import Server

SLUG, ETAPE = "soutien-aux-associations", "pieces-a-joindre"
FORM = formulaire(SLUG)
QUINZE_MO = 15_000_000


@dataclass
class Pieces:
    """A draft open at the step of the files."""

    qui: gens.Personne
    page: Page
    numero: str

    def porte(self, nom: str = "statuts") -> Locator:
        """The file input of a question."""
        return question(self.page, champ_de(FORM, nom))

    def jointe(self, nom: str) -> Locator:
        """The link that opens a file joined."""
        return self.page.get_by_role("link", name=re.compile(re.escape(nom)))

    def refus(self) -> Locator:
        """The refusal shown."""
        return self.page.locator(".sendings").get_by_role("alert")

    def noms(self) -> list[str]:
        """The names of the files the database holds."""
        return [piece.nom for piece in gens.pieces_en_base(self.qui.server, self.numero)]


@pytest.fixture
def pieces(new_context: Callable[..., BrowserContext], server: Server) -> Pieces:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    page = qui.entrer(new_context()).new_page()
    page.goto(f"/dossiers/{numero}/{ETAPE}")
    made = Pieces(qui, page, numero)
    expect(made.porte()).to_be_attached()
    return made


def test_several_files_are_joined_and_survive_a_reload(pieces: Pieces, tmp_path: Path) -> None:
    envoyes = [
        fichiers.ecrire(tmp_path, "statuts signés (2024).pdf", fichiers.pdf()),
        fichiers.ecrire(tmp_path, "page 2.png", fichiers.png()),
    ]
    pieces.porte().set_input_files(envoyes)
    for fichier in envoyes:
        expect(pieces.jointe(fichier.name).first).to_be_visible()
    assert sorted(pieces.noms()) == sorted(fichier.name for fichier in envoyes)
    pieces.page.reload()
    for fichier in envoyes:
        expect(pieces.jointe(fichier.name).first).to_be_visible()


def test_a_heavy_file_shows_its_progress_and_can_be_cancelled(pieces: Pieces, tmp_path: Path) -> None:
    lourd = fichiers.ecrire(tmp_path, "lourd.pdf", fichiers.pdf(QUINZE_MO))
    with Ligne(pieces.page).lente(2_000_000):
        pieces.porte().set_input_files(lourd)
        barre = pieces.page.get_by_role("progressbar", name="Envoi de lourd.pdf")
        attendre(lambda: 0 < float(barre.get_attribute("value") or 0) < 100, "some progress")
        pieces.page.get_by_role("button", name="Annuler l’envoi : lourd.pdf").click()
    expect(barre).to_have_count(0)
    expect(pieces.porte()).to_be_focused()
    assert pieces.noms() == []
    pieces.porte().set_input_files(lourd)
    expect(pieces.jointe("lourd.pdf").first).to_be_visible()
    (piece,) = gens.pieces_en_base(pieces.qui.server, pieces.numero)
    assert piece.taille == lourd.stat().st_size


def test_refusals_say_what_is_wrong(pieces: Pieces, complaints: Complaints, tmp_path: Path) -> None:
    complaints.meant.add(415)
    trop = tmp_path / "trop.pdf"
    with trop.open("wb") as fichier:
        fichier.truncate(25_000_000)
    pieces.porte().set_input_files(trop)
    expect(pieces.refus()).to_have_text(re.compile(r"^Ce fichier fait 25\sMo\s; la limite est 20\sMo"))
    pieces.porte("rib").set_input_files(fichiers.ecrire(tmp_path, "rib.pdf", fichiers.pdf(11_000_000)))
    expect(pieces.refus().filter(has_text=re.compile(r"la limite est 10\sMo"))).to_be_visible()
    pieces.porte().set_input_files(fichiers.ecrire(tmp_path, "virus.pdf", fichiers.programme()))
    expect(pieces.refus().filter(has_text=re.compile("programme|PDF"))).to_be_visible()
    pieces.porte().set_input_files(fichiers.ecrire(tmp_path, "vide.pdf", b""))
    expect(pieces.refus().filter(has_text="Ce fichier est vide")).to_be_visible()
    assert pieces.noms() == []
    pieces.porte().set_input_files(fichiers.ecrire(tmp_path, "bon.pdf", fichiers.pdf()))
    expect(pieces.jointe("bon.pdf").first).to_be_visible()


def test_a_file_is_looked_at_then_taken_back(pieces: Pieces, tmp_path: Path) -> None:
    contenu = fichiers.pdf()
    pieces.porte().set_input_files(fichiers.ecrire(tmp_path, "statuts.pdf", contenu))
    lien = pieces.jointe("statuts.pdf").first
    expect(lien).to_be_visible()
    vu = pieces.page.context.request.get(str(lien.get_attribute("href")))
    assert (vu.status, vu.headers["content-type"], vu.body()) == (200, "application/pdf", contenu)
    ligne = pieces.page.get_by_role("listitem").filter(has_text="statuts.pdf")
    ligne.get_by_role("button", name="Retirer").click()
    question = pieces.page.get_by_role("dialog", name="Retirer ce fichier ?")
    expect(question).to_contain_text("statuts.pdf")
    question.get_by_role("button", name="Retirer").click()
    expect(lien).to_have_count(0)
    assert pieces.noms() == []


def test_files_are_private(pieces: Pieces, tmp_path: Path) -> None:
    pieces.porte().set_input_files(fichiers.ecrire(tmp_path, "statuts.pdf", fichiers.pdf()))
    lien = pieces.jointe("statuts.pdf").first
    expect(lien).to_be_visible()
    adresse = str(lien.get_attribute("href"))
    with gens.personne(pieces.qui.server).http() as autre:
        assert autre.get(adresse).status_code == 404
        ailleurs = autre.get(f"/dossiers/{pieces.numero}/{ETAPE}")
        assert "statuts.pdf" not in ailleurs.text
    assert httpx.get(f"{pieces.qui.server.url}{adresse}").status_code in {401, 404}
    with pieces.qui.http() as moi:
        assert moi.get(adresse).status_code == 200


def test_the_dossier_of_somebody_else_does_not_exist(
    pieces: Pieces, new_context: Callable[..., BrowserContext]
) -> None:
    page = gens.personne(pieces.qui.server).entrer(new_context()).new_page()
    for suite in ("", f"/{ETAPE}", "/recapitulatif", "/recu"):
        page.goto(f"/dossiers/{pieces.numero}{suite}")
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("existe pas|introuvable"))
