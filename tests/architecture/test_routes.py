"""Every HTTP route has a policy and refuses a stranger or a foreign page before anything else."""

import httpx
import pytest
from starlette.routing import Route

from portail.api.chemin import Chemin
from portail.api.gate import admission
from portail.api.routes import CHEMINS, http_api
from portail.comptes.rules import Acces

ORIGIN = "http://localhost:3000"
ARGUMENTS = {
    "numero": "2026-XXXXXX",
    "slug": "inconnue",
    "champ": "c",
    "id": "00000000-0000-0000-0000-000000000000",
}


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(admission(http_api())), base_url=ORIGIN)


def _path(chemin: Chemin) -> str:
    return chemin.path.format(**ARGUMENTS)


def test_the_application_has_these_routes_and_no_other() -> None:
    routes = [route for route in http_api().routes if isinstance(route, Route)]
    served = {(route.path, method) for route in routes for method in route.methods or () if method != "HEAD"}
    assert served == {(chemin.path, chemin.method) for chemin in CHEMINS}


@pytest.mark.parametrize("chemin", [c for c in CHEMINS if c.acces is not Acces.PUBLIC], ids=lambda c: c.path)
async def test_a_stranger_is_refused(chemin: Chemin) -> None:
    async with _client() as client:
        answer = await client.request(chemin.method, _path(chemin), headers={"origin": ORIGIN})
    assert answer.status_code == 401


@pytest.mark.parametrize("chemin", [c for c in CHEMINS if c.method == "POST"], ids=lambda c: c.path)
@pytest.mark.parametrize("origin", ["https://ailleurs.exemple", "null", ""])
async def test_a_foreign_page_is_refused(chemin: Chemin, origin: str) -> None:
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
