"""Group commit: writes that arrive while another is being committed share the next transaction.

One transaction costs more than the small write inside it, and a thread for each makes them all fight for the
interpreter. Here one thread takes all that wait, and one commit answers them together.
"""

import asyncio
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import Any, NamedTuple

from sqlmodel import Session

from portail.infra.db import transaction

GROUP_MAX = 32
"""Writes in one transaction: the first of them waits for the last."""


class _Write(NamedTuple):
    work: Callable[[Session], Any]
    context: Context
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"


Outcome = tuple[_Write, Any, Exception | None]

_waiting: SimpleQueue[_Write] = SimpleQueue()
_starting = threading.Lock()
_writer: threading.Thread | None = None


async def write(work: Callable[[Session], Any]) -> Any:
    """Run `work` in a transaction that others may share, and return its result once that is committed.

    `work` must bear being run twice: when one of a group fails, all are undone, and each is run again alone.
    It raises what `work` raises, or what the commit does.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()
    _ensure_writer()
    _waiting.put(_Write(work, copy_context(), loop, future))
    return await future


def _ensure_writer() -> None:
    global _writer  # noqa: PLW0603  one thread for the whole process
    if _writer is None:
        with _starting:
            if _writer is None:
                _writer = threading.Thread(target=_serve, name="group-commit", daemon=True)
                _writer.start()


def _serve() -> None:
    while True:
        group = [_waiting.get()]
        while len(group) < GROUP_MAX and not _waiting.empty():
            group.append(_waiting.get_nowait())
        outcomes = _together(group)
        for loop in {write.loop for write in group}:
            _answer(loop, [outcome for outcome in outcomes if outcome[0].loop is loop])


def _together(group: list[_Write]) -> list[Outcome]:
    try:
        with transaction() as session:
            return [(write, write.context.run(write.work, session), None) for write in group]
    except Exception as error:  # whose fault it is does not matter: nobody must pay for another
        return [(group[0], None, error)] if len(group) == 1 else [_alone(write) for write in group]


def _alone(write: _Write) -> Outcome:
    try:
        with transaction() as session:
            return write, write.context.run(write.work, session), None
    except Exception as error:  # it is raised again where the write was asked for
        return write, None, error


def _answer(loop: asyncio.AbstractEventLoop, outcomes: list[Outcome]) -> None:
    try:
        loop.call_soon_threadsafe(_settle, outcomes)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return


def _settle(outcomes: list[Outcome]) -> None:
    for write, result, error in outcomes:
        if write.future.done():  # its event was cancelled meanwhile
            continue
        if error is None:
            write.future.set_result(result)
        else:
            write.future.set_exception(error)
