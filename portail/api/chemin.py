"""What a route is: its path, method, endpoint, and who may call it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from portail.comptes.rules import Acces

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Chemin:
    """One route and its policy. The endpoint finds the signed-in person in `request.state.acteur`."""

    path: str
    method: str
    endpoint: Endpoint
    acces: Acces
