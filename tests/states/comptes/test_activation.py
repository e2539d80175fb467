"""The link of activation: opening it does nothing, its button activates."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from portail.api.session import _echanger
from portail.comptes.guards import Visite
from portail.comptes.inscription import creer_compte
from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.comptes.states.activation import ActivationState
from portail.core import clock
from portail.infra import db
from tests.comptes_de_test import HACHE, MOT_DE_PASSE
from tests.states.client import Client
from tests.states.comptes.conftest import Mails

Lien = Callable[..., str]


def inscrire(visiteur: str = "", identifiant: str = "zoe") -> None:
    with db.transaction() as session:
        creer_compte(
            session,
            nom="Martin",
            prenom="Zoé",
            mail="zoe@exemple.fr",
            identifiant=identifiant,
            mot_de_passe_hache=HACHE,
            visiteur=visiteur,
            suite="/aides/mobilite",
        )


def active() -> bool:
    with db.snapshot() as session:
        return session.exec(select(Compte)).one().active_le is not None


async def test_opening_the_link_activates_nothing_and_the_button_does(client: Client, lien: Lien) -> None:
    inscrire()
    answer = await client.load(lien())
    assert (await client.state(ActivationState)).etat == "pret"
    assert "zoe" not in str(answer.vars(ActivationState))
    assert not active()
    await client.call(ActivationState.activer, {})
    shown = await client.state(ActivationState)
    assert active()
    assert shown.suite == "/aides/mobilite"
    client.cookie, _ = _echanger(shown.billet, "", client.cookie)
    await client.load("/")
    assert (await client.state(Visite)).nom_affiche == "Zoé Martin"


async def test_the_second_of_two_tabs_says_that_it_is_done(client: Client, lien: Lien) -> None:
    inscrire()
    second = client.autre(cookie=client.cookie)
    for tab in (client, second):
        await tab.load(lien())
    await client.call(ActivationState.activer, {})
    answer = await second.call(ActivationState.activer, {})
    shown = await second.state(ActivationState)
    assert (shown.etat, shown.billet, answer.focus) == ("utilise", "", "ref_h1")


async def test_an_expired_link_is_replaced(client: Client, lien: Lien, mails: Mails) -> None:
    inscrire()
    old = lien()
    with clock.fixed(clock.now() + timedelta(hours=73)):
        await client.load(old)
        assert (await client.state(ActivationState)).etat == "expire"
        await client.call(ActivationState.activer, {})
        assert not active()
        await client.call(ActivationState.renvoyer)
        assert (await client.state(ActivationState)).message
        assert len(mails()) == 2
        await client.load(lien())
        await client.call(ActivationState.activer, {})
    assert active()


@pytest.mark.parametrize("suite", ["", "#", "#faux", "#" + "a" * 43, "#%00", "?jeton=abc"])
async def test_a_forged_link_opens_nothing(client: Client, suite: str) -> None:
    inscrire()
    await client.load(f"/activation{suite}")
    assert (await client.state(ActivationState)).etat == "inconnu"
    await client.call(ActivationState.activer, {})
    assert (await client.state(ActivationState)).billet == ""
    answer = await client.call(ActivationState.renvoyer)
    assert "n’est pas valide" in answer.vars(Visite)["alerte"]
    assert not active()


async def test_a_disputed_address_asks_for_the_password(client: Client, lien: Lien) -> None:
    inscrire(visiteur=empreinte(client.cookie), identifiant="intrus")
    owner = client.autre()
    inscrire(visiteur=empreinte(owner.cookie))
    await client.load(lien())
    assert (await client.state(ActivationState)).etat == "mot_de_passe"
    await client.call(ActivationState.activer, {})
    assert list((await client.state(ActivationState)).erreurs) == ["mot_de_passe"]
    assert not active()
    await client.call(ActivationState.activer, {"mot_de_passe": MOT_DE_PASSE})
    assert active()


async def test_a_ticket_that_was_lost_leaves_an_active_account_and_the_way_in(
    client: Client, lien: Lien
) -> None:
    inscrire()
    await client.load(lien())
    await client.call(ActivationState.activer, {})
    await client.call(ActivationState.echec, "x")
    shown = await client.state(ActivationState)
    assert (shown.etat, shown.billet) == ("utilise", "")
