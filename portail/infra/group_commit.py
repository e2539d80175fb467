"""Group commit: writes that arrive while another is being committed share the next transaction.

One transaction costs more than the small write inside it, and a thread for each makes them all fight for the
interpreter. Here one thread takes all that wait, works on them at once, and one commit answers them together.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from portail.infra.db import transaction

GROUP_MAX = 32
"""Writes from which on a transaction takes no more: the first of them waits for the last."""


IDLE, PATIENCE = 50e-6, 5e-3
"""Seconds: a turn of the loop with nothing to do is shorter; the first to ask waits no longer for others."""

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Session, Sequence[T]], Sequence[R | Exception]]
"""It is given what several asked for, in the order they came, and tells for each its result or its refusal.

A refusal is returned, not raised, by a work that wrote nothing for it: it undoes nothing of the others. The
work must bear being run twice: when it raises, or the commit does, all is undone and each is run again alone.
"""


class _Write(NamedTuple):
    work: Work[Any, Any]
    item: Any
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"


Outcome = tuple[_Write, Any]

_asked: dict[asyncio.AbstractEventLoop, list[_Write]] = {}
"""By loop, what the writer was not handed yet."""
_waiting: SimpleQueue[list[_Write]] = SimpleQueue()
_starting = threading.Lock()
_writer: threading.Thread | None = None


async def write(work: Work[T, R], item: T) -> R:
    """Have `work` done on `item`, with the items of others, and return its result once that is committed.

    It raises the refusal, or what `work` or the commit raised.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[R] = loop.create_future()
    if loop not in _asked:
        _asked[loop] = []
        begun = time.perf_counter()
        loop.call_soon(_hand_over, loop, begun, begun)
    _asked[loop].append(_Write(work, item, loop, future))
    return await future


def _hand_over(loop: asyncio.AbstractEventLoop, begun: float, before: float) -> None:
    """Give the writer what was asked for, once the loop has nothing else to do: until then more may come.

    Threads share one interpreter, so that nobody waits longer for it, and a group of thirty costs little more
    than one of ten.
    """
    now = time.perf_counter()
    if now - before > IDLE and now - begun < PATIENCE and len(_asked[loop]) < GROUP_MAX:
        loop.call_soon(_hand_over, loop, begun, now)
        return
    _ensure_writer()
    asked = _asked.pop(loop)
    for first in range(0, len(asked), GROUP_MAX):
        _waiting.put(asked[first : first + GROUP_MAX])  # at once: the writer is woken once


def _ensure_writer() -> None:
    global _writer  # noqa: PLW0603  one thread for the whole process
    if _writer is None:
        with _starting:
            if _writer is None:
                _writer = threading.Thread(target=_serve, name="group-commit", daemon=True)
                _writer.start()


def _serve() -> None:
    while True:
        group = _waiting.get()
        while len(group) < GROUP_MAX and not _waiting.empty():
            group = group + _waiting.get_nowait()
        outcomes = _together(group)
        for loop in {write.loop for write in group}:
            _answer(loop, [outcome for outcome in outcomes if outcome[0].loop is loop])


def _together(group: list[_Write]) -> list[Outcome]:
    try:
        with transaction() as session:
            return [
                outcome
                for work, writes in groupby(group, lambda write: write.work)
                for outcome in _done(session, work, list(writes))
            ]
    except Exception as error:
        if len(group) == 1:
            return [(group[0], error)]  # it is raised again where the write was asked for
        # Whose fault it is does not matter: nobody must pay for another.
        return [outcome for write in group for outcome in _together([write])]


def _done(session: Session, work: Work[Any, Any], writes: list[_Write]) -> list[Outcome]:
    return list(zip(writes, work(session, [write.item for write in writes]), strict=True))


def _answer(loop: asyncio.AbstractEventLoop, outcomes: list[Outcome]) -> None:
    try:
        loop.call_soon_threadsafe(_settle, outcomes)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return


def _settle(outcomes: list[Outcome]) -> None:
    for write, result in outcomes:
        if write.future.done():  # its event was cancelled meanwhile
            continue
        if isinstance(result, Exception):
            write.future.set_exception(result)
        else:
            write.future.set_result(result)
