"""Frames that no browser sends: cut or dropped, told nowhere, and nobody else notices."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server

JOIN = "40/_event,"
SIGN_IN = f"{ROOT_STATE}.portail___comptes___states___connexion____connexion_state.se_connecter"


class Raw:
    """A websocket without any library between it and the server."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, *frames: str | bytes) -> None:
        for frame in frames:
            if self.socket.closed:
                return
            await (self.socket.send_bytes(frame) if isinstance(frame, bytes) else self.socket.send_str(frame))

    async def heard(self, wait: float = 0.4) -> list[str]:
        """What comes until nothing does; « fin » when the server closed."""
        heard = []
        while True:
            try:
                message = await asyncio.wait_for(self.socket.receive(), wait)
            except TimeoutError:
                return heard
            if message.type is not aiohttp.WSMsgType.TEXT:
                return [*heard, "fin"]
            heard.append(str(message.data))


@asynccontextmanager
async def raw(server: Server, query: str = "", origin: str = "") -> AsyncIterator[Raw]:
    query = query or f"EIO=4&transport=websocket&token={uuid.uuid4()}"
    async with aiohttp.ClientSession() as http:
        address, headers = f"{server.url}/_event/?{query}", {"Origin": origin or server.url}
        async with http.ws_connect(address, headers=headers) as socket:
            one = Raw(socket)
            await one.heard(0.1)
            yield one


def packet(*data: Any) -> str:
    return "42/_event," + json.dumps(data)


def event(**fields: Any) -> str:
    return packet("event", {"name": f"{ROOT_STATE}.hydrate_and_load", "payload": {}, **fields})


JUNK: dict[str, list[str | bytes]] = {
    "binary": [JOIN, b"\x00\x01"],
    "attachments": [JOIN, '451-/_event,["event",{"_placeholder":true,"num":99}]', b"x"],
    "promised attachments": [JOIN, '45999999-/_event,["event",{}]', b"x"],
    "engine packets": [JOIN, "9", "6", "5", "2probe"],
    "empty": [JOIN, ""],
    "no data": [JOIN, "42", "42/_event,"],
    "cut short": [JOIN, '42/_event,["event",{'],
    "not a list": [JOIN, '42/_event,{"0":"event"}', '42/_event,"event"'],
    "no name": [JOIN, "42/_event,[]", "42/_event,[null]", "42/_event,[7,8]"],
    "arguments missing and surplus": [JOIN, packet("event"), packet("event", {}, {}, {})],
    "another namespace": ["40/admin,", '42/admin,["event",{}]'],
    "joined twice": [JOIN, JOIN, JOIN],
    "acknowledgements": [JOIN, "43/_event,1[]", "43/_event,999999999999999[1]"],
    "a long number": [JOIN, '42/_event,["event",' + "1" * 6_000 + "]"],
    "deep": [JOIN, '42/_event,["event",' + "[" * 20_000 + "]" * 20_000 + "]"],
    "deep payload": [JOIN, event(payload={"vars": {"a": json.loads("[" * 300 + "]" * 300)}})],
    "not a number": [JOIN, '42/_event,["event",{"payload":{"vars":NaN,"hashes":[Infinity]}}]'],
    "framework's own doors": [
        JOIN,
        packet("client_error", {"error_type": "FORGED4321", "message": "a\nERROR root FORGED4321"}),
        packet("ping"),
        packet("disconnect"),
        packet("__class__"),
        packet("trigger_event", "event"),
    ],
    "framework events": [
        JOIN,
        *(
            event(name=f"{ROOT_STATE}.{name}", payload=payload)
            for name in ("hydrate", "set_is_hydrated", "hydrate_and_load", "setvar", "reset", "_reset")
            for payload in ({"vars": 3}, {"value": {}}, {"hashes": [{}]}, {"vars": {"a": 1}}, {"x": 1}, [])
        ),
        event(name=f"{ROOT_STATE}.reflex___state____update_vars_internal_state.update_vars_internal"),
    ],
    "a forged address": [
        JOIN,
        *(
            event(router_data=told)
            for told in (
                3,
                [],
                {"pathname": 3},
                {"asPath": {"a": 1}},
                {"query": [1]},
                {"query": {"a": {"b": 1}}},
                {"pathname": "/\ud800"},
                {"asPath": "http://[::1"},
                {"asPath": "/" + "a" * 50_000},
                {"headers": {"cookie": "sid=x"}, "ip": "9.9.9.9", "token": "x", "sid": 7, "path": 9},
            )
        ),
    ],
    "a schema in the logs": ['40/_event,{"state_schema":"FORGED4321","event":"FORGED4321"}'],
    "a first event that is none": ['40/_event,{"event":{"name":"x","payload":{"a":"FORGED4321"}}}'],
}


@pytest.mark.parametrize("name", JUNK)
async def test_no_frame_breaks_anything_nor_is_written_down(
    name: str, server: Server, log: Callable[[], str]
) -> None:
    before = len(log())
    async with raw(server) as one:
        await one.send(*JUNK[name])
        heard = await one.heard()
    assert "Un probl" not in str(heard), "junk is no breakdown of ours"
    async with Attacker(server.url) as visitor:
        assert await visitor.load("/")
    written = log()[before:]
    assert written == ""


async def test_a_connection_cannot_say_again_where_it_comes_from(server: Server) -> None:
    """Under the name of the library's own event one would forge the headers and the address told at first."""
    payload = {"formulaire": {"identifiant": "personne-du-tout", "mot_de_passe": "faux mot de passe"}}
    async with raw(server) as one:
        await one.send(JOIN)
        for number in range(8):
            scope = {"headers": [], "client": [f"203.0.113.{number}", 1]}
            await one.send(packet("connect", {"asgi.scope": scope, "QUERY_STRING": f"token={uuid.uuid4()}"}))
            await one.send(event(name=SIGN_IN, payload=payload))
            heard = await one.heard()
    assert "Trop d" in str(heard)


@pytest.mark.parametrize("query", ["", "token=", "token=" + "a" * 6_000, "token=a/../b", "token=%00%0a"])
async def test_a_tab_without_a_token_of_ours_is_refused(server: Server, query: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with raw(server, f"EIO=4&transport=websocket&{query}"):
            raise AssertionError("the socket opened")


async def test_a_message_too_long_cuts_its_socket_only(server: Server) -> None:
    async with raw(server) as one, Attacker(server.url) as visitor:
        await one.send(JOIN, packet("event", {"name": "x" * 300_000}))
        assert (await one.heard())[-1] == "fin"
        assert await visitor.load("/")


async def test_the_tabs_of_one_browser_are_counted(server: Server) -> None:
    """Refused beyond fifty, and welcome again once others are closed."""
    cookie = uuid.uuid4().hex
    async with aiohttp.ClientSession() as http:

        async def tab() -> aiohttp.ClientWebSocketResponse:
            query = f"EIO=4&transport=websocket&token={uuid.uuid4()}"
            headers = {"Origin": server.url, "Cookie": f"sid={cookie}"}
            return await http.ws_connect(f"{server.url}/_event/?{query}", headers=headers)

        tabs = [await tab() for _ in range(50)]
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await tab()
        await tabs[0].send_str("junk")  # its connection ends on the server's side
        assert (await tabs[0].receive()).type is aiohttp.WSMsgType.TEXT
        while not tabs[0].closed:
            await tabs[0].receive()
        await tab()


async def test_polling_is_no_other_way_in(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        for query in (
            "EIO=4&transport=polling",
            "EIO=4&transport=websocket",
            "sid=x",
            "EIO=4&transport=polling&j=1",
        ):
            for path in ("/_event", "/_event/"):
                async with http.get(f"{server.url}{path}?{query}&token={uuid.uuid4()}") as answer:
                    assert answer.status == 404
