"""From an event to a use case: a thread, a transaction, and the loop stays free."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from portail.infra import group_commit
from portail.infra.db import snapshot, transaction

P = ParamSpec("P")
T = TypeVar("T")


async def run(use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case that writes, in a thread, in one transaction; it is committed when this returns."""

    def work() -> T:
        with transaction() as session:
            return use_case(session, *args, **kwargs)

    return await asyncio.to_thread(work)


async def save(use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a small use case that writes, in a transaction shared with others that come at the same time.

    For what everybody does all the time, and that bears being run twice.
    """
    return await group_commit.write(lambda session: use_case(session, *args, **kwargs))


async def read(query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a use case that only reads, in a thread."""

    def work() -> T:
        with snapshot() as session:
            return query(session, *args, **kwargs)

    return await asyncio.to_thread(work)
