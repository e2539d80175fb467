"""Security and cache headers, the strict content policy, and the visitor's session cookie."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portail.comptes.sessions import lire_cookie, nom_du_cookie
from portail.settings import new_secret, settings

_INLINE = re.compile(r"<script([^>]*)>(.*?)</script>", re.S)
COOKIE_SECONDS = 30 * 24 * 3600


def script_hashes(client_dir: Path) -> list[str]:
    """The CSP sources of the inline scripts in the compiled pages."""
    found = {
        "'sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() + "'"
        for page in client_dir.rglob("*.html")
        for attributes, body in _INLINE.findall(page.read_text(encoding="utf-8"))
        if "src=" not in attributes and body
    }
    return sorted(found)


def policy(hashes: list[str]) -> str:
    """The content security policy (CSP level 3): our own files only, no `unsafe-eval`."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def security_headers(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Add the headers to every HTTP answer, and a session cookie to a first page."""
    fixed = [
        (b"content-security-policy", policy(script_hashes(client_dir)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    ]
    if settings().secure:
        fixed.append((b"strict-transport-security", b"max-age=31536000; includeSubDomains"))

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _complete(scope, list(message["headers"]), fixed)}
            await send(message)

        await app(scope, receive, with_headers)

    return asgi


Headers = list[tuple[bytes, bytes]]


def _complete(scope: Scope, headers: Headers, fixed: Headers) -> Headers:
    present = {name.lower(): value for name, value in headers}
    headers += [(name, value) for name, value in fixed if name not in present]
    if b"cache-control" not in present:
        kept = scope["path"].startswith(("/assets/", "/fonts/"))
        headers.append((b"cache-control", b"public, max-age=31536000, immutable" if kept else b"no-cache"))
    if present.get(b"content-type", b"").startswith(b"text/html") and b"set-cookie" not in present:
        sent = next((v.decode("latin-1") for n, v in scope["headers"] if n == b"cookie"), "")
        if not lire_cookie(sent):
            headers.append((b"set-cookie", cookie(new_secret()).encode()))
    return headers


def cookie(value: str) -> str:
    """The Set-Cookie of a session id; an empty value takes the cookie away."""
    parts = [f"{nom_du_cookie()}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts.append(f"Max-Age={COOKIE_SECONDS if value else 0}")
    if settings().secure:
        parts.append("Secure")
    return "; ".join(parts)


def own_origin(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Answer the one script in which the build wrote its own origin with the origin the visitor used."""
    chunk = next((client_dir / "assets").glob("reflex-env-*.js"))
    source, path = chunk.read_text(encoding="utf-8"), f"/assets/{chunk.name}"

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != path:
            await app(scope, receive, send)
            return
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        body = source.replace("localhost:3000", host).encode()
        headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return asgi
