"""Migrations: Alembic's revisions, brought to the database of the settings."""

from pathlib import Path

from alembic.config import Config
from sqlalchemy import Connection, text

from alembic import command

ROOT = Path(__file__).parent.parent.parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, for the settings' database or for an open connection."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def hold(connection: Connection) -> None:
    """Keep other starts waiting until this transaction ends; on SQLite its own write lock does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(72011986)"))


def upgrade(connection: Connection | None = None) -> None:
    """Apply every revision the database lacks."""
    command.upgrade(configuration(connection), "head")
