"""A file on its way survives what happens on the way: a cut, a kill, a pause, a reload, another step."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e import fichiers, gens
from tests.e2e.conftest import Complaints, Lancer
from tests.e2e.formulaire import champ_de, question
from tests.e2e.lignes import Departs, Ligne
from tests.e2e.patience import attendre
from tests.e2e.remplissage import completer, formulaire
from tests.e2e.test_reconnexion import dialogue, entrer, oublier, terminer
from tests.live import Server

SLUG, ETAPE = "soutien-aux-associations", "pieces-a-joindre"
FORM = formulaire(SLUG)
QUINZE_MO = 15_000_000
LENT = 2_500_000  # bytes a second


@dataclass
class Envois:
    """A draft open at the step of the files."""

    qui: gens.Personne
    page: Page
    numero: str
    ligne: Ligne = field(init=False)
    departs: Departs = field(init=False)

    def __post_init__(self) -> None:
        self.ligne, self.departs = Ligne(self.page), Departs(self.page)
        self.page.goto(f"/dossiers/{self.numero}/{ETAPE}")
        expect(self.porte()).to_be_attached()

    def porte(self, nom: str = "statuts") -> Locator:
        """The file input of a question."""
        return question(self.page, champ_de(FORM, nom))

    def ligne_de(self, nom: str) -> Locator:
        """The line of a file on its way."""
        return self.page.locator(".sendings li").filter(has_text=nom)

    def bouton(self, geste: str, nom: str) -> Locator:
        """What one may do of it."""
        return self.page.get_by_role("button", name=f"{geste} : {nom}")

    def avance(self, nom: str, de: float = 15) -> float:
        """Wait until so much of it has gone, and say how much, in percent."""
        barre = self.page.get_by_role("progressbar", name=f"Envoi de {nom}")
        return attendre(
            lambda: (part := float(barre.get_attribute("value") or 0)) > de and part, "some progress"
        )

    def arrive_entier(self, fichier: Path) -> None:
        """It is shown among the files, and what the server keeps is what was chosen, byte for byte."""
        lien = self.page.get_by_role("link", name=re.compile(re.escape(fichier.name))).first
        expect(lien).to_be_visible(timeout=60_000)
        pieces = [p for p in gens.pieces_en_base(self.qui.server, self.numero) if p.nom == fichier.name]
        assert [piece.sha256 for piece in pieces] == [hashlib.sha256(fichier.read_bytes()).hexdigest()]
        with self.qui.http() as client:
            lue = client.get(f"/api/pieces/{pieces[0].id}").content
        assert lue == fichier.read_bytes()
        expect(self.ligne_de(fichier.name)).to_have_count(0)


def commencer(context: BrowserContext, server: Server) -> Envois:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    return Envois(qui, qui.entrer(context).new_page(), numero)


@pytest.fixture
def envois(new_context: Callable[..., BrowserContext], server: Server) -> Envois:
    return commencer(new_context(), server)


@pytest.fixture(scope="module")
def fragile(launch: Lancer) -> Iterator[Server]:
    """A portal that is killed and started again."""
    with launch() as live:
        yield live


@pytest.fixture
def lourd(tmp_path: Path) -> Path:
    return fichiers.ecrire(tmp_path, "lourd.pdf", fichiers.pdf(QUINZE_MO))


def test_a_line_that_is_cut_in_the_middle(envois: Envois, lourd: Path) -> None:
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf", 40)
        envois.ligne.regler(coupee=True)
        ligne = envois.ligne_de("lourd.pdf")
        expect(ligne).to_contain_text("Connexion perdue : l’envoi reprendra tout seul")
        expect(envois.page.locator("#annonces")).to_contain_text("Connexion perdue")
        envois.ligne.regler()
        expect(ligne).to_contain_text(re.compile(r"\d\sMo sur 15\sMo \(\d+\s%\)"))
    envois.arrive_entier(lourd)
    assert envois.departs.depuis_le_debut == 1


def test_a_server_that_is_killed_in_the_middle(
    new_context: Callable[..., BrowserContext], fragile: Server, lourd: Path
) -> None:
    envois = commencer(new_context(server=fragile), fragile)
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf", 40)
        fragile.kill()
        (moitie,) = (fragile.data_dir / "envois").iterdir()
        venus = moitie.stat().st_size
        expect(envois.ligne_de("lourd.pdf")).to_contain_text("Connexion perdue")
        fragile.start_again()
        attendre(lambda: envois.page.title() and envois.departs.octets[-1] >= venus, "the upload to go on")
    envois.arrive_entier(lourd)
    assert 0 < venus < QUINZE_MO
    assert envois.departs.depuis_le_debut == 1
    assert not moitie.exists()


def test_a_pause_then_the_end_then_a_change_of_mind(envois: Envois, lourd: Path) -> None:
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf")
        envois.bouton("Mettre en pause l’envoi", "lourd.pdf").press("Enter")
        reprendre = envois.bouton("Reprendre l’envoi", "lourd.pdf")
        expect(reprendre).to_be_focused()
        expect(envois.ligne_de("lourd.pdf")).to_contain_text(re.compile(r"en pause\s: [\d,]+\sMo sur 15\sMo"))
        departs = list(envois.departs.octets)
        envois.page.wait_for_timeout(1_000)
        assert envois.departs.octets == departs
        reprendre.press("Enter")
        attendre(lambda: envois.page.title() and len(envois.departs.octets) > len(departs), "it goes on")
        assert envois.departs.octets[-1] > 0
        envois.avance("lourd.pdf", 50)
        envois.bouton("Annuler l’envoi", "lourd.pdf").click()
    expect(envois.ligne_de("lourd.pdf")).to_have_count(0)
    expect(envois.porte()).to_be_focused()
    dossier = envois.qui.server.data_dir / "envois"
    attendre(lambda: envois.page.title() and not list(dossier.iterdir()), "nothing half sent is left")
    assert gens.pieces_en_base(envois.qui.server, envois.numero) == []


def test_after_a_reload_the_same_file_goes_on(envois: Envois, lourd: Path, tmp_path: Path) -> None:
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf", 40)
        envois.page.reload()
        ligne = envois.ligne_de("lourd.pdf")
        expect(ligne).to_contain_text(
            re.compile(r"\d+\s% envoyés\s: choisissez de nouveau le fichier pour reprendre")
        )
        autre = fichiers.ecrire(tmp_path, "autre.pdf", fichiers.pdf())
        envois.porte().set_input_files(autre)
        envois.arrive_entier(autre)
        expect(ligne).to_be_visible()
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf", 40)
        expect(ligne).to_have_count(1)
    envois.arrive_entier(lourd)
    assert envois.departs.depuis_le_debut == 2  # the other one is the second
    gardes = envois.page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "lourd" not in gardes
    assert "tus" not in gardes


def test_several_at_once_while_another_step_is_filled(envois: Envois, tmp_path: Path) -> None:
    chemins = [fichiers.ecrire(tmp_path, f"page {n}.pdf", fichiers.pdf(900_000)) for n in range(1, 6)]
    porte = envois.porte("devis")
    with envois.ligne.lente(LENT):
        porte.set_input_files(chemins)
        expect(envois.page.locator(".sendings li").filter(has_text="en attente")).to_have_count(2)
        envois.page.get_by_role("link", name="Étape précédente").first.click()
        expect(envois.page).not_to_have_url(re.compile(ETAPE))
    attendre(
        lambda: envois.page.title() and len(gens.pieces_en_base(envois.qui.server, envois.numero)) == 5,
        "all five",
    )
    envois.page.go_back()
    for chemin in chemins:
        envois.arrive_entier(chemin)


def test_nobody_submits_without_a_file_on_its_way(
    new_context: Callable[..., BrowserContext], server: Server, lourd: Path
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    envois = Envois(qui, qui.entrer(new_context(width=375, height=740)).new_page(), completer(qui, SLUG))
    with envois.ligne.lente(LENT):
        envois.porte("devis").set_input_files(lourd)
        envois.avance("lourd.pdf")
        envois.page.goto(f"/dossiers/{envois.numero}/recapitulatif")
    manques = envois.page.locator("#manques")
    expect(manques).to_contain_text(
        "L’envoi de « lourd.pdf » n’est pas terminé : reprenez-le ou abandonnez-le."
    )
    manques.get_by_role("link").click()
    envois.bouton("Abandonner l’envoi", "lourd.pdf").click()
    expect(envois.ligne_de("lourd.pdf")).to_have_count(0)
    expect(envois.porte("devis")).to_be_focused()
    envois.page.goto(f"/dossiers/{envois.numero}/recapitulatif")
    expect(manques).to_contain_text("Votre demande est complète")


def test_a_session_that_ends_in_the_middle(envois: Envois, complaints: Complaints, lourd: Path) -> None:
    complaints.meant.add(401)
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.avance("lourd.pdf", 5)
        terminer(envois.qui)
        oublier(envois.page)
        expect(envois.ligne_de("lourd.pdf")).to_contain_text("Session expirée : reconnectez-vous")
        expect(dialogue(envois.page)).to_be_visible()
        entrer(envois.page)
        expect(dialogue(envois.page)).to_be_hidden()
    lien = envois.page.get_by_role("link", name=re.compile("lourd.pdf")).first
    expect(lien).to_be_visible(timeout=60_000)
    (piece,) = gens.pieces_en_base(envois.qui.server, envois.numero)
    assert piece.sha256 == hashlib.sha256(lourd.read_bytes()).hexdigest()
    assert envois.departs.depuis_le_debut == 1
