"""Use cases in threads: those that wait to write keep nobody from reading."""

import asyncio

from sqlalchemy import Engine, text
from sqlmodel import Session, select

from portail.infra.journal import EntreeJournal, consigner
from portail.ui.bridge import read, run


def _write(session: Session, action: str) -> None:
    consigner(session, action, "x")


def _read(session: Session) -> list[str]:
    return sorted(session.exec(select(EntreeJournal.action)))


async def test_writers_that_wait_keep_nobody_from_reading(engine: Engine) -> None:
    with engine.connect().execution_options(portail_write=True) as holder:
        sqlite = engine.dialect.name == "sqlite"  # there any statement takes the lock
        holder.execute(text("SELECT 1" if sqlite else "LOCK TABLE journal IN EXCLUSIVE MODE"))
        writers = [asyncio.create_task(run(_write, f"a{rank:02d}")) for rank in range(20)]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(read(_read), 20) == []
        assert not any(writer.done() for writer in writers)
        holder.rollback()
    await asyncio.gather(*writers)
    assert await read(_read) == [f"a{rank:02d}" for rank in range(20)]
