"""SQLite’s journal: a long reader keeps it from being reused and stops nobody; it is given back after."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from portail.infra.db import transaction
from portail.infra.journal import consigner
from portail.jobs.entretien import entretenir

LOURD = "x" * 100_000


def remplir() -> None:
    for _ in range(60):
        with transaction() as session:
            consigner(session, "essai", "x", texte=LOURD)


def test_a_long_reader_stops_nobody_and_the_journal_is_given_back(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    wal = Path(f"{engine.url.database}-wal")
    with closing(sqlite3.connect(str(engine.url.database), isolation_level=None)) as lecteur:
        lecteur.execute("BEGIN")
        lecteur.execute("SELECT count(*) FROM journal").fetchone()
        remplir()
        entretenir()
        assert wal.stat().st_size > 50 * len(LOURD)
    entretenir()
    assert wal.stat().st_size == 0
