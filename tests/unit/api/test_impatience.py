"""Clients that do not say what they want are shown out; those who do are left in peace."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from portail.api import impatience
from portail.api.impatience import ImpatientProtocol

HEAD = b"GET / HTTP/1.1\r\nhost: localhost\r\n"
LIMIT = 0.3
Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _app(
    scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Awaitable[None]]
) -> None:
    """Answers two limits after it was asked."""
    if scope["type"] == "http":
        await asyncio.sleep(2 * LIMIT)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """A server whose clients have a moment to speak."""
    monkeypatch.setattr(impatience, "HEAD_SECONDS", LIMIT)
    config = uvicorn.Config(_app, ws="none", lifespan="off", log_config=None)
    config.load()
    state = uvicorn.server.ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: ImpatientProtocol(config, state, {}), "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


async def _connect(port: int) -> Client:
    return await asyncio.open_connection("127.0.0.1", port)


async def _rest(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server closes; a connection cut short ends it too."""
    try:
        return await asyncio.wait_for(reader.read(), 20)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("said", [b"", b"G", HEAD, HEAD + b"x-a: b\r\n"])
async def test_who_does_not_finish_is_shown_out(port: int, said: bytes) -> None:
    reader, writer = await _connect(port)
    writer.write(said)
    assert await _rest(reader) == b""
    writer.close()


async def test_one_byte_now_and_then_does_not_help(port: int) -> None:
    reader, writer = await _connect(port)
    over = asyncio.create_task(_rest(reader))
    for byte in HEAD:
        writer.write(bytes([byte]))
        await asyncio.sleep(LIMIT / 4)
        if over.done():
            break
    assert over.done()
    assert over.result() == b""
    writer.close()


async def test_a_whole_request_is_answered_however_long_it_takes(port: int) -> None:
    reader, writer = await _connect(port)
    writer.write(HEAD + b"\r\n")
    assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
    writer.write(HEAD + b"\r\n")
    assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
    writer.write(HEAD)  # a second head that never ends is no better than a first one
    assert await _rest(reader) == b""
    writer.close()
