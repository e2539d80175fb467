"""A database per worker, on each engine, made by the migrations; each test starts with empty tables."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from portail.infra import db
from portail.infra.migrations import upgrade
from tests.postgres import postgresql


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL, alive for the session."""
    with postgresql() as server:
        yield server.url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine under test, migrated."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('base') / 'portail.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = db.open_engine(url)
    with engine.connect().execution_options(portail_write=True) as connection:
        upgrade(connection)
        connection.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def engine(base: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The portal's own engine is this one; the tables are emptied afterwards."""
    monkeypatch.setattr(db, "engine", lambda: base)
    yield base
    with base.connect().execution_options(portail_write=True) as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.commit()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A transaction as services see it, committed when the test ends."""
    with db.transaction() as opened:
        yield opened
