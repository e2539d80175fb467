"""What is shown of files on their way: on a phone, to screen readers, when nothing answers any more."""

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e import fichiers, gens
from tests.e2e.charte import opened
from tests.e2e.conftest import Complaints
from tests.e2e.patience import attendre
from tests.e2e.regards import petites_cibles, trop_large
from tests.e2e.test_champs import SEND, SENT, take
from tests.e2e.test_envois import LENT, SLUG, Envois, envois, lourd  # noqa: F401  two fixtures
from tests.live import Server


def test_it_fits_a_phone_and_axe_finds_nothing(
    new_context: Callable[..., BrowserContext], server: Server, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.meant.add(415)
    qui = gens.personne(server, gens.ASSOCIATION)
    context = new_context(width=375, height=740, scheme="dark")
    vus = Envois(qui, qui.entrer(context).new_page(), gens.ouvrir_dossier(qui, SLUG))
    noms = ["un nom de fichier vraiment très long qui ne tient pas sur une ligne.pdf", "b.pdf", "c.pdf"]
    with vus.ligne.lente(LENT):
        vus.porte("devis").set_input_files(
            [
                *(fichiers.ecrire(tmp_path, nom, fichiers.pdf(9_000_000)) for nom in noms),
                fichiers.ecrire(tmp_path, "outil.pdf", fichiers.programme()),
            ]
        )
        vus.avance("b.pdf", 3)
        vus.bouton("Mettre en pause l’envoi", "b.pdf").tap()
        expect(vus.ligne_de("outil.pdf").get_by_role("alert")).to_be_visible(timeout=30_000)
        vus.avance(noms[0], 10)
        vus.ligne.regler(coupee=True)
        expect(vus.ligne_de(noms[0])).to_contain_text("Connexion perdue")
        assert trop_large(vus.page) == []
        assert petites_cibles(vus.page) == []
        found = Axe().run(vus.page, context=".sendings").response["violations"]
        assert [rule["id"] for rule in found] == []


def test_a_file_chosen_without_a_line_is_told_so(envois: Envois, tmp_path: Path) -> None:
    fichier = fichiers.ecrire(tmp_path, "statuts.pdf", fichiers.pdf())
    envois.ligne.regler(coupee=True)
    envois.porte().set_input_files(fichier)
    expect(envois.page.locator(".uploader").get_by_role("alert")).to_have_text(
        "Connexion perdue\u00a0: choisissez de nouveau le fichier quand elle sera revenue."
    )
    envois.ligne.regler()
    envois.porte().set_input_files(fichier)
    envois.arrive_entier(fichier)


def test_progress_is_told_sparingly(envois: Envois, lourd: Path) -> None:
    envois.page.evaluate(
        "() => { window.dit = []; addEventListener('portail:annonce', (e) => window.dit.push(e.detail)); }"
    )
    with envois.ligne.lente(LENT):
        envois.porte().set_input_files(lourd)
        envois.arrive_entier(lourd)
    dit = [phrase.replace("\u00a0", " ") for phrase in envois.page.evaluate("() => window.dit")]
    assert dit == [
        "Envoi de « lourd.pdf » en cours.",
        "« lourd.pdf » : 50 % envoyés.",
        "« lourd.pdf » est envoyé.",
    ]


def test_a_line_on_which_nothing_moves_is_given_up(page: Page, tmp_path: Path) -> None:
    """A cut that nobody tells: no answer, no error, for ever."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "PATCH" and not held:
            held.append(route)
        else:
            take(route)

    page.clock.install()
    guide = opened(page)
    guide.route(SEND, lambda route: route.fulfill(status=201, headers={"location": "/api/envois/1"}))
    guide.route(SENT, hold)
    guide.get_by_label("Pièces du dossier").set_input_files(fichiers.ecrire(tmp_path, "petit.pdf", b"%PDF-1"))
    line = guide.locator(".uploader .sendings li")
    attendre(lambda: line.count() and held, "its bytes to leave")
    guide.clock.fast_forward(70_000)
    expect(line).to_contain_text("Connexion perdue")
    guide.clock.fast_forward(20_000)
    expect(line).to_have_count(0)
    assert len(held) == 1
