"""States of tabs that left: kept for their return, but so many only, or strangers would fill the memory."""

from collections import OrderedDict
from collections.abc import Container

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import BaseState

LEFT_MAX = 5_000
"""About 60 kB each. One that is forgotten loads its page anew: nothing typed lives there."""


class Left:
    """The tabs that left, the first of them first."""

    def __init__(self, manager: StateManagerMemory, root: type[BaseState], most: int = LEFT_MAX) -> None:
        self.manager, self.root, self.most = manager, root, most
        self._tokens: OrderedDict[str, None] = OrderedDict()

    def add(self, token: str, connected: Container[str]) -> None:
        """One more; the oldest that are too many and did not come back are forgotten."""
        self._tokens[token] = None
        self._tokens.move_to_end(token)
        while len(self._tokens) > self.most:
            oldest, _ = self._tokens.popitem(last=False)
            if oldest not in connected:
                self._forget(BaseStateToken(ident=oldest, cls=self.root))

    def _forget(self, token: BaseStateToken) -> None:
        lock = self.manager._states_locks.get(token.lock_key)
        if lock is None or not lock.locked():  # an event that still runs ends first; time forgets it later
            self.manager._purge_token(token)


def watch(app: rx.App) -> None:
    """Count the tabs that leave, when their states are kept in this process's memory."""
    namespace, manager = app.event_namespace, app.state_manager
    if namespace is None or app._state is None or not isinstance(manager, StateManagerMemory):
        return
    left, on_disconnect = Left(manager, app._state), namespace.on_disconnect

    def leaving(sid: str, *reason: object) -> object:
        token = namespace.sid_to_token.get(sid)
        done = on_disconnect(sid)
        if token:
            left.add(token, namespace.token_to_sid)
        return done

    namespace.on_disconnect = leaving  # type: ignore[method-assign, assignment]
