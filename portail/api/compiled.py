"""How the compiled pages are answered: at their own address, and speaking to the visitor's own origin."""

from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

BAKED_HOST = "localhost:3000"  # what rxconfig.py gives the build


def own_origin(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Answer the one script in which the build wrote its own origin with the origin the visitor used."""
    chunk = next((client_dir / "assets").glob("reflex-env-*.js"))
    source, path = chunk.read_text(encoding="utf-8"), f"/assets/{chunk.name}"

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != path:
            await app(scope, receive, send)
            return
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        body = source.replace(BAKED_HOST, host).encode()
        headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return asgi


def addresses(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Answer `/aides` itself, rather than by a redirect to `/aides/` where the static server keeps it."""
    pages = {"/" + str(page.parent.relative_to(client_dir)) for page in client_dir.rglob("index.html")}

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in pages:
            path = scope["path"] + "/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await app(scope, receive, send)

    return asgi
