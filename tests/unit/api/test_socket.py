"""A socket that says nothing is not kept, and places are given back."""

import asyncio
from typing import Any
from urllib.parse import quote

import pytest

from portail.api import socket
from portail.settings import settings


async def test_a_socket_that_joins_nothing_is_seen_as_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "PATIENCE", 0.01)

    async def silence() -> Any:
        await asyncio.Event().wait()

    assert (await socket.frames(silence)())["type"] == "websocket.disconnect"


async def test_once_joined_it_may_stay_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "PATIENCE", 0.01)
    told = iter(["40/_event,", "3"])
    longer = asyncio.Event()

    async def receive() -> Any:
        text = next(told)
        if text == "3":
            asyncio.get_running_loop().call_later(0.05, longer.set)
            await longer.wait()
        return {"type": "websocket.receive", "text": text}

    frames = socket.frames(receive)
    assert [(await frames())["text"], (await frames())["text"]] == ["40/_event,", "3"]


def test_the_longest_way_back_through_the_sign_in_is_an_address() -> None:
    suite = "/mes-aides/recherche?" + "a" * 3_000
    page = {"pathname": "/connexion", "asPath": f"/connexion?suite={quote(suite)}", "query": {"suite": suite}}
    assert socket._an_address(page)
    assert not socket._an_address({**page, "query": {"suite": suite * 2}})


def test_a_network_has_its_share_and_gives_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "PER_NETWORK", 2)
    with socket.place("192.0.2.1", "") as one, socket.place("192.0.2.1", "x") as two:
        assert one
        assert two
        with socket.place("192.0.2.1", "y") as three, socket.place("198.51.100.7", "y") as other:
            assert not three
            assert other
    with socket.place("192.0.2.1", "") as again:
        assert again
    assert not +socket._open


async def test_long_frames_count_as_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "settings", lambda: settings().model_copy(update={"event_rate": 1.0}))
    monkeypatch.setattr(socket.time, "monotonic", lambda: 0.0)

    async def passed(text: str) -> int:
        """How many of these a burst lets through before the socket is cut."""
        told = iter(["40/_event,", *[text] * 100])

        async def receive() -> Any:
            return {"type": "websocket.receive", "text": next(told)}

        frames, count = socket.frames(receive), 0
        while (await frames())["type"] == "websocket.receive":
            count += 1
        return count - 1

    short, long = f"42/_event,[{'x' * 100}]", f"42/_event,[{'x' * socket.ONE_EVENT}]"
    assert (await passed(short), await passed(long)) == (2, 1)


@pytest.mark.parametrize("value", ["a\x00b", ["\x00"], {"\x00": "\x00"}])
def test_what_no_database_holds_reaches_no_handler(value: Any) -> None:
    class Registered:
        class handler:  # noqa: N801  as the framework names it
            @staticmethod
            def fn(_self: Any, slug: Any) -> None:
                """As a handler."""

    event = {"name": "garder", "payload": {"slug": value}, "router_data": {"pathname": "/"}}
    clean = socket._clean(event, {"garder": Registered})
    assert clean is not None
    assert "\x00" not in repr(clean)
    assert "\\x00" not in repr(clean)
