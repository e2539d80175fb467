"""What a route is: its path, method, endpoint, and who may call it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import Request
from starlette.responses import Response

from portail.comptes.rules import Acces

BASE_ABSENTE = (OperationalError, InterfaceError, PoolTimeout)
"""The database is gone, held by another, full, or asked for too much at once."""

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Chemin:
    """One route and its policy. The endpoint finds the signed-in person in `request.state.acteur`."""

    path: str
    method: str
    endpoint: Endpoint
    acces: Acces
