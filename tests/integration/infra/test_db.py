"""The database: one commit, undone as a whole, and writers that wait for one another."""

import threading

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from portail.infra.db import snapshot, transaction
from portail.infra.journal import EntreeJournal, consigner


def _actions() -> list[str]:
    with snapshot() as session:
        return sorted(session.exec(select(EntreeJournal.action)))


def test_an_exception_undoes_everything(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        consigner(session, "essai", "x")
        session.flush()
        _ = 1 / 0
    assert _actions() == []


def test_a_snapshot_keeps_nothing(engine: Engine) -> None:
    with snapshot() as session:
        consigner(session, "essai", "x")
        session.flush()
    assert _actions() == []


def test_writers_wait_for_one_another(engine: Engine) -> None:
    def write(number: int) -> None:
        with transaction() as session:
            count = len(session.exec(select(EntreeJournal.id)).all())
            consigner(session, f"{number}", "x", seen=count)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_actions()) == 20


def test_sqlite_is_opened_safely(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
