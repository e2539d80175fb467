"""The database: one engine, one place that commits. SQLite or PostgreSQL by URL alone."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import stamina
from sqlalchemy import Connection, Dialect, Engine, Uuid, bindparam, create_engine, event, make_url
from sqlmodel import Session

from portail.settings import settings

BUSY_MS = 5_000
_PATIENCE = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3}
_PATIENCE["tcp_user_timeout"] = 15_000
"""How long a PostgreSQL that fell silent, its machine or the line gone, is waited for: seconds, then ms."""


@cache
def engine() -> Engine:
    """The engine of this process, for the database named in the settings."""
    return open_engine(settings().database)


def open_engine(url: str) -> Engine:
    """Open `url` (`sqlite:///…` or `postgresql+psycopg://…`) with what each engine needs to be safe.

    Its errors hide the values of the statement: they are people's, and errors are logged.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        pool_pre_ping=True,
        pool_timeout=10,
        connect_args=_PATIENCE,
    )


def _busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY


@stamina.retry(on=_busy, attempts=None, timeout=BUSY_MS / 1000, wait_initial=0.01, wait_max=0.2)
def _write_ahead(connection: sqlite3.Connection) -> None:
    # Several processes that open a new file at once: SQLite refuses all but one this change, without waiting.
    connection.execute("PRAGMA journal_mode=WAL")


class _Uuid(Uuid[Any]):
    """Read from text on SQLite, which takes longer than finding again one of those read lately."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        made = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return made and lru_cache(10_000)(made)


def _sqlite(url: str) -> Engine:
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url, hide_parameters=True, pool_size=40, connect_args={"timeout": BUSY_MS / 1000})
    made.dialect.colspecs = {**made.dialect.colspecs, Uuid: _Uuid}

    @event.listens_for(made, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's events below open the transactions
        _write_ahead(connection)
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys=ON",
            "synchronous=FULL",  # what is said to be saved survives a power cut
            f"busy_timeout={BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: a reader that turns into a writer cannot wait for its turn.
        write = connection.get_execution_options().get("portail_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return made


@contextmanager
def transaction() -> Iterator[Session]:
    """The only place that commits. Services flush; an exception undoes everything."""
    with (
        engine().connect().execution_options(portail_write=True) as connection,
        Session(bind=connection, expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def snapshot() -> Iterator[Session]:
    """A consistent view to read from; nothing written in it is kept, what was read stays readable."""
    with Session(bind=engine(), expire_on_commit=False) as session:
        yield session


def is_sqlite(session: Session) -> bool:
    """True when the session speaks to SQLite."""
    return session.get_bind().dialect.name == "sqlite"


def by_keys(rows: Any, **columns: Any) -> Callable[..., Iterable[Any]]:
    """A query for those of `rows`, a `select`, whose columns hold given values: `found(session, column=[…])`.

    Built once. One value for each is what comes most, and takes half the time of a list of one.
    """
    one = rows.where(*(column == bindparam(name) for name, column in columns.items()))
    several = rows.where(*(column.in_(bindparam(name, expanding=True)) for name, column in columns.items()))

    def found(session: Session, **values: Collection[Any]) -> Iterable[Any]:
        if all(len(those) == 1 for those in values.values()):
            alone = {name: next(iter(those)) for name, those in values.items()}
            return session.connection().execute(one, alone)
        return session.connection().execute(several, {name: list(those) for name, those in values.items()})

    return found
