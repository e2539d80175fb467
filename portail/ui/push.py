"""To a tab that sent no event: change its state, or have it ask again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from contextvars import Context, copy_context
from typing import Any, TypeVar

import reflex as rx
import structlog
from reflex.istate.manager.token import BaseStateToken
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

log = structlog.get_logger(__name__)
S = TypeVar("S", bound=rx.State)
T = TypeVar("T")
_tasks: set[asyncio.Task[None]] = set()
_home: list[tuple[asyncio.AbstractEventLoop, Context]] = []
"""Where the tabs of this process are spoken to, while it serves any."""


async def push(token: str, state: type[S], change: Callable[[S], Awaitable[None]]) -> bool:
    """Apply `change` soon to the state of the tab of `token` and send what changed; False if it is gone.

    A task of its own does it: an event holds the lock of its tab, and two tabs that waited for each other's
    would wait for ever.
    """
    if not await _open(token):
        return False
    _soon(_apply(token, state, change))
    return True


async def ask(token: str, handler: Any) -> None:
    """Have the tab of `token` send an event, as if its page did: the guard decides again who it is."""
    namespace = RegistrationContext.get().app.event_namespace
    if namespace is not None and await _open(token):
        await namespace.emit_update(StateUpdate(events=Event.from_event_type(handler)), token)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Let threads speak to tabs for as long as the web process lives."""
    _home[:] = [(asyncio.get_running_loop(), copy_context())]
    try:
        yield
    finally:
        _home.clear()


def from_thread(work: Callable[[T], Coroutine[Any, Any, None]], about: T) -> None:
    """Do `work(about)` where the tabs are; nothing in a process that serves none."""
    for loop, context in _home:
        loop.call_soon_threadsafe(lambda: _soon(work(about)), context=context)


def _soon(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    _tasks.add(task)
    task.add_done_callback(_done)


async def _open(token: str) -> bool:
    # With Redis the tab may be connected to another process, which is handed what changed.
    namespace = RegistrationContext.get().app.event_namespace
    return namespace is not None and await namespace._token_manager.is_token_connected(token)


async def _apply(token: str, state: type[S], change: Callable[[S], Awaitable[None]]) -> None:
    async with RegistrationContext.get().app.modify_state(BaseStateToken(ident=token, cls=state)) as root:
        await change(await root.get_state(state))


def _done(task: asyncio.Task[None]) -> None:
    _tasks.discard(task)
    if not task.cancelled() and (error := task.exception()):
        log.error("push.failed", error=type(error).__name__)
