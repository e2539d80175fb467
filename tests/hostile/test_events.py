"""Every handler there is, called raw, by whoever may reach the socket, with junk of every JSON type.

Nothing of the victim is told, nothing of the victim changes, and the server never breaks.
"""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext
from sqlmodel import Session

import portail.portail  # noqa: F401  registers every handler
from portail.comptes.guards import FRAMEWORK, POLICY
from portail.comptes.models import Compte
from portail.comptes.rules import Acces, Role
from tests.hostile.attacker import Attacker
from tests.hostile.monde import A_VENIR, SECRETS, Victim, assert_untouched, make_agent, rows, unexpected
from tests.live import Server

HANDLERS = {
    name: registered.handler.fn
    for name, registered in RegistrationContext.get().event_handlers.items()
    # The style guide has a button that fails on purpose; tests have states of their own.
    if not name.endswith("essais.casser") and ".tests___" not in name
}
NESTED: Any = "fond"
for _ in range(7):
    NESTED = [NESTED]
JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    10**30,
    2**63,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "' OR 1=1 --",
    "\u0000\u0008\u001b[31m\u007f",
    "\ud800 moitié",
    "\u202e\u200b\ufeff﷽ e\u0301\u0301",
    "=cmd|' /C calc'!A0",
    "<img src=x onerror=alert(1)>",
    "x" * 30_000,
    [],
    [[1], None, {}],
    NESTED,
    {},
    {"a": {"b": []}, "": None, "__proto__": {"x": 1}},
]
FORM = (
    *("identifiant", "mot_de_passe", "mot_de_passe_actuel", "confirmation", "mail", "nouveau_mail"),
    *("reference", "frequence", "mail_mot_de_passe", "certifie", "nom", "prenom", "iban", "siret"),
    *("type_demandeur", "q", "adresse"),
)
WHO = ("stranger", "other", "agent", "admin")


def _payloads(handler: Callable[..., Any], victim: Victim, junk: list[Any]) -> Iterator[dict[str, Any]]:
    names = [name for name in inspect.signature(handler).parameters if name != "self"]
    yield {}
    yield {"self": 1, "inconnu": 2}
    if not names:
        return
    for value in [*junk, *victim.ids, *victim.secrets.values()]:
        yield dict.fromkeys(names, value)
        if "formulaire" in names:
            yield {"formulaire": dict.fromkeys(FORM, value[:5_000] if isinstance(value, str) else value)}
    for numero in (victim.draft, victim.submitted):
        yield {name: numero if index == 0 else "x" for index, name in enumerate(names)}
        if "numero" in names:
            yield {"numero": numero, "champ": "secret", "valeur": "volé", "n": 2**50}
    if "formulaire" in names:
        yield {"formulaire": {"reference": victim.recherche, "nom": "volée"}}
    if {"champ", "valeur", "n"} <= set(names):
        yield {"champ": f"frequence-{victim.recherche}", "valeur": "aucune", "n": 1}
    if "piece" in names:
        for piece in victim.pieces:
            yield {"champ": "statuts", "piece": piece}


def _paths(victim: Victim) -> list[str]:
    of_dossiers = [
        f"/dossiers/{numero}{end}"
        for numero in (victim.draft, victim.submitted)
        for end in ("", "/projet", "/recapitulatif", "/recu")
    ]
    watched = ["/mes-aides", f"/aides/{A_VENIR}/prevenir"]
    return [*of_dossiers, *watched, "/mes-infos", "/aides/inconnue", "/demande/soutien-aux-associations/x"]


@pytest.mark.parametrize("who", WHO)
async def test_every_handler_withstands_junk(
    who: str,
    server: Server,
    database: Callable[[], Session],
    accounts: list[Compte],
    sign_in: Callable[[Compte], str],
    victim: Victim,
    log: Callable[[], str],
) -> None:
    attacking: Compte | None = {
        "stranger": lambda: None,
        "other": lambda: accounts[1],
        "agent": lambda: make_agent(database, "service-d-ailleurs"),
        "admin": lambda: make_agent(database, "", Role.ADMINISTRATEUR),
    }[who]()
    junk = JUNK if who in {"stranger", "other"} else []  # whose account it is changes nothing to junk
    before, logged = rows(database, attacking), len(log())
    cookie = sign_in(attacking) if attacking else ""
    places, paths, handlers = asyncio.Semaphore(12), _paths(victim), enumerate(sorted(HANDLERS.items()))

    async def attack(number: int, name: str, handler: Callable[..., Any]) -> str:
        # Signing out or deleting one's own account ends the attack: each handler meets a fresh visitor.
        network = f"198.51.{WHO.index(who)}.{number}"
        async with places, Attacker(server.url, cookie=cookie, network=network) as attacker:
            for turn, payload in enumerate(_payloads(handler, victim, junk)):
                await attacker.send(name, payload, path=paths[(number + turn) % len(paths)], wait=0)
            for path in paths[:4]:
                await attacker.send(name, {}, path=path, wait=0)
            await attacker.settle()
            return str(attacker.received)

    received = "".join(await asyncio.gather(*(attack(number, *one) for number, one in handlers)))
    assert not [secret for secret in SECRETS if secret in received]
    assert "Un probl\u00e8me est survenu de notre c\u00f4t\u00e9" not in received
    assert_untouched(before, rows(database, attacking))
    assert unexpected(log()[logged:]) == []


async def test_a_stranger_writes_nowhere_but_where_strangers_may(
    server: Server, database: Callable[[], Session], victim: Victim
) -> None:
    closed = [
        name
        for name, fn in HANDLERS.items()
        if not FRAMEWORK.match(name) and getattr(fn, POLICY) is not Acces.PUBLIC
    ]
    assert closed
    before = rows(database)
    async with Attacker(server.url) as stranger:
        for name in closed:
            for payload in _payloads(HANDLERS[name], victim, JUNK):
                await stranger.send(name, payload, path=f"/dossiers/{victim.draft}", wait=0)
        await stranger.settle()
    after = rows(database)
    assert {table for table in after if after[table] != before[table]} <= {"outbox"}
