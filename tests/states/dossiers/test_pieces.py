"""An open page when the antivirus answers: it shows the answer, says it, and nothing that nobody read."""

import pytest
from sqlmodel import select

from portail.dossiers import brouillon, presence
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.states.etape import EtapeState
from portail.dossiers.states.pieces import PiecesState
from portail.dossiers.states.recapitulatif import RecapitulatifState
from portail.dossiers.workflow import Analyse
from portail.formulaires.validation import A_RETIRER
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import Monde
from tests.states.client import Client


@pytest.fixture
def monde(_base: None) -> Monde:
    with transaction() as session:
        return fabrique.creer(session)


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft whose file waits for the antivirus."""
    with transaction() as session:
        numero = fabrique.brouillon_complet(session, monde)
        session.exec(select(Piece)).one().analyse = Analyse.EN_ANALYSE
        return numero


def juger(analyse: Analyse, virus: str = "") -> None:
    with transaction() as session:
        piece = session.exec(select(Piece)).one()
        piece.analyse, piece.virus = analyse, virus


def aller(client: Client, monde: Monde, numero: str, suite: str) -> None:
    client.connecter(monde.zoe)  # type: ignore[arg-type]  only its id is used
    client.path = f"/dossiers/{numero}/{suite}"


async def test_a_step_shows_and_says_a_refusal_once(client: Client, monde: Monde, numero: str) -> None:
    aller(client, monde, numero, "justificatifs")
    await client.call(EtapeState.charger)
    juger(Analyse.REFUSEE, "Essai")
    reponse = await client.call(PiecesState.relire)
    assert reponse.vars(EtapeState)["erreurs"]["devis"] == A_RETIRER
    assert "devis.pdf" in reponse.vars(PiecesState)["annonce"]
    assert "virus (Essai)" in reponse.vars(PiecesState)["annonce"]
    assert "annonce" not in (await client.call(PiecesState.relire)).vars(PiecesState)


async def test_a_step_shows_a_sane_file_in_silence(client: Client, monde: Monde, numero: str) -> None:
    aller(client, monde, numero, "justificatifs")
    await client.call(EtapeState.charger)
    juger(Analyse.SAINE)
    reponse = await client.call(PiecesState.relire)
    assert [une.analyse for une in reponse.vars(EtapeState)["pieces"]["devis"]] == ["saine"]
    assert "annonce" not in reponse.vars(PiecesState)


async def test_the_recapitulatif_shows_the_answer_and_no_answer_nobody_read(
    client: Client, monde: Monde, numero: str
) -> None:
    aller(client, monde, numero, "recapitulatif")
    await client.call(RecapitulatifState.charger)
    juger(Analyse.REFUSEE, "Essai")
    reponse = await client.call(RecapitulatifState.relire)
    assert reponse.vars(RecapitulatifState)["vue"].manques == {"devis": A_RETIRER}
    with transaction() as session:
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "resume", "Autre chose.", monde.n())
    assert (await client.call(RecapitulatifState.relire)).vars(RecapitulatifState) == {}


async def test_a_dossier_that_is_gone_breaks_nothing(client: Client, monde: Monde, numero: str) -> None:
    aller(client, monde, numero, "justificatifs")
    await client.call(EtapeState.charger)
    with transaction() as session:
        brouillon.supprimer(session, monde.zoe, numero)
        assert session.exec(select(Dossier)).all() == []
    for handler in (PiecesState.relire, RecapitulatifState.relire):  # a defect would be raised here
        await client.call(handler)


async def test_open_pages_are_known_by_their_place(client: Client, monde: Monde, numero: str) -> None:
    for suite in ("justificatifs", presence.RECAPITULATIF):
        aller(client, monde, numero, suite)
        await client.call(EtapeState.charger if suite == "justificatifs" else RecapitulatifState.charger)
        assert client.token in await presence.autres("", (numero, suite))
