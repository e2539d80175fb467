"""SQLite’s journal: all who open a new file at once get it; a long reader stops nobody; it is given back."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from sqlalchemy import Engine, text

from portail.infra.db import open_engine, transaction
from portail.infra.journal import consigner
from portail.jobs.entretien import entretenir

LOURD = "x" * 100_000
ENSEMBLE = 8
FICHIERS = 20


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


def test_several_who_open_a_new_file_at_once_all_get_in(tmp_path: Path) -> None:
    depart = Barrier(ENSEMBLE)

    def ouvrir(fichier: Path) -> str:
        engine = open_engine(f"sqlite:///{fichier}")
        depart.wait()
        with engine.connect() as connection:
            mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
        engine.dispose()
        return str(mode)

    with ThreadPoolExecutor(ENSEMBLE) as ensemble:
        for numero in range(FICHIERS):
            fichier = tmp_path / f"{numero}.db"
            assert list(ensemble.map(ouvrir, [fichier] * ENSEMBLE)) == ["wal"] * ENSEMBLE
