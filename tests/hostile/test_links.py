"""Links and tickets replayed: used twice, too late, for another use, after the password was changed."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from portail.comptes import jetons, mots_de_passe, recuperation
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte
from tests.comptes_de_test import ajouter_compte
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.hostile.monde import rows
from tests.live import Server

_STATES = f"{ROOT_STATE}.portail___comptes___states___"
NOUVEAU = {"formulaire": {"mot_de_passe": "girafe tuile samedi plombier"}}
NOUVEAU["formulaire"]["confirmation"] = NOUVEAU["formulaire"]["mot_de_passe"]
DOORS: dict[Usage, tuple[str, str, dict[str, Any]]] = {
    Usage.ACTIVATION: ("/activation", "activation____activation_state.activer", {"formulaire": {}}),
    Usage.MOT_DE_PASSE: (
        "/nouveau-mot-de-passe",
        "recuperation____nouveau_mot_de_passe_state.choisir",
        NOUVEAU,
    ),
    Usage.MAIL_ANCIEN: (
        "/changement-de-mail",
        "changement_mail____changement_mail_state.confirmer",
        {},
    ),
}
Emettre = Callable[..., str]


@pytest.fixture
def compte(database: Callable[[], Session]) -> Compte:
    with database() as session:
        made = ajouter_compte(session, f"lien-{uuid.uuid4().hex[:8]}")
        session.commit()
    return made


@pytest.fixture
def emettre(database: Callable[[], Session], compte: Compte) -> Emettre:
    def make(usage: Usage, duree: timedelta = timedelta(hours=1)) -> str:
        charge = {"demande": "d", "nouveau": f"{uuid.uuid4().hex}@exemple.fr", "contestee": False}
        with database() as session:
            secret = jetons.emettre(session, usage, compte.id, duree, charge)
            session.commit()
        return secret

    return make


async def open_link(server: Server, usage: Usage, secret: str) -> str:
    """Press the button of the page a link leads to; what the page is told."""
    path, handler, payload = DOORS[usage]
    async with Attacker(server.url, network=f"203.0.113.{uuid.uuid4().int % 250}") as browser:
        await browser.send(_STATES + handler, payload, path=f"{path}#{secret}", wait=0)
        await browser.settle()
    return str(browser.received)


def exchange(server: Server, ticket: str) -> int:
    answer = httpx.post(
        f"{server.url}/api/session", json={"ticket": ticket}, headers={"origin": server.url}, timeout=10
    )
    return answer.status_code


@pytest.mark.parametrize("usage", DOORS)
async def test_a_link_serves_once(
    usage: Usage, server: Server, database: Callable[[], Session], emettre: Emettre
) -> None:
    secret = emettre(usage)
    first = await open_link(server, usage, secret)
    assert "inconnu" not in first
    before = rows(database)
    again = await open_link(server, usage, secret)
    assert "'etat_rx_state_': 'utilise'" in again
    assert "'billet_rx_state_': '" not in again.replace("'billet_rx_state_': ''", "")
    assert rows(database)["compte"] == before["compte"]


@pytest.mark.parametrize("usage", DOORS)
async def test_a_link_too_old_or_for_another_use_does_nothing(
    usage: Usage, server: Server, database: Callable[[], Session], emettre: Emettre
) -> None:
    wrong = [emettre(other) for other in Usage if other is not usage and "mail" not in other]
    late, forged = emettre(usage, timedelta(seconds=-1)), emettre(usage)[:-1] + "é"
    before = rows(database)["compte"]
    # An account that is active already has no more use of its activation, late or not.
    told = "utilise" if usage is Usage.ACTIVATION else "expire"
    assert f"'etat_rx_state_': '{told}'" in await open_link(server, usage, late)
    for secret in [*wrong, forged, "", "x" * 1_500, "\x00", "%00", "../x"]:
        told = await open_link(server, usage, secret)
        assert "'etat_rx_state_': 'inconnu'" in told, secret
    assert rows(database)["compte"] == before


async def test_a_new_password_ends_every_link_and_ticket(
    server: Server, database: Callable[[], Session], compte: Compte, emettre: Emettre
) -> None:
    waiting, last = {usage: emettre(usage) for usage in Usage}, emettre(Usage.MOT_DE_PASSE)
    with database() as session:
        recuperation.definir_mot_de_passe(session, last, mots_de_passe.hacher("x" * 20))
        session.commit()
    before = rows(database)["compte"]
    for usage in DOORS:
        told = await open_link(server, usage, waiting[usage])
        assert "'etat_rx_state_': 'utilise'" in told
    assert exchange(server, waiting[Usage.CONNEXION]) == 403
    assert rows(database)["compte"] == before


def test_a_ticket_serves_once_soon_and_is_no_link(server: Server, emettre: Emettre) -> None:
    ticket = emettre(Usage.CONNEXION)
    assert [exchange(server, ticket), exchange(server, ticket)] == [204, 403]
    assert exchange(server, emettre(Usage.CONNEXION, timedelta(seconds=-1))) == 403
    for usage in DOORS:
        assert exchange(server, emettre(usage)) == 403
