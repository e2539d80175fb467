"""A socket that says nothing is not kept, and places are given back."""

import asyncio
from typing import Any

import pytest

from portail.api import socket


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
