"""The dialog of sign-in over a page whose session ended: same answers as the page, and who it is."""

from typing import Any

import pytest

from portail.api.session import _echanger
from portail.comptes import sessions
from portail.comptes.connexion import REFUS
from portail.comptes.guards import Visite
from portail.comptes.rules import cle_du_compte, empreinte
from portail.comptes.states.reconnexion import ReconnexionState
from portail.infra.db import transaction
from tests.comptes_de_test import MOT_DE_PASSE, compte_actif
from tests.states.client import Client, Reponse


async def essayer(client: Client, compte: Any, nom: Any = "zoe", mot: Any = MOT_DE_PASSE) -> Reponse:
    return await client.call(ReconnexionState.se_reconnecter, compte, nom, mot)


async def test_the_same_person_comes_back_to_the_page(client: Client) -> None:
    zoe = compte_actif("zoe")
    client.connecter(zoe)
    await client.load("/mes-infos")
    with transaction() as session:
        sessions.fermer(session, empreinte(client.cookie))
    await client.wake()
    answer = await essayer(client, cle_du_compte(zoe.id))
    shown = await client.state(ReconnexionState)
    assert (shown.autre, shown.refus, bool(shown.billet)) == (False, "", True)
    assert MOT_DE_PASSE not in str(answer.delta)
    client.cookie, _ = _echanger(shown.billet, "", client.cookie)
    await client.wake()
    visite = await client.state(Visite)
    assert (visite.connecte, visite.expiree, visite.identifiant) == (True, False, "zoe")
    assert (await client.state(ReconnexionState)).billet == ""


async def test_somebody_else_is_told_apart(client: Client) -> None:
    zoe, _ = compte_actif("zoe"), compte_actif("lea")
    await essayer(client, cle_du_compte(zoe.id), "lea")
    shown = await client.state(ReconnexionState)
    assert (shown.autre, bool(shown.billet)) == (True, True)


async def test_wrong_and_unknown_are_answered_in_the_same_words(client: Client) -> None:
    compte = cle_du_compte(compte_actif("zoe").id)
    for essais, nom in enumerate(("zoe", "inconnue"), start=1):
        await essayer(client, compte, nom, "mauvais")
        shown = await client.state(ReconnexionState)
        assert (shown.refus, shown.billet, shown.essais) == (REFUS, "", essais)


async def test_tries_are_counted_with_those_of_the_page(client: Client) -> None:
    compte = cle_du_compte(compte_actif("zoe").id)
    for _ in range(6):
        await essayer(client, compte, "zoe", "mauvais")
    assert "Trop d’essais" in (await client.state(ReconnexionState)).refus
    await essayer(client, compte)
    assert (await client.state(ReconnexionState)).billet == ""


@pytest.mark.parametrize("nom", [None, 7, [], {"a": 1}, "", "x" * 5_000])
async def test_junk_is_refused_quietly(client: Client, nom: Any) -> None:
    await essayer(client, nom, nom, nom)
    shown = await client.state(ReconnexionState)
    assert shown.refus
    assert shown.billet == ""
