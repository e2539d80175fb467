"""How migrations reach the database: the settings' URL, or a connection handed over by a test.

Every module that declares tables is imported here, so that the metadata is whole.
"""

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from alembic import context
from portail.comptes import models as comptes  # noqa: F401
from portail.infra import journal, outbox  # noqa: F401
from portail.infra.db import engine


def _include(name: str | None, kind: str, parents: object) -> bool:
    """Full-text tables are written by hand in migrations: models do not know them."""
    return not (kind == "table" and name is not None and name.startswith("recherche_"))


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection)
        return
    with engine().connect().execution_options(portail_write=True) as opened:
        _migrate(opened)
        opened.commit()


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=_include,
        compare_type=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # SQLite's own write lock already makes others wait
            connection.execute(text("SELECT pg_advisory_xact_lock(72011986)"))
        context.run_migrations()


run()
