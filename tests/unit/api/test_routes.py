"""A defect behind a route: one sentence for the visitor, a trace without values for us."""

import logging

import httpx
import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from portail.api import routes
from portail.api.chemin import Chemin
from portail.comptes.rules import Acces


async def get(monkeypatch: pytest.MonkeyPatch, defaut: Exception) -> httpx.Response:
    async def casser(_request: Request) -> Response:
        raise defaut

    monkeypatch.setattr(routes, "CHEMINS", [Chemin("/casse", "GET", casser, Acces.PUBLIC)])
    transport = httpx.ASGITransport(routes.http_api())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        return await client.get("/casse")


async def test_a_defect_tells_the_visitor_nothing_and_the_log_where(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await get(monkeypatch, KeyError("zoe.secrete@exemple.fr"))
    assert answer.status_code == 500
    assert answer.json() == {"message": routes.PANNE}
    [record] = caplog.records
    assert record.getMessage() == "unexpected exception at /casse"
    assert record.exc_info


async def test_a_visitor_who_left_is_no_defect(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert (await get(monkeypatch, ClientDisconnect())).status_code == 400
    assert caplog.records == []
