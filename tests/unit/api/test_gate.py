"""How many tabs one address may open: a campus, not a flood."""

from typing import Any

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
    await admission(inner)(scope, nothing, nothing)
    return reached == ["websocket"]


async def test_a_campus_opens_its_tabs_and_a_flood_is_stopped_where_it_comes_from() -> None:
    assert all([await passed("192.0.2.1") for _ in range(600)])
    assert not await passed("192.0.2.1")
    assert await passed("198.51.100.7")
