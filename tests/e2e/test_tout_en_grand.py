"""All scaled out at once: PostgreSQL, Redis, a bucket, two web processes, a worker apart; one journey."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e import courrier, fichiers, gens
from tests.e2e.conftest import Lancer
from tests.e2e.patience import attendre
from tests.e2e.pilotes import Souris
from tests.e2e.remplissage import formulaire
from tests.e2e.test_creer_un_compte import CONFIRMATION, adresse_neuve, etape_1, fiche
from tests.e2e.test_depot import SLUG, remplir_etape, valider
from tests.live import Server, prepare, worker
from tests.postgres import postgresql
from tests.redis_server import redis_server
from tests.s3_server import SEAU, S3Server, s3_server

ENREGISTRE = re.compile(r"Enregistré à")


@pytest.fixture
def s3() -> Iterator[S3Server]:
    """A bucket."""
    with s3_server() as server:
        yield server


@pytest.fixture
def grand(launch: Lancer, partners: dict[str, str], s3: S3Server, tmp_path: Path) -> Iterator[Server]:
    """A portal in four processes, that keeps nothing on its own disk but mails."""
    with postgresql() as base, redis_server(tmp_path) as redis:
        prepare(tmp_path, database_url=base.settings_url)
        reglages = {
            "database_url": base.settings_url,
            "redis_url": redis.url,
            "storage_url": f"s3://{SEAU}",
            "workers": "2",
            "embedded_worker": "false",
        }
        with launch(s3.around, **reglages, **partners) as live, worker(live):
            yield live


def test_from_sign_up_to_the_receipt_with_a_process_killed_on_the_way(
    new_context: Callable[..., BrowserContext], grand: Server, s3: S3Server, tmp_path: Path
) -> None:
    pilote = Souris(new_context(server=grand).new_page())
    page, mail = pilote.page, adresse_neuve()
    page.goto("/inscription")
    etape_1(pilote, mail)
    pilote.activer(page.get_by_role("button", name="Valider", exact=True))
    fiche(pilote)
    pilote.arriver(CONFIRMATION)
    page.goto(courrier.lien(courrier.attendre_mail(grand, mail, "Activation de compte"), "/activation"))
    pilote.activer(page.get_by_role("button", name="Activer mon compte"))
    pilote.arriver("Déposer un dossier")
    page.goto(f"/aides/{SLUG}/demande")
    expect(page).to_have_url(re.compile(r"/dossiers/[^/]+$"))
    numero = page.url.rpartition("/")[2]
    pdf = {"petit": fichiers.ecrire(tmp_path, "pièce.pdf", fichiers.pdf())}
    pdf["lourd"] = pdf["petit"]
    premiere, *suite = formulaire(SLUG).etapes
    page.goto(f"/dossiers/{numero}/{premiere.id}")
    remplir_etape(pilote, premiere, pdf)
    perdre_un_processus(grand)
    for etape in suite:
        pilote.activer(page.get_by_role("main").get_by_role("link", name="Étape suivante"))
        remplir_etape(pilote, etape, pdf)
    pilote.activer(page.get_by_role("main").get_by_role("link", name="Étape suivante"))
    pilote.arriver("Récapitulatif de votre demande")
    valider(pilote)
    expect(page).to_have_url(re.compile(rf"/dossiers/{numero}/recu$"))
    recu = courrier.attendre_mail(grand, mail, numero)
    assert numero in fichiers.texte_pdf(next(iter(courrier.pieces_jointes(recu).values())))
    assert gens.depots_en_base(grand, numero) == 1
    assert {piece.cle for piece in gens.pieces_en_base(grand, numero)} <= s3.listing()
    assert not (grand.data_dir / "pieces").exists()


def perdre_un_processus(server: Server) -> None:
    """Kill one of the two that serve; another takes its place."""
    tue, reste = server.processes()
    os.kill(tue, signal.SIGKILL)
    attendre(lambda: len({tue, reste, *server.processes()}) == 3, "another web process")
