"""Two web processes on one catalogue: what an import brings, changes and withdraws is seen by both."""

import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.e2e.patience import attendre
from tests.lignes_d_aides import deposer, ligne
from tests.live import PORTAIL, ROOT, Server, running
from tests.pannes.conftest import Lancer

Deux = tuple[Server, Server]
RESTE = [ligne(id=f"na-{n}", titre=f"Autre aide numéro {n}") for n in range(4, 7)]
SUIVIE = ligne(titre="Rénover un moulin à marée", description="Les moulins qui tournent avec la marée.")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def deux(lancer: Lancer, request: pytest.FixtureRequest) -> Iterator[Deux]:
    """Two processes that share the data folder and the database, and nothing else."""
    base = {}
    if request.param == "postgresql":
        base = {"database_url": request.getfixturevalue("postgres").settings_url}
    with lancer(**base) as un, running(un.data_dir, trusted_proxies="1", **base) as autre:
        yield un, autre


def importer(server: Server, dossier: Path, *lignes: dict[str, object]) -> None:
    chemin = deposer(dossier, *lignes)
    commande = [str(PORTAIL), "import-aides", str(chemin), "--origine", "partage"]
    done = subprocess.run(commande, env=server.env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


_visiteurs = count()


def lire(server: Server, chemin: str, **parametres: str) -> httpx.Response:
    """A page, by somebody new each time: one network asks for few lists a minute."""
    rang = next(_visiteurs)
    entetes = {"x-forwarded-for": f"198.51.{rang // 200}.{rang % 200}"}
    return httpx.get(f"{server.url}{chemin}", params=parametres, headers=entetes, timeout=30)


def trouvees(server: Server, mots: str) -> str:
    return lire(server, "/aides/liste", q=mots).raise_for_status().text


def statut(server: Server, slug: str) -> int:
    return lire(server, f"/aides/{slug}").status_code


def test_what_an_import_does_is_seen_by_both(deux: Deux, tmp_path: Path) -> None:
    un, _ = deux
    slug = "renover-un-moulin-a-maree"
    assert all(slug not in trouvees(server, "moulin marée") for server in deux)
    importer(un, tmp_path, SUIVIE, *RESTE)
    for server in deux:
        attendre(lambda s=server: slug in trouvees(s, "moulin marée"), "the new aid")
        attendre(lambda s=server: statut(s, slug) == 200, "its page")
    importer(un, tmp_path, {**SUIVIE, "titre": "Rénover un fournil"}, *RESTE)
    for server in deux:
        attendre(lambda s=server: slug in trouvees(s, "fournil"), "the new title")
    importer(un, tmp_path, *RESTE)
    for server in deux:
        attendre(lambda s=server: slug not in trouvees(s, "fournil"), "its end")
        attendre(lambda s=server: statut(s, slug) == 410, "the end of its page")
