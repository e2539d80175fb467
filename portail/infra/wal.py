"""SQLite’s journal (WAL): it grows while somebody reads, and keeps its size unless it is cut back."""

from contextlib import closing

from portail.infra import db

PATIENCE_MS = 200
"""Writers wait for whoever cuts the journal, and that one waits for readers: not for long."""


def cut_back() -> None:
    """Give the journal's room back to the disk, unless somebody is reading; the next time will do."""
    engine = db.engine()
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
        cursor.execute(f"PRAGMA busy_timeout={db.BUSY_MS}")
