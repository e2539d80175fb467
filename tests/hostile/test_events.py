"""Every handler there is, called raw, by a stranger and by another account, with junk of every JSON type.

Nothing of the victim is told, nothing of the victim changes, and the server never breaks.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext
from sqlmodel import Session, SQLModel, select

import portail.portail  # noqa: F401  registers every handler
from portail.comptes.guards import FRAMEWORK, POLICY
from portail.comptes.models import Compte, Jeton, SessionOuverte
from portail.comptes.rules import Acces
from portail.comptes.sessions import acteur_de
from portail.dossiers import brouillon
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.infra.journal import EntreeJournal
from portail.infra.outbox import Envoi
from tests.hostile.attacker import Attacker
from tests.live import Server

HANDLERS = {
    name: registered.handler.fn
    for name, registered in RegistrationContext.get().event_handlers.items()
    # The style guide has a button that fails on purpose.
    if not FRAMEWORK.match(name) and not name.endswith("essais.casser")
}
JUNK: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "' OR 1=1 --",
    "\u0000",
    "x" * 30_000,
    [],
    [[1]],
    {},
    {"a": {"b": []}},
]
# What an attacker's own acts may add to: their own counts, sessions and mails.
COUNTED_APART = {EntreeJournal, Envoi, SessionOuverte, Jeton}


@pytest.fixture(scope="module")
def target(database: Callable[[], Session], accounts: list[Compte]) -> dict[str, str]:
    """A draft of the victim, with an answer and a pièce nobody else may read."""
    victim = accounts[0]
    with database() as session:
        numero = brouillon.ouvrir(session, acteur_de(victim), "soutien-aux-associations")
        dossier = session.exec(select(Dossier).where(Dossier.numero == numero)).one()
        session.add(Reponse(dossier_id=dossier.id, champ="secret", rang=0, valeur="REPONSE-SECRETE-42"))
        piece = Piece(
            dossier_id=dossier.id,
            champ="statuts",
            nom="PIECE-SECRETE-42.pdf",
            taille=10,
            type_mime="application/pdf",
            sha256="0" * 64,
            cle="inexistante",
        )
        session.add(piece)
        session.commit()
    return {"numero": numero, "piece": str(piece.id), "compte": str(victim.id)}


def _payloads(handler: Callable[..., Any], target: dict[str, str]) -> Iterator[dict[str, Any]]:
    names = [name for name in inspect.signature(handler).parameters if name != "self"]
    yield {}
    yield {"self": 1, "inconnu": 2}
    for junk in [*JUNK, *target.values()]:
        yield dict.fromkeys(names, junk)
    yield {name: target["numero"] if index == 0 else "x" for index, name in enumerate(names)}


def _victims_rows(database: Callable[[], Session], victim: Compte) -> dict[str, Any]:
    """Everything that belongs to the victim, and how many rows each other table holds."""
    with database() as session:
        dossiers = session.exec(select(Dossier).where(Dossier.compte_id == victim.id)).all()
        ids = [dossier.id for dossier in dossiers]
        return {
            "compte": session.get_one(Compte, victim.id).model_dump(),
            "dossiers": [dossier.model_dump() for dossier in dossiers],
            "reponses": [r.model_dump() for r in session.exec(select(Reponse)) if r.dossier_id in ids],
            "pieces": [p.model_dump() for p in session.exec(select(Piece)) if p.dossier_id in ids],
        }


@pytest.mark.parametrize("who", ["stranger", "other"])
async def test_every_handler_withstands_junk(
    who: str,
    server: Server,
    database: Callable[[], Session],
    accounts: list[Compte],
    sign_in: Callable[[Compte], str],
    target: dict[str, str],
    log: Callable[[], str],
) -> None:
    before, logged = _victims_rows(database, accounts[0]), len(log())
    cookie = sign_in(accounts[1]) if who == "other" else ""
    paths = [
        f"/dossiers/{target['numero']}",
        f"/dossiers/{target['numero']}/projet",
        "/mes-infos",
        "/aides/inconnue",
    ]
    received = ""
    for number, (name, handler) in enumerate(sorted(HANDLERS.items())):
        # Signing out or deleting one's own account ends the attack: each handler meets a fresh visitor.
        network = f"198.51.100.{number}"
        async with Attacker(server.url, cookie=cookie, network=network) as attacker:
            for payload in _payloads(handler, target):
                await attacker.send(name, payload, path=paths[number % len(paths)], wait=0)
            await attacker.send(name, {}, path=paths[number % len(paths)], wait=0.15)
            received += str(attacker.received)
    for secret in ("REPONSE-SECRETE-42", "PIECE-SECRETE-42", accounts[0].mail):
        assert secret not in received
    assert _victims_rows(database, accounts[0]) == before
    assert "Traceback" not in log()[logged:], log()[logged:][-3000:]


async def test_a_stranger_writes_nowhere_but_where_strangers_may(
    server: Server, database: Callable[[], Session], target: dict[str, str]
) -> None:
    closed = [name for name, fn in HANDLERS.items() if getattr(fn, POLICY) is not Acces.PUBLIC]
    assert closed
    before = _counts(database)
    async with Attacker(server.url) as stranger:
        for name in closed:
            for payload in _payloads(HANDLERS[name], target):
                await stranger.send(name, payload, path=f"/dossiers/{target['numero']}", wait=0)
        await stranger.load("/")
    assert _counts(database) == before


def _counts(database: Callable[[], Session]) -> dict[str, int]:
    with database() as session:
        skipped = {table.__tablename__ for table in COUNTED_APART}
        tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in skipped]
        return {table.name: len(session.execute(table.select()).all()) for table in tables}
