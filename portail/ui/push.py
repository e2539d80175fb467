"""From one tab to others: change the state of a tab that sent no event."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import reflex as rx
import structlog
from reflex.istate.manager.token import BaseStateToken
from reflex_base.registry import RegistrationContext

log = structlog.get_logger(__name__)
S = TypeVar("S", bound=rx.State)
_tasks: set[asyncio.Task[None]] = set()


async def push(token: str, state: type[S], change: Callable[[S], Awaitable[None]]) -> bool:
    """Apply `change` soon to the state of the tab of `token` and send what changed; False if it is gone.

    A task of its own does it: an event holds the lock of its tab, and two tabs that waited for each other's
    would wait for ever.
    """
    if not await _open(token):
        return False
    task = asyncio.create_task(_apply(token, state, change))
    _tasks.add(task)
    task.add_done_callback(_done)
    return True


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
