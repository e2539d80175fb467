"""What a form's expressions decide, seen in a browser: it follows what is typed, and says so."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import gens
from tests.integration.dossiers import regles
from tests.live import Server


def _ouvrir(server: Server, contexte: BrowserContext) -> tuple[Page, str]:
    with gens.base(server) as session:
        regles.publier(session)
    qui = gens.personne(server)
    numero = gens.ouvrir_dossier(qui, regles.SLUG)
    page = qui.entrer(contexte).new_page()
    page.goto(f"/dossiers/{numero}/projet")
    expect(page.get_by_label("debut (facultatif)")).to_be_editable()
    return page, numero


def test_the_page_follows_what_is_typed(
    own_server: Server, new_context: Callable[..., BrowserContext]
) -> None:
    page, numero = _ouvrir(own_server, new_context(server=own_server))
    suivante = page.get_by_role("link", name="Étape suivante")
    expect(suivante).to_have_attribute("href", f"/dossiers/{numero}/suite")
    expect(page.get_by_text("Étape 1 sur 2")).to_be_visible()
    # A step appears.
    page.get_by_role("radio", name="Oui").check()
    expect(suivante).to_have_attribute("href", f"/dossiers/{numero}/financeurs")
    expect(page.get_by_text("Étape 1 sur 3")).to_be_visible()
    # An answer becomes required.
    fin = page.get_by_label("fin", exact=True)
    expect(page.get_by_label("fin (facultatif)", exact=True)).to_have_attribute("aria-required", "false")
    page.get_by_label("debut (facultatif)").fill("1/3/2026")
    expect(fin).to_have_attribute("aria-required", "true")
    # An answer becomes wrong, from its own typing or from another's.
    fin.fill("1/2/2026")
    fin.blur()
    expect(page.get_by_text(regles.APRES)).to_be_visible()
    expect(fin).to_have_attribute("aria-invalid", "true")
    page.get_by_label("debut (facultatif)").fill("1/1/2026")
    expect(page.get_by_text(regles.APRES)).to_have_count(0)
    expect(page.get_by_text("Étape complète")).to_be_visible()
    # The step that appeared is there, and goes with the answer.
    suivante.click()
    expect(page.get_by_role("heading", name="Financeurs")).to_be_visible()
    page.get_by_role("link", name="Étape précédente").click()
    page.get_by_role("radio", name="Non").check()
    expect(suivante).to_have_attribute("href", f"/dossiers/{numero}/suite")
    page.goto(f"/dossiers/{numero}")
    expect(page.get_by_role("main").get_by_role("link", name="Suite")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Financeurs")).to_have_count(0)
