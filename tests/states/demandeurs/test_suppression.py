"""The end of an account: only with its password, all or nothing, and the tab forgets."""

import uuid

import pytest
from sqlmodel import Session, select

from portail.comptes import mots_de_passe
from portail.comptes.guards import Visite
from portail.comptes.models import Compte, SessionOuverte
from portail.demandeurs import effacement
from portail.demandeurs.models import Fiche
from portail.demandeurs.states.mes_infos import MesInfosState
from portail.demandeurs.states.suppression import SuppressionState
from portail.dossiers.donnees import effacer_ou_detacher
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from tests.states.client import Client

MOT_DE_PASSE = "cheval correct agrafe"
BON = {"mot_de_passe": MOT_DE_PASSE}


@pytest.fixture
async def tab(client: Client, zoe: Compte) -> Client:
    """Zoé's browser, on the last page."""
    with transaction() as session:
        session.get_one(Compte, zoe.id).mot_de_passe = mots_de_passe.hacher(MOT_DE_PASSE)
    client.connecter(zoe)
    await client.load("/mes-infos")
    await client.load("/mes-infos/suppression")
    return client


def restent() -> list[int]:
    with snapshot() as session:
        return [len(session.exec(select(table)).all()) for table in (Compte, Fiche, SessionOuverte)]


async def test_the_account_the_sheet_and_the_sessions_go(tab: Client, zoe: Compte) -> None:
    reponse = await tab.call(SuppressionState.supprimer, BON)
    assert reponse.vars(SuppressionState)["supprime"]
    assert restent() == [0, 0, 0]
    with snapshot() as session:
        sujets = [envoi.charge.get("sujet", "") for envoi in session.exec(select(Envoi))]
    assert any("supprimé" in sujet for sujet in sujets)


async def test_the_tab_forgets_the_person(tab: Client) -> None:
    await tab.call(SuppressionState.supprimer, BON)
    assert not (await tab.state(Visite)).connecte
    assert (await tab.state(MesInfosState)).valeurs["nom"] == ""
    reponse = await tab.load("/mes-infos")
    assert reponse.redirection.startswith("/connexion")


@pytest.mark.parametrize("formulaire", [{}, {"mot_de_passe": "autre"}, {"mot_de_passe": ["x"]}, None, "x"])
async def test_without_the_password_nothing_happens(tab: Client, formulaire: object) -> None:
    reponse = await tab.call(SuppressionState.supprimer, formulaire=formulaire)
    assert reponse.vars(SuppressionState)["erreur"]
    assert reponse.focus.endswith("mot_de_passe")
    assert restent() == [1, 1, 1]


@pytest.mark.parametrize("panne", [False, True])
async def test_the_rooms_above_go_first_and_together(
    tab: Client, monkeypatch: pytest.MonkeyPatch, panne: bool
) -> None:
    def detacher(session: Session, compte_id: uuid.UUID) -> None:
        session.delete(session.get_one(Fiche, compte_id))
        session.flush()
        if panne:
            raise RuntimeError("panne")

    monkeypatch.setattr(effacement, "AVANT", [detacher])
    if panne:
        with pytest.raises(RuntimeError, match="panne"):
            await tab.call(SuppressionState.supprimer, BON)
    else:
        await tab.call(SuppressionState.supprimer, BON)
    assert restent() == ([1, 1, 1] if panne else [0, 0, 0])


def test_the_portal_unties_the_dossiers() -> None:
    assert effacer_ou_detacher in effacement.AVANT
