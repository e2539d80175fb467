"""A browser stand-in: one tab with its cookie, speaking to the portal's own processor and guard."""

import uuid
from collections.abc import Mapping
from typing import Any

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.utils.format import format_event_handler

from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.infra.crypto import new_secret
from portail.infra.db import transaction
from portail.settings import settings

ROOT = "reflex___state____state"


class Boite:
    """What the server sent, by tab, and the defects that handlers raised."""

    def __init__(self) -> None:
        self.recu: list[tuple[str, StateUpdate]] = []
        self.defauts: list[Exception] = []
        self._dits: list[Exception] = []

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Stands for the socket."""
        self.recu.append((token, update))

    def noter(self, defaut: Exception) -> None:
        """Stands for the handler of what nobody foresaw; it may be told of the same one twice, and late."""
        if not any(defaut is dit for dit in self._dits):
            self._dits.append(defaut)
            self.defauts.append(defaut)


class Reponse:
    """What one event brought back: the vars that changed, by state, and the events for the browser."""

    def __init__(self, updates: list[StateUpdate]) -> None:
        self.delta: dict[str, dict[str, Any]] = {}
        self.events: list[Event] = []
        for update in updates:
            for state, changes in (update.delta or {}).items():
                self.delta.setdefault(state, {}).update(changes)
            self.events += update.events

    def vars(self, state: type[rx.State]) -> dict[str, Any]:
        """What changed in one state, by the names of its fields."""
        changes: Mapping[str, Any] = self.delta.get(state.get_full_name(), {})
        return {name.removesuffix("_rx_state_"): value for name, value in changes.items()}

    @property
    def redirection(self) -> str:
        """Where the browser is sent, or an empty string."""
        return next((e.payload["path"] for e in self.events if e.name == "_redirect"), "")

    @property
    def focus(self) -> str:
        """The id of what gets the focus, or an empty string."""
        return next((e.payload["ref"] for e in self.events if e.name == "_set_focus"), "")


class Client:
    """One tab. `cookie` is the session id its browser holds; `path` the address it shows."""

    def __init__(self, processor: BaseStateEventProcessor, manager: StateManagerMemory, boite: Boite) -> None:
        self.processor, self.manager, self.boite = processor, manager, boite
        self.token, self.cookie, self.path, self.ip = str(uuid.uuid4()), new_secret(), "/", "192.0.2.1"

    def autre(self, *, cookie: str | None = None, token: str | None = None) -> "Client":
        """Another tab, of another browser unless given the same cookie."""
        made = Client(self.processor, self.manager, self.boite)
        made.cookie = made.cookie if cookie is None else cookie
        made.token = token or made.token
        return made

    def connecter(self, compte: Compte, appareil: str = "") -> None:
        """Give the browser an open session of this account."""
        with transaction() as session:
            self.cookie = sessions.ouvrir(session, compte.id, appareil)

    async def call(self, spec: Any, *args: Any, **payload: Any) -> Reponse:
        """Send one event: a handler with its arguments, or a raw name and payload as an attacker would.

        Raises what the handler raised and nobody foresaw.
        """
        if not isinstance(spec, str):
            made = spec(*args) if callable(spec) else spec
            name, given = format_event_handler(made.handler), Event.from_event_type(made)[0].payload
        else:
            name, given = spec, {}
        return await self._send(name, {**given, **payload})

    async def load(self, path: str) -> Reponse:
        """Open a page as a browser does: hydrate, then the page's own loading."""
        self.path = path
        return await self._send(f"{ROOT}.hydrate_and_load", {"vars": {}, "hashes": []})

    async def wake(self) -> Reponse:
        """Call again for the page that is shown, as a browser does when its line comes back."""
        return await self._send(f"{ROOT}.hydrate_and_load", {"vars": {}})

    async def _send(self, name: str, payload: dict[str, Any]) -> Reponse:
        self.boite.recu.clear()
        self.boite.defauts.clear()
        future = await self.processor.enqueue(
            self.token, Event(name=name, payload=payload, router_data=self._router_data())
        )
        try:
            await future.wait_all()
        except Exception as defaut:
            self.boite.noter(defaut)
        if self.boite.defauts:
            raise self.boite.defauts[0]
        return Reponse([update for token, update in self.boite.recu if token == self.token])

    def _router_data(self) -> dict[str, Any]:
        origin = settings().origin
        return {
            "pathname": self.path.partition("?")[0].partition("#")[0],
            "asPath": self.path,
            "query": {},
            "token": self.token,
            "sid": "s",
            "ip": self.ip,
            "headers": {
                "cookie": f"{sessions.nom_du_cookie()}={self.cookie}" if self.cookie else "",
                "origin": origin,
                "host": origin.partition("//")[2],
            },
        }

    async def state(self, cls: type[rx.State]) -> Any:
        """The tab's state as the server keeps it."""
        held = await self.manager.get_state(BaseStateToken(ident=self.token, cls=cls))
        return await held.get_state(cls)
