"""From an event to a use case: a thread, a transaction, and the loop stays free."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from portail.infra import group_commit
from portail.infra.db import snapshot, transaction

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

# Apart: writers that wait for a lock must not keep readers waiting too.
_WRITERS = ThreadPoolExecutor(8, "writer")
_READERS = ThreadPoolExecutor(8, "reader")


async def run(use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case that writes, in a thread, in one transaction; it is committed when this returns."""

    def work() -> T:
        with transaction() as session:
            return use_case(session, *args, **kwargs)

    return await _in(_WRITERS, work)


async def save(use_case: group_commit.Work[Item, T], item: Item) -> T:
    """Run a small use case that writes, at once for all who ask for it at the same time.

    For what everybody does all the time, and that bears being run twice.
    """
    return await group_commit.write(use_case, item)


async def read(query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case that only reads, in a thread."""

    def work() -> T:
        with snapshot() as session:
            return query(session, *args, **kwargs)

    return await _in(_READERS, work)


async def _in(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(pool, copy_context().run, work)
