"""Every handler a browser can call says who may call it; nothing of the framework stays open."""

import pytest
from reflex_base.registry import RegistrationContext

from portail.comptes.guards import FRAMEWORK, POLICY, evenement
from portail.comptes.rules import Acces
from portail.portail import PAGES

# States that tests define for themselves are no part of the portal.
HANDLERS = {
    name: handler
    for name, handler in RegistrationContext.get().event_handlers.items()
    if ".tests___" not in name
}


def test_there_are_handlers() -> None:
    assert sum(not FRAMEWORK.match(name) for name in HANDLERS) > 20


@pytest.mark.parametrize("name", [name for name in HANDLERS if not FRAMEWORK.match(name)])
def test_every_handler_has_a_policy(name: str) -> None:
    assert isinstance(getattr(HANDLERS[name].handler.fn, POLICY, None), Acces), f"{name} is an open door"


def test_no_setter_is_left() -> None:
    setters = [name for name in HANDLERS if name.rsplit(".", 1)[-1].startswith("set")]
    assert {name.rsplit(".", 1)[-1] for name in setters} <= {"set_is_hydrated"}


def test_nobody_writes_in_the_logs_through_the_framework() -> None:
    """Its handler of browsers' errors writes what anybody sends, raw: the gate drops a name nobody knows."""
    assert not [name for name in HANDLERS if name.endswith("frontend_exception")]
    assert not FRAMEWORK.match("reflex___state____state.reflex___state____x.handle_frontend_exception")


def test_a_handler_that_blocks_the_loop_is_refused() -> None:
    with pytest.raises(TypeError, match="must be async"):

        @evenement(Acces.PUBLIC)
        def blocking(self: object) -> None: ...


def test_every_page_has_a_title_of_its_own() -> None:
    titles = [str(page.titre) for page in PAGES]
    assert all(titles)
    assert len(set(titles)) == len(titles)
