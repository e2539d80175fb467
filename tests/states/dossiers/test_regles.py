"""What an answer changes around it shows at once: the way on, what may be left out, what it contradicts."""

from datetime import timedelta

import pytest
from sqlmodel import select

from portail.core import clock
from portail.dossiers import brouillon
from portail.dossiers.models import Dossier
from portail.dossiers.states.etape import EtapeState as Page
from portail.dossiers.states.pieces import PiecesState
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers import regles
from tests.integration.dossiers.monde import Monde
from tests.states.client import Client


@pytest.fixture
def monde(_base: None) -> Monde:
    with transaction() as session:
        regles.publier(session)
        return fabrique.creer(session)


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, regles.SLUG)


@pytest.fixture
async def onglet(client: Client, monde: Monde, numero: str) -> Client:
    """A tab at the step."""
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    await client.load(f"/dossiers/{numero}/projet")
    return client


async def _repondre(onglet: Client, numero: str, champ: str, valeur: str, n: int) -> None:
    await onglet.call(Page.enregistrer, numero, champ, valeur, n, 0, "cettepage")


async def test_a_step_that_appears_is_the_next_one(onglet: Client, numero: str) -> None:
    vue = await onglet.state(Page)
    assert (vue.place.total, vue.place.suivante) == (2, f"/dossiers/{numero}/suite")
    await _repondre(onglet, numero, "cofinance", "oui", 100)
    vue = await onglet.state(Page)
    assert (vue.place.total, vue.place.suivante) == (3, f"/dossiers/{numero}/financeurs")
    await _repondre(onglet, numero, "cofinance", "non", 200)
    assert (await onglet.state(Page)).place.total == 2
    await onglet.load(f"/dossiers/{numero}/financeurs")
    assert (await onglet.state(Page)).introuvable


async def test_an_obligation_and_a_contradiction_come_and_go(onglet: Client, numero: str) -> None:
    assert (await onglet.state(Page)).facultatifs == ["debut", "fin"]
    await _repondre(onglet, numero, "fin", "1/2/2026", 100)
    await _repondre(onglet, numero, "debut", "1/3/2026", 101)
    vue = await onglet.state(Page)
    assert (vue.facultatifs, vue.erreurs, vue.etat) == (["debut"], {"fin": regles.APRES}, "À corriger")
    assert vue.annonce == "À corriger maintenant\u00a0: «\u00a0fin\u00a0»."
    await onglet.load(f"/dossiers/{numero}/projet")
    assert (await onglet.state(Page)).erreurs == {"fin": regles.APRES}
    await _repondre(onglet, numero, "debut", "1/1/2026", 102)
    vue = await onglet.state(Page)
    assert (vue.facultatifs, vue.erreurs, vue.etat) == (["debut"], {}, "En cours")


async def test_a_file_shows_and_requires_what_it_calls_for(onglet: Client, numero: str) -> None:
    await _repondre(onglet, numero, "cofinance", "oui", 100)
    await onglet.load(f"/dossiers/{numero}/financeurs")
    assert (await onglet.state(Page)).visibles == ["financeur", "accords"]
    vues = []
    for nom in ("un.pdf", "deux.pdf"):
        with transaction() as session:
            fabrique.piece(session, session.exec(select(Dossier)).one(), "accords").nom = nom
        await onglet.call(PiecesState.ajoutee, "accords")
        vue = await onglet.state(Page)
        vues.append((vue.visibles, vue.facultatifs, len(vue.pieces["accords"])))
    montrees = ["financeur", "accords", "le"]
    assert vues == [(montrees, ["accords", "le"], 1), (montrees, ["accords"], 2)]
    assert (await onglet.state(Page)).annonce == "1\u00a0question ajoutée à la suite."


async def test_what_is_told_of_an_empty_field_is_not_forgotten(onglet: Client, numero: str) -> None:
    await onglet.load(f"/dossiers/{numero}/projet#fin")
    avant = (await onglet.state(Page)).erreurs
    assert "cofinance" in avant
    await _repondre(onglet, numero, "debut", "1/3/2026", 100)
    assert (await onglet.state(Page)).erreurs == avant


async def test_nothing_travels_of_what_did_not_change(onglet: Client, numero: str) -> None:
    ici = clock.now()
    with clock.fixed(ici):
        await _repondre(onglet, numero, "debut", "1/3/2026", 100)
        reponse = await onglet.call(Page.enregistrer, numero, "debut", "2/3/2026", 101, 0, "cettepage")
        assert set(reponse.vars(Page)) == {"acquits"}
        again = await onglet.call(Page.enregistrer, numero, "debut", "2/3/2026", 101, 0, "cettepage")
        assert set(again.vars(Page)) == {"acquits"}  # whoever sends it again waits for the answer
    with clock.fixed(ici + timedelta(minutes=1)):
        reponse = await onglet.call(Page.enregistrer, numero, "debut", "3/3/2026", 102, 0, "cettepage")
        assert set(reponse.vars(Page)) == {"acquits", "heures"}
