"""A database of its own for the handlers, and a tab that speaks to them."""

from collections.abc import AsyncIterator, Iterator

import pytest
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event.processor import BaseStateEventProcessor
from sqlmodel import SQLModel

from portail.infra import db
from portail.infra.migrations import upgrade
from portail.portail import app
from tests.states.client import Boite, Client


@pytest.fixture(scope="session")
def _base() -> None:
    """The tables, in the data folder of the tests."""
    upgrade()


@pytest.fixture(autouse=True)
def _tables_vides(_base: None) -> Iterator[None]:
    yield
    with db.transaction() as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.exec(table.delete())


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A tab nobody is signed in with; `autre()` makes more, `connecter(compte)` signs in."""
    boite = Boite()
    processor = BaseStateEventProcessor(
        middleware=app, backend_exception_handler=boite.noter, graceful_shutdown_timeout=1
    )
    manager = StateManagerMemory()
    with app.set_contexts():
        async with processor.configure(state_manager=manager, event_namespace=boite):  # type: ignore[arg-type]
            yield Client(processor, manager, boite)
    await manager.close()
