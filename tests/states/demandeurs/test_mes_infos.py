"""« Mes infos personnelles » through its handlers: only one's own; the last good value stands."""

import pytest

from portail.comptes.guards import Visite
from portail.comptes.models import Compte
from portail.demandeurs import service
from portail.demandeurs.models import Fiche
from portail.demandeurs.states.mes_infos import MesInfosState
from portail.infra.db import snapshot, transaction
from portail.jobs.worker import faire_un_tour
from tests.states.client import Client
from tests.states.demandeurs.conftest import SIRET, Partenaires


@pytest.fixture
async def tab(client: Client, zoe: Compte) -> Client:
    """Zoé's browser, on the page."""
    client.connecter(zoe)
    await client.load("/mes-infos")
    return client


def fiche(compte: Compte) -> Fiche:
    with snapshot() as session:
        return session.get_one(Fiche, compte.id)


async def test_the_sheet_is_shown_as_one_would_type_it(tab: Client) -> None:
    state = await tab.state(MesInfosState)
    assert state.avec_fiche
    assert state.valeurs["nom"] == "Martin"
    assert state.valeurs["telephone"] == "06\u00a012\u00a034\u00a056\u00a078"
    assert state.valeurs["siret"] == "732\u00a0829\u00a0320\u00a000074"
    assert state.infos.iban_masque
    assert "20041010" not in str(state.dict())


async def test_a_stranger_is_sent_to_sign_in(client: Client, zoe: Compte) -> None:
    assert (await client.load("/mes-infos")).redirection == "/connexion?suite=/mes-infos"
    reponse = await client.call(MesInfosState.enregistrer, "nom", "Pirate", 1)
    assert reponse.redirection.startswith("/connexion")
    assert fiche(zoe).compte_id == zoe.id


async def test_a_good_answer_goes_to_the_sheet(tab: Client, zoe: Compte) -> None:
    reponse = await tab.call(MesInfosState.enregistrer, "telephone", "05 49 38 49 38", 3)
    assert reponse.vars(MesInfosState)["acquittes"]["telephone"] == 3
    assert fiche(zoe).telephone == "+33549384938"


async def test_a_wrong_answer_waits_beside_the_last_good_one(tab: Client, zoe: Compte) -> None:
    reponse = await tab.call(MesInfosState.enregistrer, "telephone", "05 49", 3)
    assert reponse.vars(MesInfosState)["erreurs"]["telephone"]
    assert fiche(zoe).telephone == "+33612345678"
    await tab.load("/mes-infos")
    state = await tab.state(MesInfosState)
    assert state.valeurs["telephone"] == "05 49"
    assert state.erreurs["telephone"]
    await tab.call(MesInfosState.enregistrer, "telephone", "05 49 38 49 38", 4)
    assert fiche(zoe).a_revoir == {}


async def test_an_emptied_answer_is_told(tab: Client, zoe: Compte) -> None:
    reponse = await tab.call(MesInfosState.enregistrer, "representant_nom", "", 3)
    assert reponse.vars(MesInfosState)["erreurs"]["representant_nom"]
    assert fiche(zoe).representant_nom == "Awa Diop"


async def test_the_name_in_the_header_follows(tab: Client) -> None:
    reponse = await tab.call(MesInfosState.enregistrer, "nom", "Martin-Dubois", 3)
    assert reponse.vars(Visite)["nom_affiche"] == "Zoé Martin-Dubois"
    await tab.load("/mes-infos")
    assert (await tab.state(MesInfosState)).valeurs["nom"] == "Martin-Dubois"


@pytest.mark.parametrize("champ", ["mail", "identifiant", "suite", "role", "compte_id", "iban_masque"])
async def test_the_rest_of_the_account_is_out_of_reach(tab: Client, zoe: Compte, champ: str) -> None:
    await tab.call(MesInfosState.enregistrer, champ, "pirate@exemple.org", 3)
    assert "pirate@exemple.org" not in (await tab.state(MesInfosState)).valeurs.values()
    with snapshot() as session:
        assert session.get_one(Compte, zoe.id).mail == "zoe@exemple.org"
        assert session.get_one(Compte, zoe.id).identifiant == "zoe"
    assert fiche(zoe).a_revoir == {}


async def test_an_address_changes_as_a_whole(tab: Client, zoe: Compte) -> None:
    await tab.call(MesInfosState.saisir_a_la_main)
    await tab.call(MesInfosState.enregistrer, "code_postal", "24600", 3)
    assert fiche(zoe).adresse["code_postal"] == "24600"
    await tab.call(MesInfosState.enregistrer, "code_postal", "246", 4)
    assert fiche(zoe).adresse["code_postal"] == "24600"
    assert (await tab.state(MesInfosState)).a_la_main
    await tab.call(MesInfosState.chercher_adresse, "12 rue des essais")
    (proposition,) = (await tab.state(MesInfosState)).propositions
    await tab.call(MesInfosState.choisir_adresse, proposition["valeur"])
    assert fiche(zoe).adresse["commune"] == "Bordeaux"
    assert fiche(zoe).a_revoir == {}


async def test_a_change_of_kind_keeps_what_may_come_back(tab: Client, zoe: Compte) -> None:
    await tab.call(MesInfosState.enregistrer, "type_demandeur", "personne_physique", 3)
    with snapshot() as session:
        assert "siret" not in service.sources_prefill(session, zoe.id)
    await tab.load("/mes-infos")
    assert (await tab.state(MesInfosState)).erreurs["date_naissance"]
    await tab.call(MesInfosState.enregistrer, "date_naissance", "27/3/1990", 4)
    await tab.call(MesInfosState.enregistrer, "type_demandeur", "association", 5)
    with snapshot() as session:
        assert service.sources_prefill(session, zoe.id)["siret"] == SIRET


async def test_another_iban_replaces_the_first_when_it_is_right(tab: Client, zoe: Compte) -> None:
    await tab.call(MesInfosState.modifier_iban)
    await tab.call(MesInfosState.enregistrer, "iban", "FR76 3000", 3)
    assert fiche(zoe).iban_masque.endswith("2606")
    assert "3000" not in str(fiche(zoe).a_revoir)
    await tab.call(MesInfosState.enregistrer, "iban", "FR76 3000 6000 0112 3456 7890 189", 4)
    assert fiche(zoe).iban_masque.endswith("0189")
    assert fiche(zoe).bic.startswith("AGRIFRPP")
    await tab.call(MesInfosState.effacer_rib)
    assert (fiche(zoe).iban, fiche(zoe).bic, fiche(zoe).titulaire) == ("", "", "")


async def test_a_number_unchecked_is_checked_by_the_worker(
    tab: Client, zoe: Compte, partenaires: Partenaires
) -> None:
    with transaction() as session:
        session.get_one(Fiche, zoe.id).organisation = {}
    partenaires.en_panne = True
    await tab.load("/mes-infos")
    assert fiche(zoe).organisation["etat"] == "a_verifier"
    faire_un_tour()
    assert fiche(zoe).organisation["etat"] == "a_verifier"
    partenaires.en_panne = False
    await tab.call(MesInfosState.enregistrer, "siret", SIRET, 3)
    assert fiche(zoe).organisation["nom"] == "LES AMIS DU MARAIS"


async def test_an_account_without_sheet_sees_no_field(client: Client, zoe: Compte) -> None:
    with transaction() as session:
        session.delete(session.get_one(Fiche, zoe.id))
    client.connecter(zoe)
    await client.load("/mes-infos")
    state = await client.state(MesInfosState)
    assert (state.charge, state.avec_fiche) == (True, False)
    reponse = await client.call(MesInfosState.enregistrer, "telephone", "05 49 38 49 38", 3)
    assert reponse.vars(Visite)["alerte"]
