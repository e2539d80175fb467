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
from portail.infra.db import BUSY_MS, engine
from portail.infra.migrations import hold
from portail.infra.tables import Centiemes, UtcDateTime

WAIT_MS = 30 * 60_000
"""How long a start waits for another that migrates the same SQLite file; PostgreSQL's lock waits anyway."""


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
        # Alembic believes that SQLite cannot, commits each revision, and lets another start in between.
        transactional_ddl=True,
    )
    with _alone(connection), context.begin_transaction():
        hold(connection)
        context.run_migrations()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew, and wait for another start's migrations as long as they take.

    With foreign keys on, what refers to a former table would go with it. That switch does nothing inside a
    transaction: it is turned before, on the driver's connection, which does not begin one. A migration that
    needs it asks whether it is off.
    """
    if connection.dialect.name != "sqlite" or connection.in_transaction():
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute(f"PRAGMA busy_timeout={WAIT_MS}")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute(f"PRAGMA busy_timeout={BUSY_MS}")


run()
