"""The one choke point: every event passes here, and passes only if its handler says who may call it."""

import asyncio
import functools
import inspect
import re
from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from typing import Any
from urllib.parse import quote

import reflex as rx
import structlog
from reflex.istate.proxy import StateProxy
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from portail.comptes import sessions
from portail.comptes.rules import Acces, Acteur, empreinte, peut_passer
from portail.core.errors import ErreurMetier

LOG = structlog.get_logger(__name__)
POLICY = "__acces__"
FRAMEWORK = re.compile(
    r"^reflex___state____state(\.reflex___(?:state|istate)\w*)?\."
    r"(hydrate|hydrate_and_load|on_load_internal|set_is_hydrated|update_vars_internal)$"
)
HYDRATE = re.compile(r"\.hydrate(_and_load)?$")
UNWANTED = re.compile(r"\.(setvar|handle_frontend_exception)$")
"""The setter nobody needs, and what writes in the log, raw and at will, what anybody sends."""
ARRIVAL = re.compile(r"\.(hydrate|hydrate_and_load|on_load_internal)$")

_acteur: ContextVar[Acteur | None] = ContextVar("acteur", default=None)
_sid: ContextVar[str] = ContextVar("sid", default="")


def acteur_ou_rien() -> Acteur | None:
    """Who is behind the present event, if somebody is signed in."""
    return _acteur.get()


def acteur() -> Acteur:
    """Who is behind the present event, in a handler that only signed-in people pass."""
    found = _acteur.get()
    if found is None:  # the guard lets nobody here: reaching this line is a defect, not a visitor's mistake
        raise RuntimeError("a handler without a signed-in person asked for one")
    return found


def visiteur() -> str:
    """The hash of this browser's cookie, signed in or not: what an unfinished sign-up is kept under."""
    return empreinte(_sid.get()) if _sid.get() else ""


def evenement(acces: Acces, *, background: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Declare a handler and who may call it; a business refusal becomes the page's message.

    A `background` one waits for something slow without holding up the other events of its tab.

    Raises:
        TypeError: the handler is not `async`: it would stop everybody's events while it runs.
    """

    def declare(handler: Callable[..., Any]) -> Any:
        if inspect.isasyncgenfunction(handler):

            @functools.wraps(handler)
            async def guarded_generator(self: Any, *args: Any, **kwargs: Any) -> Any:
                try:
                    async for step in handler(self, *args, **kwargs):
                        yield step
                except ErreurMetier as error:
                    yield await _tell(self, error)

            guarded: Callable[..., Any] = guarded_generator
        elif inspect.iscoroutinefunction(handler):

            @functools.wraps(handler)
            async def guarded_coroutine(self: Any, *args: Any, **kwargs: Any) -> Any:
                try:
                    return await handler(self, *args, **kwargs)
                except ErreurMetier as error:
                    return await _tell(self, error)

            guarded = guarded_coroutine
        else:
            raise TypeError(f"{handler.__qualname__}: a handler must be async")
        setattr(guarded, POLICY, acces)
        return rx.event(guarded, background=background)

    return declare


async def _tell(state: rx.State, error: ErreurMetier) -> Any:
    # In the background the state is only lent, for the time it is written to.
    async with state if isinstance(state, StateProxy) else nullcontext():
        visite = await state.get_state(Visite)
        visite.alerte = error.message
    return rx.set_focus("alerte")


class Visite(rx.State):
    """What every page shows of the person: signed in or not, and the page's message."""

    connecte: bool = False
    nom_affiche: str = ""
    cle: str = ""  # the account, for the browser: what it keeps is sent for this very person only
    alerte: str = ""
    expiree: bool = False
    identifiant: str = ""  # shown to its owner alone, who signs in again with it
    _lien: str | None = None  # the hash of the cookie this tab's state belongs to, once it is known
    _compte: str = ""

    @evenement(Acces.PUBLIC)
    async def fermer_alerte(self) -> None:
        """Put the page's message away."""
        self.alerte = ""

    async def _est_encore(self, cle: str) -> bool:
        """Whether this account is still signed in here: its session may have been closed from elsewhere."""
        return self.cle == cle and await _qui(self._lien or "") is not None

    def _reconnaitre(self, lien: str, who: Acteur | None) -> None:
        self._lien, self._compte = lien, str(who.id) if who else ""
        self.connecte, self.expiree = who is not None, False
        self.cle = who.cle if who else ""
        self.nom_affiche = f"{who.prenom} {who.nom}" if who else ""
        self.identifiant = who.identifiant if who else ""


class Garde(Middleware):
    """Finds the person from the cookie, ties the tab's state to it, and checks the handler's policy."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Stop the event, or let it go on by returning None."""
        # `state.router` would be put together anew from its parts, at each event.
        sid = sessions.lire_cookie(state.rx_router_headers.cookie)
        lien = empreinte(sid) if sid else ""
        who = await _qui(lien)
        _acteur.set(who)
        _sid.set(sid)
        visite = await _bind(state, event, lien, who)
        if ARRIVAL.search(event.name):
            visite.alerte = ""  # what was refused on the page before is no news here
        if who is None and HYDRATE.search(event.name):
            if _reveil(app, state, event):
                return _garder_la_page(visite)
            visite.expiree = False
        if FRAMEWORK.match(event.name):
            return None
        registered = RegistrationContext.get().event_handlers.get(event.name)
        acces = getattr(registered.handler.fn, POLICY, None) if registered else None
        if acces is not None and peut_passer(who, acces):
            return None
        if who is not None:  # strangers are turned away all day long
            LOG.warning("acces.refuse", compte=str(who.id), evenement=event.name if registered else "inconnu")
        return _refuse(state, visite, who)

    async def postprocess(
        self, app: rx.App, state: BaseState, event: Event, update: StateUpdate
    ) -> StateUpdate:
        """Nothing to add once the event ran."""
        return update


async def _qui(lien: str) -> Acteur | None:
    known, who = sessions.acteur_connu(lien)
    return await asyncio.to_thread(sessions.trouver, lien) if lien and not known else who


async def _bind(state: BaseState, event: Event, lien: str, who: Acteur | None) -> Visite:
    """Tie the state to the cookie; met under another cookie, or reloaded by another person, it starts empty.

    A session that ends while the page is open keeps its state: the page says so and what was typed stays.
    """
    visite = await state.get_state(Visite)
    compte = str(who.id) if who else ""
    other = visite._lien is not None and visite._lien != lien
    reloaded = HYDRATE.search(event.name) and visite._compte != compte
    if other or (reloaded and visite._compte):
        await _effacer(state)
    if other or reloaded or visite._lien is None or (who and visite._compte != compte):
        visite._reconnaitre(lien, who)
    return visite


def _reveil(app: rx.App, state: BaseState, event: Event) -> bool:
    """Whether a page for signed-in people, already shown, calls again: a first load tells its `hashes`."""
    if "hashes" in event.payload:
        return False
    chargements: list[Any] = app.get_load_events(state.router.url.path)
    policies = {getattr(getattr(un, "handler", un).fn, POLICY, None) for un in chargements}
    return bool(policies - {None, Acces.PUBLIC})


def _garder_la_page(visite: Visite) -> StateUpdate:
    """Say that the session ended, and nothing else: what the page shows is not replaced by an empty state."""
    visite._get_root_state()._clean()  # type: ignore[no-untyped-call]
    visite.expiree = True
    return StateUpdate(delta=visite._get_root_state().get_delta())


async def _effacer(state: BaseState) -> None:
    """Empty the whole tree. With Redis an event loads a part of it: what is left out would survive."""
    root: Any = state._get_root_state()
    pending: list[type[BaseState]] = [type(root)]
    while pending:
        cls = pending.pop()
        await state.get_state(cls)
        pending += cls.get_substates()
    root.reset()


def _refuse(state: BaseState, visite: Visite, who: Acteur | None) -> StateUpdate:
    if who is None and (visite._compte or visite.expiree):
        visite.expiree = True
        return StateUpdate(delta=visite._get_root_state().get_delta())
    if who is None:
        url = state.router.url
        suite = quote(f"{url.path or '/'}{'?' if url.query else ''}{url.query}", safe="/")
        return StateUpdate(events=Event.from_event_type(rx.redirect(f"/connexion?suite={suite}")))
    return StateUpdate(events=Event.from_event_type(rx.redirect("/")))


def installer(app: rx.App) -> None:
    """Put the guard before every event, and remove the framework's handlers that nobody needs."""
    app.add_middleware(Garde())
    handlers = app._registration_context.event_handlers
    for name in [name for name in handlers if UNWANTED.search(name)]:
        del handlers[name]
