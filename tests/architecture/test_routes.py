"""Every HTTP route has a policy and refuses a stranger or a foreign page before anything else."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from portail.api.chemin import Chemin
from portail.api.gate import ONE_CLICK, SAFE_METHODS, admission
from portail.api.routes import CHEMINS, http_api
from portail.comptes.rules import Acces

ROOT = Path(__file__).parent.parent.parent
ROUTES = {
    ("/api/session", "POST"),
    ("/api/session/fin", "POST"),
    ("/api/sante", "GET"),
    ("/theme.css", "GET"),
    ("/logo", "GET"),
    ("/api/aides/{slug}/reglement.pdf", "GET"),
    ("/aides.csv", "GET"),
    ("/aides.json", "GET"),
    ("/aides/feed.xml", "GET"),
    ("/sitemap.xml", "GET"),
    ("/sitemap-{numero}.xml", "GET"),
    ("/robots.txt", "GET"),
    ("/aides/liste", "GET"),
    ("/aides/liste/{slug}", "GET"),
    ("/aides/{slug}/questions", "GET"),
    ("/api/dossiers/{numero}/pieces/{champ}", "OPTIONS"),
    ("/api/dossiers/{numero}/pieces/{champ}", "POST"),
    ("/api/envois/{id}", "HEAD"),
    ("/api/envois/{id}", "PATCH"),
    ("/api/envois/{id}", "DELETE"),
    ("/api/dossiers/{numero}/brouillon", "POST"),
    ("/api/dossiers/{numero}/accuse.pdf", "GET"),
    ("/api/pieces/{id}", "GET"),
    ("/api/pieces/{id}/vignette", "GET"),
    ("/api/mes-donnees.zip", "GET"),
    ("/api/desabonnement/{jeton}", "GET"),
    ("/api/desabonnement/{jeton}", "POST"),
    ("/api/inscription/saisie", "POST"),
    ("/api/mes-infos/saisie", "POST"),
    ("/ping", "GET"),  # the framework's: alive
    ("/_health", "GET"),  # the framework's: its database and Redis, by name and yes or no
    ("/_event", "mounted"),  # the framework's: the socket
    ("/", "mounted"),  # the compiled pages
}
ORIGIN = "http://localhost:3000"
ARGUMENTS = {
    "numero": "2026-XXXXXX",
    "slug": "inconnue",
    "champ": "c",
    "jeton": "x" * 43 + ".0",
    "id": "00000000-0000-0000-0000-000000000000",
}


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(admission(http_api())), base_url=ORIGIN)


def _name(chemin: Chemin) -> str:
    return f"{chemin.method} {chemin.path}"


def _path(chemin: Chemin) -> str:
    return chemin.path.format(**ARGUMENTS)


def test_the_application_served_has_these_routes_and_no_other(tmp_path: Path) -> None:
    """What is really assembled, the framework's own routes included; apart, for it changes the process."""
    shown = tmp_path / "build" / "client"
    (shown / "assets").mkdir(parents=True)
    for name in ("index.html", "__spa-fallback.html", "assets/reflex-env-0.js"):
        (shown / name).touch()
    code = f"from tests.architecture import assembled; assembled.tell({str(tmp_path)!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert {tuple(route) for route in json.loads(done.stdout)} == ROUTES


@pytest.mark.parametrize("chemin", [c for c in CHEMINS if c.acces is not Acces.PUBLIC], ids=_name)
async def test_a_stranger_is_refused(chemin: Chemin) -> None:
    async with _client() as client:
        answer = await client.request(chemin.method, _path(chemin), headers={"origin": ORIGIN})
    assert answer.status_code == 401


@pytest.mark.parametrize("chemin", [c for c in CHEMINS if c.method not in SAFE_METHODS], ids=_name)
@pytest.mark.parametrize("origin", ["https://ailleurs.exemple", "null", ""])
async def test_a_foreign_page_is_refused(chemin: Chemin, origin: str) -> None:
    if not origin and chemin.path.startswith(ONE_CLICK):
        return  # mailboxes have no origin: the secret of the address is what opens, see the test below
    async with _client() as client:
        headers = {"origin": origin} if origin else {}
        answer = await client.request(chemin.method, _path(chemin), headers=headers)
    assert answer.status_code == 403


async def test_an_unknown_host_and_the_framework_upload_are_refused() -> None:
    async with _client() as client:
        foreign = await client.get("/logo", headers={"host": "ailleurs.exemple"})
        upload = await client.post("/_upload", headers={"origin": ORIGIN})
        served = await client.get("/_upload/piece.pdf")
    assert [foreign.status_code, upload.status_code, served.status_code] == [400, 404, 404]
