"""An answer whose field is left before the server had it arrives while one types on, in another step."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from tests.e2e import gens
from tests.live import Server

SLUG = "soutien-aux-associations"
PERDU = "La fête que la ligne a perdue"


def perdre(ligne: WebSocketRoute) -> None:
    """A line on which one answer never arrives."""
    serveur = ligne.connect_to_server()
    ligne.on_message(lambda message: None if PERDU in str(message) else serveur.send(message))


def test_it_arrives_while_one_types_on(new_context: Callable[..., BrowserContext], server: Server) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    page = qui.entrer(new_context()).new_page()
    page.route_web_socket(re.compile("/_event"), perdre)
    page.goto(f"/dossiers/{numero}/projet")
    page.get_by_label("Titre de l’action").fill(PERDU)
    page.get_by_role("main").get_by_role("link", name="Étape suivante").click()
    cout = page.get_by_label("Coût total de l’action")
    expect(cout).to_be_visible()
    for frappe in range(40):  # never resting for as long as it takes to be sent again
        if gens.reponses_en_base(server, numero).get("intitule") == PERDU:
            return
        cout.fill(str(frappe))
        page.wait_for_timeout(500)
    raise AssertionError("the answer never arrived")
