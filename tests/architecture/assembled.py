"""Tells every route of the application as it is served, through the layers that stand around it."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Mount, Route, Router

from portail import serve


def _routes(app: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(path, method) of each route; what is no route but answers below a path is told as mounted there."""
    if inspect.isfunction(app):  # a layer: what it wraps is the `app` it closes over
        yield from _routes(inspect.getclosurevars(app).nonlocals["app"], prefix)
    elif not isinstance(app, Starlette | Router):
        yield prefix or "/", "mounted"
    else:
        for route in app.routes:
            if isinstance(route, Mount):
                yield from _routes(route.app, prefix + route.path)
            elif isinstance(route, Route):
                methods = route.methods or set()
                if "GET" in methods:
                    methods = methods - {"HEAD"}  # the framework answers it beside every GET
                yield from ((prefix + route.path, method) for method in methods)
            else:
                raise TypeError(f"a route of an unknown kind: {route!r}")


def tell(web: str) -> None:
    """Print the routes as JSON; `web` holds pages compiled, or standing for them."""
    serve.WEB, serve.CLIENT = Path(web), Path(web) / "build" / "client"
    print(json.dumps(sorted(set(_routes(serve.factory())))))
