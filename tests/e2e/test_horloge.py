"""A device whose clock is wrong by days takes part like any other: the last who writes is read."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import gens
from tests.e2e.patience import attendre
from tests.live import Server

SLUG = "soutien-aux-associations"
ENREGISTRE = re.compile(r"Enregistré à")


def ouvrir(contexte: BrowserContext, numero: str, decalage: timedelta) -> Page:
    """The step of the draft, in a browser whose clock is wrong by `decalage`."""
    page = contexte.new_page()
    page.clock.set_system_time(datetime.now(UTC) + decalage)
    page.goto(f"/dossiers/{numero}/projet")
    expect(page.get_by_label("Titre de l’action")).to_be_visible()
    return page


def ecrire(page: Page, texte: str) -> None:
    """Write a title, and wait until it is told to be saved."""
    titre = page.get_by_label("Titre de l’action")
    titre.fill(texte)
    titre.blur()
    expect(page.locator(".control").filter(has=titre).locator(".field-status")).to_have_text(ENREGISTRE)


@pytest.mark.parametrize("jours", [1, -3])
def test_a_wrong_clock_locks_nobody_out(
    jours: int, new_context: Callable[..., BrowserContext], server: Server
) -> None:
    qui = gens.personne(server, gens.ASSOCIATION)
    numero = gens.ouvrir_dossier(qui, SLUG)
    faux = ouvrir(qui.entrer(new_context()), numero, timedelta(days=jours))
    juste = ouvrir(qui.entrer(new_context()), numero, timedelta())

    def en_base(texte: str) -> None:
        attendre(lambda: gens.reponses_en_base(server, numero).get("intitule") == texte, texte)

    for tour in (1, 2):
        for page, autre, nom in ((faux, juste, "faux"), (juste, faux, "juste")):
            page.bring_to_front()
            ecrire(page, f"{nom} {tour}")
            en_base(f"{nom} {tour}")
            expect(autre.get_by_label("Titre de l’action")).to_have_value(f"{nom} {tour}")
    en_retard = ouvrir(
        qui.entrer(new_context()), numero, timedelta(days=-30)
    )  # who comes later, and knows nothing
    ecrire(en_retard, "le dernier")
    en_base("le dernier")
    expect(en_retard.get_by_text("changée ailleurs")).to_have_count(0)
