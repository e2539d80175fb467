"""The rows of a block on the page: what is said of each change, where the focus goes."""

import pytest

from portail.dossiers import brouillon
from portail.dossiers.states.blocs import BlocsState
from portail.dossiers.states.etape import EtapeState
from portail.infra.db import transaction
from tests.integration.dossiers import depenses
from tests.integration.dossiers import monde as fabrique
from tests.states.client import Client


@pytest.fixture
async def onglet(client: Client, _base: None) -> Client:
    """A tab at the step."""
    with transaction() as session:
        depenses.publier(session)
        zoe = fabrique.creer(session).zoe
        numero = brouillon.ouvrir(session, zoe, depenses.SLUG)
        brouillon.enregistrer_reponse(session, zoe, numero, "achete", "oui", 1)
    client.connecter(zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/budget")
    return client


async def _changer(onglet: Client, lieu: str, action: str) -> BlocsState:
    numero = (await onglet.state(EtapeState)).vue.numero
    await onglet.call(BlocsState.changer, numero, lieu, action)
    return await onglet.state(BlocsState)


async def _rangees(onglet: Client) -> dict[str, str]:
    champs = (await onglet.state(EtapeState)).vue.champs
    return {champ.libelle: champ.id for champ in champs if champ.type == "rangee"}


async def test_each_change_is_told_and_takes_the_focus(onglet: Client) -> None:
    dit = await _changer(onglet, "depenses.fin", "ajouter")
    rangees = await _rangees(onglet)
    assert dit.annonce == "Ligne ajoutée\u00a0: Dépense 1."
    assert dit.focus == f"{rangees['Dépense 1']}#1"
    dit = await _changer(onglet, rangees["Dépense 1"], "retirer")
    assert dit.focus == "depenses.fin.remettre#2"
    assert dit.retirees == ["depenses.fin"]
    assert await _rangees(onglet) == {}
    dit = await _changer(onglet, "depenses.fin", "remettre")
    assert dit.retirees == []
    assert await _rangees(onglet) == rangees


async def test_what_cannot_be_done_is_said(onglet: Client) -> None:
    dit = await _changer(onglet, "depenses.zzzz", "monter")
    assert "vient d’être retirée" in dit.annonce
    assert dit.focus == ""
