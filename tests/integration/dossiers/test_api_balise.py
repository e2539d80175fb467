"""The edits of fields that are gone: by HTTP, from the person who typed them only, whatever was typed."""

import asyncio
import json

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages_hypothesis
from hypothesis import strategies as st
from sqlmodel import select

from portail.dossiers.models import Reponse
from portail.infra.db import transaction
from tests.integration.dossiers.monde import Monde
from tests.integration.dossiers.test_api import numero  # noqa: F401  a fixture
from tests.integration.dossiers.tus import client


async def test_the_beacon_saves_the_last_edit(monde: Monde, numero: str) -> None:
    async with client(monde.zoe) as navigateur:
        recu = await navigateur.post(
            f"/api/dossiers/{numero}/brouillon",
            json={"champ": "resume", "valeur": "fin\x00", "n": 7, "compte": monde.zoe.cle},
        )
    assert recu.status_code == 200
    assert (recu.json()["n"], recu.json()["erreur"]) == (7, "")
    with transaction() as session:
        assert session.exec(select(Reponse.valeur).where(Reponse.champ == "resume")).one() == "fin"


async def test_what_was_typed_under_another_account_waits_for_it(monde: Monde, numero: str) -> None:
    corps = {"champ": "resume", "valeur": "x", "n": 7, "compte": monde.autre.cle}
    async with client(monde.zoe) as navigateur:
        assert (await navigateur.post(f"/api/dossiers/{numero}/brouillon", json=corps)).status_code == 401
    with transaction() as session:
        assert session.exec(select(Reponse.valeur).where(Reponse.champ == "resume")).all() == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda enfants: st.lists(enfants, max_size=4) | st.dictionaries(st.text(max_size=8), enfants, max_size=4),
    max_leaves=12,
)
CHAMPS = st.sampled_from(
    [
        "nom",
        "mail",
        "naissance",
        "adresse",
        "adresse.voie",
        "iban",
        "resume",
        "cout",
        "commune",
        "themes",
        "exact",
    ]
)


@given(st.fixed_dictionaries({"champ": CHAMPS, "valeur": JSON, "n": st.integers(0, 2**53 - 1)}) | JSON)
@reglages_hypothesis(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_saved_or_refused(monde: Monde, numero: str, corps: object) -> None:
    async def poster() -> httpx.Response:
        async with client(monde.zoe) as navigateur:
            signe = corps | {"compte": monde.zoe.cle} if isinstance(corps, dict) else corps
            contenu = json.dumps(signe).encode()  # lone surrogates and NaN go through as they are
            return await navigateur.post(f"/api/dossiers/{numero}/brouillon", content=contenu)

    reponse = asyncio.run(poster())
    assert reponse.status_code in {200, 400, 404}
    assert isinstance(reponse.json(), dict)


@pytest.mark.parametrize("corps", [b"", b"{", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"x" * 300_000])
async def test_a_body_that_is_not_json_is_refused(monde: Monde, numero: str, corps: bytes) -> None:
    async with client(monde.zoe) as navigateur:
        refus = await navigateur.post(f"/api/dossiers/{numero}/brouillon", content=corps)
    assert refus.status_code == 400
