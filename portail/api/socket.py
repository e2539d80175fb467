"""The event socket as strangers speak it: few at once, bounded, nothing but what the portal's pages send.

What is wrong is dropped or cuts its own socket, and is told in no log: whoever sends it would write them.
"""

import asyncio
import inspect
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import reflex as rx
from starlette.types import Message, Receive

from portail.comptes.guards import FRAMEWORK
from portail.core.saisie import sans_impossible
from portail.settings import settings

MAX_EVENT_BYTES = 128_000
ONE_EVENT = 32_000
"""Signs of a frame that cost as much to read as an event: a longer one counts as several."""
MAX_FRAME = 200_000
MAX_DEPTH = 8
MAX_ADDRESS = 8_000
"""A page tells its address whole, then its parameters: twice the longest way back, see `suite_sure`."""
PATIENCE = 20.0
"""Seconds a socket may stay without saying which application it is for."""
PER_NETWORK = 1_000
PER_BROWSER = 50
"""Sockets open at once: a campus may share an address, and each tab has its own."""

TOKEN = re.compile(r"(?:.*&)?token=[A-Za-z0-9-]{8,64}(?:&.*)?")
_ARRIVAL = re.compile(r"\.(hydrate_and_load|on_load_internal|set_is_hydrated)$")
_TOLD = {"pathname", "asPath", "query"}
_open: Counter[str] = Counter()


class Bucket:
    """A token bucket for one socket."""

    __slots__ = ("last", "tokens")

    def __init__(self, burst: float) -> None:
        self.tokens, self.last = burst, time.monotonic()

    def take(self, rate: float, burst: float, cost: int = 1) -> float:
        """Use so many tokens; what is left may be below zero."""
        now = time.monotonic()
        self.tokens = min(burst, self.tokens + (now - self.last) * rate) - cost
        self.last = now
        return self.tokens


@contextmanager
def place(network: str, browser: str) -> Iterator[bool]:
    """Hold a place for one more socket; False when its network or its browser has too many."""
    wanted = {f"n{network}": PER_NETWORK} | ({f"b{browser}": PER_BROWSER} if browser else {})
    free = all(_open[key] < limit for key, limit in wanted.items())
    if free:
        _open.update(wanted.keys())
    try:
        yield free
    finally:
        if free:
            _open.subtract(wanted.keys())
            for key in [key for key in wanted if not _open[key]]:
                del _open[key]


def frames(receive: Receive) -> Receive:
    """`receive` of a websocket, that gives only frames a page sends, no faster than it may.

    A socket that is silent at first, floods, or speaks otherwise is seen as gone.
    """
    rate, burst = settings().event_rate, settings().event_rate * 3
    bucket, joined = Bucket(burst), False

    async def bounded() -> Message:
        nonlocal joined
        while True:
            message = await receive() if joined else await _soon(receive)
            if message["type"] != "websocket.receive":
                return message
            text = message.get("text")
            left = bucket.take(rate, burst, 1 + len(text or "") // ONE_EVENT)
            if left < -burst or not isinstance(text, str) or not _a_frame(text, joined=joined):
                return {"type": "websocket.disconnect", "code": 1008}
            joined = True
            if left >= 0:
                return message

    return bounded


async def _soon(receive: Receive) -> Message:
    try:
        return await asyncio.wait_for(receive(), PATIENCE)
    except TimeoutError:
        return {"type": "websocket.disconnect", "code": 1008}


def _a_frame(text: str, *, joined: bool) -> bool:
    """Joining the application first and once, then its events, answers to pings, and leaving."""
    if len(text) > MAX_FRAME:
        return False
    if not joined:
        return text.startswith("40/_event,")
    return text in ("3", "1", "41/_event,") or text.startswith("42/_event,[")


def brider(app: rx.App) -> None:
    """Let only the events of pages reach the framework, well formed.

    Raises:
        RuntimeError: the application is not assembled yet.
    """
    namespace, sockets = app.event_namespace, app.sio
    if namespace is None or sockets is None:
        raise RuntimeError("the application has no event socket yet: call this once it is assembled")
    known = app._registration_context.event_handlers
    on_event, handle_event, handle_message = (
        namespace.on_event,
        sockets._handle_event,
        sockets._handle_eio_message,
    )

    async def event(eio_sid: str, name: Any, _id: Any, data: Any) -> None:
        # The library would call any `on_…` of the framework by name: `connect`, with headers of one's choice.
        if isinstance(data, list) and len(data) == 2 and data[0] == "event":
            await handle_event(eio_sid, name, None, data)

    async def message(eio_sid: str, data: Any) -> None:
        try:
            await handle_message(eio_sid, data)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):  # what decoding junk raises
            await sockets.eio.disconnect(eio_sid)

    async def well_formed(sid: str, data: Any) -> None:
        if (clean := _clean(data, known)) is not None:
            await on_event(sid, clean)

    namespace.on_event = well_formed  # type: ignore[method-assign]
    sockets._handle_event = event
    sockets.eio.on("message", message)


def _clean(data: Any, known: Any) -> dict[str, Any] | None:
    """The event when a page could have sent it, without what no text may hold; else None."""
    if not isinstance(data, dict) or not isinstance(data.get("name"), str) or data["name"] not in known:
        return None
    payload, address = data.get("payload", {}), data.get("router_data", {})
    if not isinstance(payload, dict) or not _shallow(payload, MAX_DEPTH):
        return None
    if not _an_address(address) or not _expected(data["name"], payload, known):
        return None
    text = json.dumps(data)
    if len(text) > MAX_EVENT_BYTES:
        return None
    # Half a sign is no text: sending it back would break the socket. An emoji is written with two halves.
    # NUL is none either: a database would break on it.
    payload = _whole(payload) if "\\ud" in text or "\\u0000" in text else payload
    told = {key: address[key] for key in _TOLD & address.keys()}
    return {"name": data["name"], "payload": payload, "router_data": told}


def _expected(name: str, payload: dict[str, Any], known: Any) -> bool:
    """Whether the handler takes these arguments; of the framework's own, those of an arrival only."""
    if FRAMEWORK.match(name) and not (_ARRIVAL.search(name) and _arrival(payload)):
        return False
    required, accepted = _arguments(known[name].handler.fn)
    return required <= payload.keys() <= accepted


def _arrival(payload: dict[str, Any]) -> bool:
    """Nothing is kept in the browser by the framework (`vars`); it tells which states it was built with."""
    hashes = payload.get("hashes") or []
    told = isinstance(hashes, list) and all(isinstance(one, str) for one in hashes)
    return told and not payload.get("vars") and isinstance(payload.get("value", True), bool)


def _an_address(router: Any) -> bool:
    """Whether what a page says of its address can be one."""
    if not isinstance(router, dict) or not _shallow(router, 3):
        return False
    paths = [router.get("pathname", "/"), router.get("asPath", "/")]
    query = router.get("query", {})
    if not isinstance(query, dict) or not all(isinstance(one, str) for one in [*query.values(), *paths]):
        return False
    try:
        for path in paths:
            urlsplit(path)
        return len("".join([*paths, *query, *query.values()]).encode()) <= MAX_ADDRESS
    except ValueError:  # half a sign, or a host that is none
        return False


def _shallow(value: Any, depth: int) -> bool:
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return True
    if depth <= 0:
        return False
    return all(_shallow(one, depth - 1) for one in value if isinstance(one, (dict, list)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return sans_impossible(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return {_whole(key): _whole(one) for key, one in value.items()} if isinstance(value, dict) else value


@cache
def _arguments(handler: Callable[..., Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The names a handler needs and those it takes: the framework would call it with any."""
    parameters = list(inspect.signature(handler).parameters.values())[1:]
    required = frozenset(one.name for one in parameters if one.default is one.empty)
    return required, frozenset(one.name for one in parameters)
