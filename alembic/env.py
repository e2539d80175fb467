"""How migrations reach the database: the settings' URL, or a connection handed over by a test.

Every module that declares tables is imported here, so that the metadata is whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import JSON, Connection, Enum
from sqlmodel import AutoString, SQLModel

from alembic import context
from portail.aides import models as aides  # noqa: F401
from portail.comptes import models as comptes  # noqa: F401
from portail.demandeurs import models as demandeurs  # noqa: F401
from portail.dossiers import models as dossiers  # noqa: F401
from portail.formulaires import models as formulaires  # noqa: F401
from portail.infra import journal, outbox  # noqa: F401
from portail.infra.db import engine
from portail.infra.migrations import hold
from portail.infra.tables import Centiemes, UtcDateTime


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _migrate(connection)
        return
    with engine().connect().execution_options(portail_write=True) as opened:
        _migrate(opened)
        opened.commit()


def _render(kind: str, item: object, context: object) -> str | bool:
    """Migrations name database types, not the code's: they must still run when the code has changed."""
    names = {UtcDateTime: "sa.DateTime(timezone=True)", Centiemes: "sa.BigInteger()"}
    if kind != "type":
        return False
    if isinstance(item, JSON):
        return "Json"
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    if isinstance(item, AutoString):
        return "sa.String()"
    return names.get(type(item), False)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=_render,
    )
    with _untied(connection), context.begin_transaction():
        hold(connection)
        context.run_migrations()


@contextmanager
def _untied(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew: with foreign keys on, what refers to the former one would go with it.

    That switch does nothing inside a transaction: it is turned before, on the driver's connection, which
    does not begin one. A migration that needs it asks whether it is off.
    """
    if connection.dialect.name != "sqlite" or connection.in_transaction():
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


run()
