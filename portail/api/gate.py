"""The gate in front of everything: known host, known origin, bounded floods, no framework upload."""

from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from portail.api.socket import TOKEN, frames, place
from portail.comptes.rules import reseau
from portail.comptes.sessions import lire_cookie
from portail.infra import ratelimit
from portail.settings import settings

SOCKET = "/_event"
HANDSHAKES = "600/minute"  # of one address, which a whole campus may share: each tab has its socket
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
ONE_CLICK = "/api/desabonnement/"
"""Below it mailboxes themselves write, that have no origin (RFC 8058): the secret of the address is all."""
FORWARDED = b"x-forwarded-for"


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
    """The visitor's address; forwarded ones count only behind the proxies told in the settings.

    Each proxy adds the address it was asked by, on the same line or another: what stands before is hearsay.
    """
    hops = settings().trusted_proxies
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == FORWARDED]
    chain = [part.strip() for part in ",".join(lines).split(",") if part.strip()]
    if hops and len(chain) >= hops:
        return chain[-hops]
    client = scope.get("client")
    return str(client[0]) if client else "inconnue"


def admission(app: ASGIApp) -> ASGIApp:
    """Refuse foreign hosts and origins, floods of handshakes, and the framework's open doors."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await app(scope, receive, send)
            return
        refusal = _refusal(scope)
        # Told once and for all: the framework has its own way to read what proxies forward.
        headers = [(name, value) for name, value in scope["headers"] if name != FORWARDED]
        scope = {**scope, "client": (adresse(scope), 0), "headers": headers}
        if scope["type"] == "websocket":
            await _socket(app, scope, receive, send, refused=refusal is not None)
        elif refusal is None:
            await app(scope, receive, send)
        else:
            status, text = refusal
            await PlainTextResponse(text, status_code=status)(scope, receive, send)

    return asgi


async def _socket(app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, refused: bool) -> None:
    browser = lire_cookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    with place(reseau(adresse(scope)), browser) as free:
        if free and not refused:
            await app(scope, frames(receive), send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 4403})


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    path, websocket = scope["path"], scope["type"] == "websocket"
    if path == "/api/sante" and not websocket:
        return None
    named = sum(name == b"host" for name, _ in scope["headers"])  # two would be read in two ways
    if named != 1 or headers.get(b"host", "") not in hosts():
        return 400, "Adresse inconnue de ce service."
    origin = headers.get(b"origin", "")
    if websocket:
        query = scope.get("query_string", b"").decode("latin-1")
        asked = path.rstrip("/") == SOCKET and origin in origins() and TOKEN.fullmatch(query)
        return None if asked and ratelimit.permis(HANDSHAKES, "socket", reseau(adresse(scope))) else (403, "")
    if path.startswith(("/_upload", SOCKET)) or "\x00" in path:  # no address has one, a database breaks on it
        return 404, "Introuvable."
    if path.startswith(ONE_CLICK) and b"origin" not in headers:
        return None
    if scope["method"] not in SAFE_METHODS and origin not in origins():
        return 403, "Cette demande ne vient pas du portail."
    return None
