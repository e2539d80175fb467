"""Reading a request's body without trusting it: bounded, and drained when it is refused."""

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

from portail.comptes.rules import Acteur

D_UN_AUTRE = "Ce texte a été écrit sous un autre compte."
DRAIN_BYTES = 64_000_000
DRAIN_SECONDS = 30.0


class CorpsRefuse(Exception):
    """The body is too long or is not JSON."""


def announced(request: Request) -> int | None:
    """The size told by Content-Length, if any."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def d_un_autre(corps: Any, acteur: Acteur) -> bool:
    """Whether this was typed under another account than the one signed in now, in this same browser."""
    return not isinstance(corps, dict) or corps.get("compte") != acteur.cle


async def drain(request: Request) -> None:
    """Let what still comes go by, within reason: a browser cut while it sends never reads the answer."""
    passed = 0
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            async for chunk in request.stream():
                passed += len(chunk)
                if passed > DRAIN_BYTES:
                    return
    except (ClientDisconnect, TimeoutError, RuntimeError):
        return  # it left, it stalls, or all was read: either way there is nothing more to wait for


async def read_json(request: Request, limit: int) -> Any:
    """The body as JSON.

    Raises:
        CorpsRefuse: longer than `limit` bytes, or not JSON.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise CorpsRefuse
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise CorpsRefuse from None
