"""The event socket: who may open it, what may pass, and what a stolen tab token is worth."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import socketio

from portail.comptes.models import Compte
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server, running


@pytest.mark.parametrize("origin", ["https://ailleurs.exemple", "null", ""])
async def test_a_foreign_origin_is_refused(server: Server, origin: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with Attacker(server.url, origin=origin):
            raise AssertionError("the socket opened")


@pytest.mark.parametrize(
    "junk",
    [None, 3, "texte", [], {}, {"name": 3}, {"name": "inconnu"}, {"name": ROOT_STATE, "payload": []}, [[[]]]],
)
async def test_malformed_events_are_dropped_and_the_socket_lives(server: Server, junk: object) -> None:
    async with Attacker(server.url) as attacker:
        assert await attacker.raw(junk) == []
        assert await attacker.load("/")


async def test_nobody_writes_in_the_logs(server: Server, log: Callable[[], str]) -> None:
    async with Attacker(server.url) as attacker:
        state = f"{ROOT_STATE}.reflex___state____frontend_event_exception_state"
        payload = {"info": "FORGED1234\nERROR root everything is fine", "component_stack": ""}
        assert await attacker.send(f"{state}.handle_frontend_exception", payload) == []
        assert await attacker.load("/")
    assert "FORGED1234" not in log()


async def test_an_oversized_event_is_dropped(server: Server) -> None:
    async with Attacker(server.url) as attacker:
        name = f"{ROOT_STATE}.hydrate_and_load"
        assert await attacker.send(name, {"vars": {"x": "y" * 150_000}, "hashes": []}) == []


async def test_a_stolen_tab_token_shows_nothing(
    server: Server, accounts: list[Compte], sign_in: Callable[[Compte], str]
) -> None:
    async with Attacker(server.url, cookie=sign_in(accounts[0])) as victim:
        mine = str(await victim.load("/mes-infos"))
        token = victim.token
    assert accounts[0].nom in mine
    for cookie in ("", sign_in(accounts[1])):
        async with Attacker(server.url, cookie=cookie, token=token) as thief:
            seen = str(await thief.load("/"))
            assert accounts[0].nom not in seen
            assert accounts[0].mail not in seen


async def test_a_flood_is_cut_and_others_are_served(tmp_path: Path) -> None:
    with running(tmp_path) as live:
        async with Attacker(live.url) as flooder, Attacker(live.url) as visitor:
            await visitor.load("/")
            for _ in range(400):
                await flooder.io.emit(
                    "event", {"name": f"{ROOT_STATE}.hydrate", "payload": {}}, namespace="/_event"
                )
            await asyncio.sleep(1)
            assert not flooder.io.connected
            assert visitor.io.connected
            assert await visitor.load("/")
