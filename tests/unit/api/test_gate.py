"""How many tabs one address may open: a campus, not a flood; and which address it is."""

from typing import Any

import pytest

from portail.api import gate
from portail.api.gate import admission
from portail.settings import settings

ORIGIN = settings().origin


async def passed(address: str) -> bool:
    """Whether one more handshake from this address reaches the application."""
    reached: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    async def nothing(*_: Any) -> dict[str, str]:
        return {}

    headers = [(b"host", ORIGIN.partition("//")[2].encode()), (b"origin", ORIGIN.encode())]
    scope = {"type": "websocket", "path": "/_event", "headers": headers, "client": (address, 1)}
    scope["query_string"] = b"token=0123456789"
    await admission(inner)(scope, nothing, nothing)
    return reached == ["websocket"]


async def test_a_campus_opens_its_tabs_and_a_flood_is_stopped_where_it_comes_from() -> None:
    assert all([await passed("192.0.2.1") for _ in range(600)])
    assert not await passed("192.0.2.1")
    assert await passed("198.51.100.7")


async def test_one_subscriber_of_ipv6_is_one_address() -> None:
    assert all([await passed(f"2001:db8::{number:x}") for number in range(600)])
    assert not await passed("2001:db8::ffff")
    assert await passed("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("hops", "lines", "told"),
    [
        (0, ["203.0.113.1"], "192.0.2.9"),  # nobody is trusted: what is forwarded is hearsay
        (1, ["203.0.113.1"], "203.0.113.1"),
        (1, ["1.1.1.1, 203.0.113.1"], "203.0.113.1"),
        (1, ["1.1.1.1", "203.0.113.1"], "203.0.113.1"),
        (2, ["1.1.1.1, 203.0.113.1", "10.0.0.1"], "203.0.113.1"),
        (2, ["1.1.1.1", "203.0.113.1", "10.0.0.1"], "203.0.113.1"),
        (2, ["203.0.113.1"], "192.0.2.9"),
    ],
)
def test_an_address_is_what_the_trusted_proxy_saw(
    monkeypatch: pytest.MonkeyPatch, hops: int, lines: list[str], told: str
) -> None:
    monkeypatch.setattr(gate, "settings", lambda: settings().model_copy(update={"trusted_proxies": hops}))
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    assert gate.adresse({"headers": headers, "client": ("192.0.2.9", 1)}) == told


async def test_an_address_with_nul_reaches_nothing() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def inner(*_: Any) -> None:
        raise AssertionError

    host = [(b"host", ORIGIN.partition("//")[2].encode())]
    scope = {"type": "http", "method": "GET", "path": "/aides/liste/\x00", "headers": host, "client": None}
    await admission(inner)(scope, inner, send)
    assert sent[0]["status"] == 404
