"""How migrations reach the database: the settings' URL, or a connection handed over by a test.

Every module that declares tables is imported here, so that the metadata is whole.
"""

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
        include_name=_include,
        compare_type=True,
        render_as_batch=True,
        render_item=_render,
    )
    with context.begin_transaction():
        hold(connection)
        context.run_migrations()


run()
