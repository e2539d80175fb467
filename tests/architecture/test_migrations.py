"""Migrations make the tables that the models describe, on both engines, from one head."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import portail.portail  # noqa: F401  every room, hence every table
from portail.infra import db
from portail.infra.migrations import configuration, upgrade


def test_migrations_match_the_models(url: str) -> None:
    engine = db.open_engine(url)
    with engine.connect().execution_options(portail_write=True) as connection:
        upgrade(connection)
        connection.commit()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1
