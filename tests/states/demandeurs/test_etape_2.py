"""Steps 2 and 3 of the wizard through their handlers: address, bank details, the account made once."""

import asyncio
import threading
from typing import Any

import pytest

from portail.comptes.guards import Visite
from portail.comptes.models import Compte
from portail.demandeurs.states.confirmation import ConfirmationState
from portail.demandeurs.states.fiche import FicheState
from portail.demandeurs.states.inscription import InscriptionState
from portail.partners import address
from portail.partners.address import Adresse
from tests.states.client import Client
from tests.states.demandeurs.conftest import (
    BORDEAUX,
    ETAPE_1,
    ETAPE_2,
    MOTS,
    Partenaires,
    comptes,
    garde,
)


async def test_an_address_is_searched_and_chosen(etape_2: Client) -> None:
    await etape_2.load("/inscription/fiche")
    await etape_2.call(FicheState.chercher_adresse, "12 rue des essais")
    state = await etape_2.state(FicheState)
    (proposition,) = state.propositions
    await etape_2.call(FicheState.choisir_adresse, proposition["valeur"])
    state = await etape_2.state(FicheState)
    assert state.infos.adresse == ["12 Rue des Essais", "33000 Bordeaux"]
    assert state.valeurs["adresse"] == "12 Rue des Essais 33000 Bordeaux"
    kept = garde(etape_2)
    assert kept is not None
    assert kept.reponses["code_insee"] == "33063"


async def test_an_answer_that_comes_too_late_is_dropped(
    etape_2: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconde = threading.Event()

    def chercher(texte: str) -> list[Adresse]:
        if texte == "première":
            assert seconde.wait(5)
            return [BORDEAUX]
        seconde.set()
        return []

    monkeypatch.setattr(address, "chercher", chercher)
    await etape_2.load("/inscription/fiche")
    await asyncio.gather(
        etape_2.call(FicheState.chercher_adresse, "première"),
        etape_2.call(FicheState.chercher_adresse, "seconde"),
    )
    state = await etape_2.state(FicheState)
    assert state.valeurs["adresse"] == "seconde"
    assert state.propositions == []


async def test_a_silent_partner_opens_the_lines_to_type(etape_2: Client, partenaires: Partenaires) -> None:
    partenaires.en_panne = True
    await etape_2.call(FicheState.chercher_adresse, "12 rue des essais")
    state = await etape_2.state(FicheState)
    assert state.a_la_main
    assert "à la main" in state.recherche


@pytest.mark.parametrize("valeur", ["", "{", "[" * 5000, "33063/99999", '{"voie": 1}', '"texte"', 12, None])
async def test_a_hostile_choice_changes_nothing(etape_2: Client, valeur: Any) -> None:
    await etape_2.call(FicheState.choisir_adresse, valeur=valeur)
    await etape_2.call(FicheState.choisir_commune, valeur=valeur)
    kept = garde(etape_2)
    assert kept is not None
    assert not {"voie", "commune"} & set(kept.reponses)


async def test_an_address_is_typed_with_the_official_commune(etape_2: Client) -> None:
    await etape_2.call(FicheState.saisir_a_la_main)
    await etape_2.call(FicheState.enregistrer, "voie", "2 place du Bourg", 1)
    await etape_2.call(FicheState.enregistrer, "code_postal", "24600", 2)
    state = await etape_2.state(FicheState)
    assert len(state.communes) > 2
    await etape_2.call(FicheState.chercher_commune, "rib")
    state = await etape_2.state(FicheState)
    assert state.communes[0]["libelle"] == "Ribérac (24600)"
    await etape_2.call(FicheState.choisir_commune, state.communes[0]["valeur"])
    state = await etape_2.state(FicheState)
    assert state.infos.adresse == ["2 place du Bourg", "24600 Ribérac"]
    await etape_2.load("/inscription/fiche")
    assert (await etape_2.state(FicheState)).a_la_main


async def test_the_account_is_made_and_the_mail_told(etape_2: Client) -> None:
    await etape_2.load("/inscription/fiche")
    assert (await etape_2.call(FicheState.valider, ETAPE_2)).redirection == "/inscription/confirmation"
    (compte,) = comptes()
    assert compte.mail == "zoe@exemple.org"
    reponse = await etape_2.load("/inscription/confirmation")
    assert reponse.vars(ConfirmationState)["envoye_a"] == "z•••@exemple.org"
    reponse = await etape_2.call(ConfirmationState.renvoyer)
    assert "renvoyé" in reponse.vars(ConfirmationState)["message"]
    for _ in range(4):
        reponse = await etape_2.call(ConfirmationState.renvoyer)
    assert "plusieurs fois" in reponse.vars(Visite)["alerte"]


async def test_no_mail_is_told_to_have_left_when_none_did(etape_2: Client) -> None:
    for _ in range(4):
        assert (await etape_2.call(InscriptionState.valider, ETAPE_1 | MOTS)).redirection
        assert (await etape_2.call(FicheState.valider, ETAPE_2)).redirection == "/inscription/confirmation"
    await etape_2.call(InscriptionState.valider, ETAPE_1 | MOTS)
    reponse = await etape_2.call(FicheState.valider, ETAPE_2)
    assert not reponse.redirection
    assert "aucun autre mail n’est parti" in reponse.vars(Visite)["alerte"]
    assert reponse.focus.endswith("alerte")


async def test_a_masked_iban_survives_an_empty_field(etape_2: Client) -> None:
    await etape_2.call(FicheState.enregistrer, "iban", ETAPE_2["iban"], 1)
    await etape_2.load("/inscription/fiche")
    state = await etape_2.state(FicheState)
    assert not state.iban_a_saisir
    assert "2004" not in str(state.dict())
    await etape_2.call(FicheState.modifier_iban)
    await etape_2.call(FicheState.valider, ETAPE_2 | {"iban": ""})
    assert len(comptes()) == 1


async def test_the_bank_details_can_be_forgotten(etape_2: Client) -> None:
    await etape_2.call(FicheState.enregistrer, "iban", ETAPE_2["iban"], 1)
    await etape_2.call(FicheState.effacer_rib)
    kept = garde(etape_2)
    assert kept is not None
    assert (kept.reponses["iban"], kept.reponses["bic"]) == ("", "")


async def test_the_fiche_tells_what_misses(etape_2: Client) -> None:
    reponse = await etape_2.call(FicheState.valider, {})
    resume = [ligne["id"] for ligne in reponse.vars(FicheState)["resume"]]
    assert resume == ["telephone", "adresse", "representant_nom", "representant_qualite"]
    assert comptes() == []


async def test_what_went_wrong_in_step_one_leads_back_there(etape_2: Client, zoe: Compte) -> None:
    await etape_2.call(InscriptionState.enregistrer, "identifiant", "zoe", 3)
    assert (await etape_2.call(FicheState.valider, ETAPE_2)).redirection == "/inscription"
    reponse = await etape_2.load("/inscription")
    assert [ligne["id"] for ligne in reponse.vars(InscriptionState)["resume"]] == ["identifiant"]


async def test_the_service_of_addresses_is_not_asked_without_end(
    etape_2: Client, partenaires: Partenaires
) -> None:
    for rang in range(62):
        await etape_2.call(FicheState.chercher_adresse, f"{rang} rue des essais")
    assert len([texte for texte in partenaires.questions if "essais" in texte]) == 60
    assert (await etape_2.state(FicheState)).a_la_main


async def test_the_fiche_comes_after_step_one(client: Client) -> None:
    assert (await client.load("/inscription/fiche")).redirection == "/inscription"
    assert (await client.load("/inscription/confirmation")).redirection == "/inscription"
