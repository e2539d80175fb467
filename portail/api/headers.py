"""Security and cache headers, and the visitor's session cookie."""

from http import HTTPStatus
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portail.api.csp import NOT_A_DOCUMENT, Policies
from portail.comptes.sessions import lire_cookie, nom_du_cookie
from portail.infra.crypto import new_secret
from portail.settings import settings

COOKIE_SECONDS = 30 * 24 * 3600
EVERYWHERE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
DOCUMENTS = [
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
]
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


def security_headers(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Add the headers to every HTTP answer, and a session cookie to a first page."""
    policies = Policies(client_dir)

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = _complete(scope, list(message["headers"]), policies)
                if message["status"] == HTTPStatus.NOT_MODIFIED:
                    # What a 304 says replaces what the browser kept (RFC 9111, 3.2), and it has no content to
                    # tell a document by: the policy of the kept page must stand.
                    headers = [(name, value) for name, value in headers if name != b"content-security-policy"]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, with_headers)

    return asgi


Headers = list[tuple[bytes, bytes]]


def _complete(scope: Scope, headers: Headers, policies: Policies) -> Headers:
    present = {name.lower(): value for name, value in headers}
    asked = dict(scope["headers"])
    # An unchanged page (304) has no type: what was asked tells that it is one, and may need its cookie again.
    kind = present.get(b"content-type") or asked.get(b"accept", b"")
    document = kind.startswith(b"text/html")
    csp = policies.of(scope["path"]) if document else NOT_A_DOCUMENT
    wanted = [(b"content-security-policy", csp.encode()), *EVERYWHERE, *(DOCUMENTS if document else [])]
    if settings().secure:
        wanted.append(HSTS)
    known = lire_cookie(asked.get(b"cookie", b"").decode("latin-1"))
    if document and b"set-cookie" not in present and not known:
        # Kept by a proxy, it would give everybody the same cookie.
        headers = [(name, value) for name, value in headers if name.lower() != b"cache-control"]
        wanted.append((b"set-cookie", cookie(new_secret()).encode()))
        wanted.append((b"cache-control", b"private, no-cache"))
    elif b"cache-control" not in present:
        kept = scope["path"].startswith(("/assets/", "/fonts/"))
        wanted.append((b"cache-control", b"public, max-age=31536000, immutable" if kept else b"no-cache"))
        if kept:  # its etag says the same, shorter; nobody asks for a part of a script
            headers = [(name, value) for name, value in headers if name.lower() not in SUPERFLUOUS]
    headers = _one_vary(headers)
    kept_names = {name.lower() for name, _ in headers}
    return headers + [(name, value) for name, value in wanted if name not in kept_names]


SUPERFLUOUS = (b"last-modified", b"accept-ranges")


def _one_vary(headers: Headers) -> Headers:
    """Each middleware that looks at a header says so: once is enough, on every answer of a first visit.

    The framework's outermost layer says Origin after us.
    """
    vary = [value for name, value in headers if name.lower() == b"vary"]
    said = dict.fromkeys(part.strip() for value in vary for part in value.split(b","))
    said.pop(b"Origin", None)
    rest = [(name, value) for name, value in headers if name.lower() != b"vary"]
    return [*rest, (b"vary", b", ".join(said))] if said else rest


def cookie(value: str, name: str = "", seconds: int = COOKIE_SECONDS) -> str:
    """The Set-Cookie of a session id, or of another `name`; an empty value takes the cookie away."""
    parts = [f"{name or nom_du_cookie()}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts.append(f"Max-Age={seconds if value else 0}")
    if settings().secure:
        parts.append("Secure")
    return "; ".join(parts)
