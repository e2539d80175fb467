"""A step whose state vanishes at any moment, and the choice between two texts."""

from typing import Any

import pytest

from portail.dossiers import brouillon
from portail.dossiers.states.etape import EtapeState as Page
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde
from tests.states.client import Client

CHAMP = "resume"


@pytest.fixture
def monde(_base: None) -> Monde:
    with transaction() as session:
        return fabrique.creer(session)


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


@pytest.fixture
async def onglet(client: Client, monde: Monde, numero: str) -> Client:
    """A tab at the step."""
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/projet")
    return client


async def test_a_state_emptied_between_two_letters_is_filled_again_and_both_are_saved(
    onglet: Client, numero: str
) -> None:
    await onglet.call(Page.enregistrer, numero, CHAMP, "a", 100, 0, "cettepage")
    onglet.manager.states.clear()
    await onglet.call(Page.enregistrer, numero, CHAMP, "ab", 200, 100, "cettepage")
    back = await onglet.wake()
    assert back.vars(Page)["vue"].numero == numero
    await onglet.call(Page.enregistrer, numero, CHAMP, "abc", 300, 200, "cettepage")
    shown = await onglet.state(Page)
    assert (shown.acquits[CHAMP], shown.ecarts) == (300, {})
    champ = next(un for un in (await onglet.state(Page)).vue.champs if un.id == CHAMP)
    assert champ.valeur == "ab"


async def test_two_texts_are_shown_until_one_is_chosen(onglet: Client, numero: str) -> None:
    await onglet.call(Page.enregistrer, numero, CHAMP, "d’ici", 100, 0, "cettepage")
    await onglet.call(Page.enregistrer, numero, CHAMP, "de là", 200, 0, "telephone")
    ecart = (await onglet.state(Page)).ecarts[CHAMP]
    assert (ecart.actuelle, ecart.autre) == ("de là", "d’ici")
    await onglet.call(Page.enregistrer, numero, CHAMP, "de là-bas", 300, 200, "telephone")
    ecart = (await onglet.state(Page)).ecarts[CHAMP]
    assert (ecart.actuelle, ecart.autre) == ("de là-bas", "d’ici")
    await onglet.load(f"/dossiers/{numero}/projet")
    assert list((await onglet.state(Page)).ecarts) == [CHAMP]
    await onglet.call(Page.trancher, numero, CHAMP, True, 400)
    shown = await onglet.state(Page)
    assert (shown.ecarts, shown.remises[CHAMP], shown.acquits[CHAMP]) == ({}, "d’ici", 400)
    await onglet.call(Page.trancher, numero, CHAMP, True, 500)
    assert (await onglet.state(Page)).vue.numero == numero


@pytest.mark.parametrize("junk", [None, 7, [], {"a": 1}, "x" * 3_000])
async def test_junk_chooses_nothing(onglet: Client, numero: str, junk: Any) -> None:
    for arguments in ((junk, CHAMP, True, 1), (numero, junk, True, 1), (numero, CHAMP, junk, junk)):
        await onglet.call(Page.trancher, *arguments)
    assert (await onglet.state(Page)).ecarts == {}
