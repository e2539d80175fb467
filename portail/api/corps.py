"""Reading a request's body without trusting it: bounded, and drained when it is refused."""

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

from portail.comptes.rules import Acteur
from portail.core.errors import ErreurMetier

DRAIN_BYTES = 64_000_000
DRAIN_SECONDS = 30.0
BODY_SECONDS = 30.0


class CorpsRefuse(ErreurMetier):
    """The body is too long, or is not what this address takes."""

    def __init__(self) -> None:
        super().__init__("Demande illisible.")


class DUnAutre(ErreurMetier):
    """What comes was typed under another account."""

    def __init__(self) -> None:
        super().__init__("Ce texte a été écrit sous un autre compte.")


def number(request: Request, header: str) -> int | None:
    """A header's whole number, if it is one."""
    told = request.headers.get(header, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def announced(request: Request) -> int | None:
    """The size told by Content-Length, if any."""
    return number(request, "content-length")


def exiger_l_auteur(corps: dict[str, Any], acteur: Acteur) -> None:
    """Make sure this was typed under the account signed in now.

    Raises:
        DUnAutre: under another, in this same browser.
    """
    if corps.get("compte") != acteur.cle:
        raise DUnAutre


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


async def read_object(request: Request, limit: int) -> dict[str, Any]:
    """The body as a JSON object.

    Raises:
        CorpsRefuse: longer than `limit` bytes, too slow, cut short, or not a JSON object.
    """
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    break
    except (ClientDisconnect, TimeoutError):
        raise CorpsRefuse from None
    if len(body) > limit:
        await drain(request)
        raise CorpsRefuse
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise CorpsRefuse from None
    if not isinstance(read, dict):
        raise CorpsRefuse
    return read
