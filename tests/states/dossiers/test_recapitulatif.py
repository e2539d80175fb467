"""The deposit from its page: what is attested is what was shown; a breakdown leaves a button that works."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from portail.dossiers import brouillon, depot
from portail.dossiers.models import Depot, Piece
from portail.dossiers.states.recapitulatif import RecapitulatifState as Page
from portail.infra.db import snapshot, transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde
from tests.states.client import Client, Reponse

ATTESTE = {depot.CERTIFIE: "on"}


@pytest.fixture
def monde(_base: None) -> Monde:
    with transaction() as session:
        return fabrique.creer(session)


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft that may be submitted."""
    with transaction() as session:
        return fabrique.brouillon_complet(session, monde)


@pytest.fixture
async def onglet(client: Client, monde: Monde, numero: str) -> Client:
    """A tab at the page."""
    return await ouvrir(client, monde, numero)


async def ouvrir(client: Client, monde: Monde, numero: str) -> Client:
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    client.path = f"/dossiers/{numero}/recapitulatif"
    await client.call(Page.charger)
    return client


async def valider(onglet: Client) -> Reponse:
    return await onglet.call(Page.deposer, ATTESTE)


def deposes() -> int:
    with snapshot() as session:
        return len(session.exec(select(Depot)).all())


async def test_what_was_read_is_submitted(onglet: Client, numero: str) -> None:
    reponse = await valider(onglet)
    assert reponse.redirection == f"/dossiers/{numero}/recu"
    assert reponse.vars(Page)["envoi"] is False
    assert deposes() == 1


def repondre(monde: Monde, numero: str) -> None:
    with transaction() as session:
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "Couper des haies.", monde.n())


def remplacer(_monde: Monde, _numero: str) -> None:
    with transaction() as session:
        piece = session.exec(select(Piece)).one()
        piece.nom, piece.sha256 = "autre.pdf", "1" * 64


@pytest.mark.parametrize("changer", [repondre, remplacer])
async def test_what_changed_since_is_shown_before_it_is_attested(
    onglet: Client, monde: Monde, numero: str, changer: Callable[[Monde, str], None]
) -> None:
    changer(monde, numero)
    refus = await valider(onglet)
    assert refus.redirection == ""
    assert refus.vars(Page)["refus"] == (
        "Une réponse a changé depuis l’affichage de cette page\u00a0: relisez-la avant de valider."
    )
    assert refus.focus == "ref_refus"
    montre = str(refus.vars(Page)["vue"])
    assert ("Couper des haies." if changer is repondre else "autre.pdf") in montre
    assert deposes() == 0
    assert (await valider(onglet)).redirection == f"/dossiers/{numero}/recu"
    assert deposes() == 1


async def test_a_page_never_read_attests_nothing(client: Client, monde: Monde, numero: str) -> None:
    client.connecter(monde.zoe)  # type: ignore[arg-type]
    client.path = f"/dossiers/{numero}/recapitulatif"
    await valider(client)
    assert deposes() == 0


async def test_two_tabs_lead_to_one_receipt(onglet: Client, monde: Monde, numero: str) -> None:
    second = onglet.autre(cookie=onglet.cookie)
    second.path = onglet.path
    await second.call(Page.charger)
    assert (await valider(onglet)).redirection == f"/dossiers/{numero}/recu"
    assert (await valider(second)).redirection == f"/dossiers/{numero}/recu?deja=oui"
    assert (await valider(onglet)).redirection == ""  # the second click of a double click
    assert deposes() == 1


async def test_a_breakdown_leaves_a_button_that_works(
    onglet: Client, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panne(*_: object) -> None:
        raise RuntimeError("base de données injoignable")

    with monkeypatch.context() as patch:
        patch.setattr(depot, "deposer", panne)
        with pytest.raises(RuntimeError):
            await valider(onglet)
    assert Reponse([u for _, u in onglet.boite.recu]).vars(Page)["envoi"] is False
    assert (await onglet.state(Page)).envoi is False
    assert (await valider(onglet)).redirection == f"/dossiers/{numero}/recu"
