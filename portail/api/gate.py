"""The gate in front of everything: known host, known origin, bounded floods, no framework upload."""

import inspect
import json
import time
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import reflex as rx
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from portail.infra import ratelimit
from portail.settings import settings

MAX_EVENT_BYTES = 128_000
HANDSHAKES = "600/minute"  # of one address, which a whole campus may share: each tab has its socket
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def origins() -> frozenset[str]:
    """The origins a browser may call from: the public one, and its loopback twin on a local machine."""
    origin = settings().origin
    twin = (
        origin.replace("//localhost:", "//127.0.0.1:") if urlsplit(origin).hostname == "localhost" else origin
    )
    return frozenset({origin, twin})


def hosts() -> frozenset[str]:
    """The Host headers those origins give."""
    return frozenset(urlsplit(origin).netloc for origin in origins())


def adresse(scope: Scope) -> str:
    """The visitor's address; forwarded ones count only behind the proxies told in the settings."""
    hops = settings().trusted_proxies
    forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    if hops and len(chain) >= hops:
        return chain[-hops]
    client = scope.get("client")
    return str(client[0]) if client else "inconnue"


def admission(app: ASGIApp) -> ASGIApp:
    """Refuse foreign hosts and origins, floods of handshakes, and the framework's open upload door."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal is None:
            await app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})
        else:
            status, text = refusal
            await PlainTextResponse(text, status_code=status)(scope, receive, send)

    return asgi


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    path = scope["path"]
    if path == "/api/sante":
        return None
    if headers.get(b"host", "") not in hosts():
        return 400, "Adresse inconnue de ce service."
    if path.startswith("/_upload"):
        return 404, "Introuvable."
    origin = headers.get(b"origin", "")
    if scope["type"] == "websocket":
        if origin not in origins() or not ratelimit.permis(HANDSHAKES, "socket", adresse(scope)):
            return 403, ""
        return None
    if scope["method"] not in SAFE_METHODS and origin not in origins():
        return 403, "Cette demande ne vient pas du portail."
    return None


class _Bucket:
    """A token bucket for one socket."""

    __slots__ = ("last", "tokens")

    def __init__(self, burst: float) -> None:
        self.tokens, self.last = burst, time.monotonic()

    def take(self, rate: float, burst: float) -> float:
        now = time.monotonic()
        self.tokens = min(burst, self.tokens + (now - self.last) * rate) - 1
        self.last = now
        return self.tokens


def brider(app: rx.App) -> None:
    """Drop malformed or unknown events before they are queued, and disconnect a socket that floods."""
    namespace, sockets = app.event_namespace, app.sio
    if namespace is None or sockets is None:
        raise RuntimeError("the application has no event socket yet: call this once it is assembled")
    inner, known = namespace.on_event, app._registration_context.event_handlers
    buckets: dict[str, _Bucket] = {}
    order: deque[str] = deque()

    async def on_event(sid: str, data: Any) -> None:
        rate, burst = settings().event_rate, settings().event_rate * 3
        bucket = buckets.get(sid)
        if bucket is None:
            bucket = buckets[sid] = _Bucket(burst)
            order.append(sid)
            if len(order) > 50_000:
                buckets.pop(order.popleft(), None)
        left = bucket.take(rate, burst)
        if left < -burst:
            buckets.pop(sid, None)
            await sockets.disconnect(sid, namespace=namespace.namespace)
        elif left >= 0 and _well_formed(data, known):
            await inner(sid, data)

    namespace.on_event = on_event  # type: ignore[method-assign]


def _well_formed(data: Any, known: Any) -> bool:
    if not isinstance(data, dict) or not isinstance(data.get("name"), str) or data["name"] not in known:
        return False
    payload = data.get("payload", {})
    if not isinstance(payload, dict) or not isinstance(data.get("router_data", {}), dict):
        return False
    required, accepted = _arguments(known[data["name"]].handler.fn)
    return required <= payload.keys() <= accepted and len(json.dumps(data)) <= MAX_EVENT_BYTES


@cache
def _arguments(handler: Callable[..., Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The names a handler needs and those it takes: the framework would call it with any."""
    parameters = list(inspect.signature(handler).parameters.values())[1:]
    required = frozenset(one.name for one in parameters if one.default is one.empty)
    return required, frozenset(one.name for one in parameters)
