"""Tabs that left are forgotten when they are too many, the oldest first; those that came back are not."""

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

from portail.api.tabs import Left


async def test_memory_holds_so_many_tabs_that_left() -> None:
    manager = StateManagerMemory()
    left = Left(manager, rx.State, most=2)
    tokens = [f"onglet-{number}" for number in range(5)]
    for token in tokens:
        await manager.get_state(BaseStateToken(ident=token, cls=rx.State))
    assert len(manager.states) == 5
    for token in tokens:
        left.add(token, connected={"onglet-1"})
    kept = {key for key in manager.states if any(token in key for token in tokens)}
    assert {token for token in tokens if any(token in key for key in kept)} == {
        "onglet-1",
        "onglet-3",
        "onglet-4",
    }
    await manager.close()
