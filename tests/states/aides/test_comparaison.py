"""The comparison as a browser drives it."""

from typing import Any

import pytest

from portail.aides.states.comparaison import ComparaisonState as Page
from portail.aides.states.fiche import Fiche
from portail.core import clock
from portail.infra.db import transaction
from tests.integration.aides.conftest import CATALOGUE, JOUR, ajouter
from tests.states.client import Client


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JOUR)
    with transaction() as session:
        for slug, fenetres, champs in CATALOGUE:
            ajouter(session, slug, fenetres, **champs)


async def test_the_address_is_the_comparison(client: Client) -> None:
    await client.load("/aides/comparer?aide=velo-electrique&aide=pistes-cyclables&aide=licorne")
    state = await client.state(Page)
    assert [aide.slug for aide in state.aides] == ["velo-electrique", "pistes-cyclables"]
    assert (state.titre, state.absentes) == (
        "Comparer 2\u00a0aides",
        "1\u00a0aide n’est plus dans le catalogue.",
    )
    assert state.adresse == "aide=velo-electrique&aide=pistes-cyclables"
    toutes = len(state.lignes)
    await client.call(Page.montrer_les_differences, "seulement", True, 1)
    state = await client.state(Page)
    assert 0 < len(state.lignes) < toutes
    assert all(ligne.differe for ligne in state.lignes)
    await client.call(Page.montrer_les_differences, "seulement", False, 0)
    assert (await client.state(Page)).seulement

    retiree = await client.call(Page.retirer, "velo-electrique")
    assert retiree.focus == "ref_h1"
    assert (await client.state(Page)).adresse == "aide=pistes-cyclables"
    await client.call(Page.suivre, "aide=apprentis")
    assert [aide.slug for aide in (await client.state(Page)).aides] == ["apprentis"]
    await client.load("/aides/comparer")
    state = await client.state(Page)
    assert (state.pret, state.aides, state.titre) == (True, [], "Comparer des aides")


@pytest.mark.parametrize("junk", [None, True, 3, "x" * 9_000, "aide=" * 999, [], [{}], {}, "\ud800", "\x00"])
async def test_junk_breaks_nothing(client: Client, junk: Any) -> None:
    await client.load("/aides/comparer?aide=apprentis")
    await client.call(Page.suivre, junk)
    await client.call(Page.retirer, junk)
    await client.call(Page.montrer_les_differences, junk, junk, junk)


async def test_a_sheet_shows_aids_near_to_it(client: Client) -> None:
    await client.load("/aides/velo-electrique")
    state = await client.state(Fiche)
    assert [une.slug for une in state.proches] == []
    await client.load("/aides/renovation-salles")
    assert [une.slug for une in (await client.state(Fiche)).proches] == ["oeuvres-contemporaines"]
