"""The door between a ticket and the session cookie."""

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail.api.gate import admission
from portail.api.routes import http_api
from portail.comptes import appareils, sessions
from portail.comptes.connexion import emettre_billet
from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.infra import db
from portail.settings import settings
from tests.comptes_de_test import ajouter_compte

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
async def http(engine: Engine) -> AsyncIterator[httpx.AsyncClient]:
    origin = settings().origin
    headers = {"origin": origin, "user-agent": FIREFOX}
    transport = httpx.ASGITransport(admission(http_api()))
    async with httpx.AsyncClient(transport=transport, base_url=origin, headers=headers) as client:
        yield client


def billet(**autre: object) -> str:
    with db.transaction() as session:
        return emettre_billet(session, ajouter_compte(session, **autre).id)


async def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read_once(http: httpx.AsyncClient) -> None:
    ticket = billet()
    answer = await http.post("/api/session", json={"ticket": ticket})
    assert answer.status_code == 204
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    sid = http.cookies["sid"]
    qui = sessions.trouver(empreinte(sid))
    assert qui is not None
    with db.snapshot() as session:
        assert [ouverte.appareil for ouverte in sessions.ouvertes(session, qui.id)] == ["Firefox sur Windows"]
    again = await http.post("/api/session", json={"ticket": ticket})
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


async def test_signing_in_again_closes_the_former_session_of_the_browser(http: httpx.AsyncClient) -> None:
    await http.post("/api/session", json={"ticket": billet()})
    former = http.cookies["sid"]
    await http.post("/api/session", json={"ticket": billet(identifiant="lea")})
    assert http.cookies["sid"] != former
    assert sessions.trouver(empreinte(former)) is None


async def test_signing_out_closes_the_session_and_takes_the_cookie_away(http: httpx.AsyncClient) -> None:
    await http.post("/api/session", json={"ticket": billet()})
    sid = http.cookies["sid"]
    answer = await http.post("/api/session/fin")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert sessions.trouver(empreinte(sid)) is None
    assert "sid" not in http.cookies


async def test_a_browser_is_known_for_the_accounts_it_signed_in_to_even_once_signed_out(
    http: httpx.AsyncClient,
) -> None:
    for nom in ("zoe", "lea"):
        await http.post("/api/session", json={"ticket": billet(identifiant=nom)})
    await http.post("/api/session/fin")
    envoye = "; ".join(f"{nom}={valeur}" for nom, valeur in http.cookies.items())
    with db.snapshot() as session:
        comptes = {str(compte) for compte in session.exec(select(Compte.id))}
    assert len(comptes) == 2
    assert appareils.connus(envoye) == comptes


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'"x"',
        b'{"ticket": 7}',
        b'{"ticket": null}',
        b"\xff\xfe",
        b'{"ticket": "' + b"a" * 1000,
    ],
)
async def test_anything_else_is_refused(http: httpx.AsyncClient, body: bytes) -> None:
    assert (await http.post("/api/session", content=body)).status_code == 400


async def test_a_forged_ticket_and_one_for_an_account_not_active_open_nothing(
    http: httpx.AsyncClient,
) -> None:
    assert (await http.post("/api/session", json={"ticket": "a" * 43})).status_code == 403
    await http.post("/api/session", json={"ticket": billet(active_le=None)})
    assert sessions.trouver(empreinte(http.cookies["sid"])) is None


async def test_tickets_are_not_tried_without_end(http: httpx.AsyncClient) -> None:
    statuses = [(await http.post("/api/session", json={"ticket": "x"})).status_code for _ in range(121)]
    assert statuses[-2:] == [403, 429]
