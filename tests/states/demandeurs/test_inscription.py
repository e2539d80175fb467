"""Step 1 of the wizard through its handlers: nothing typed is lost, nothing secret is kept or sent."""

from typing import Any

import pytest

from portail.comptes import mots_de_passe
from portail.comptes.guards import Visite
from portail.comptes.models import Compte
from portail.demandeurs.states.inscription import InscriptionState
from tests.states.client import Client
from tests.states.demandeurs.conftest import ETAPE_1, MOT_DE_PASSE, MOTS, SIRET, Partenaires, garde


async def test_an_edit_is_acknowledged_once_kept(client: Client) -> None:
    await client.load("/inscription")
    reponse = await client.call(InscriptionState.enregistrer, "nom", "Martin", 7)
    recu = reponse.vars(InscriptionState)
    assert recu["acquittes"]["nom"] == 7
    assert recu["statuts"]["nom"].startswith("Enregistré à ")
    kept = garde(client)
    assert kept is not None
    assert kept.reponses == {"nom": "Martin"}


async def test_what_was_typed_is_there_after_a_reload_and_in_no_other_browser(client: Client) -> None:
    await client.call(InscriptionState.enregistrer, "mail", "zoe@", 1)
    again = client.autre(cookie=client.cookie)
    await again.load("/inscription")
    state = await again.state(InscriptionState)
    assert state.valeurs["mail"] == "zoe@"
    assert state.erreurs["mail"]
    stranger = client.autre()
    await stranger.load("/inscription")
    assert (await stranger.state(InscriptionState)).valeurs["mail"] == ""


@pytest.mark.parametrize(
    ("champ", "valeur", "n"),
    [
        ("mot_de_passe", "x", 1),
        ("nom", {"a": 1}, 1),
        ("nom", "x", "sept"),
        (["nom"], "x", 1),
        ("nom", None, None),
    ],
)
async def test_a_hostile_edit_changes_nothing(client: Client, champ: Any, valeur: Any, n: Any) -> None:
    await client.call(InscriptionState.enregistrer, champ=champ, valeur=valeur, n=n)
    assert garde(client) is None


async def test_a_browser_without_cookie_is_told_so(client: Client) -> None:
    client.cookie = ""
    reponse = await client.call(InscriptionState.enregistrer, "nom", "Martin", 1)
    assert "cookies" in reponse.vars(Visite)["alerte"]


async def test_a_valid_siret_shows_the_organisation(client: Client, partenaires: Partenaires) -> None:
    await client.call(InscriptionState.enregistrer, "type_demandeur", "association", 1)
    await client.call(InscriptionState.enregistrer, "siret", SIRET, 2)
    state = await client.state(InscriptionState)
    assert state.infos.organisation.nom == "LES AMIS DU MARAIS"
    assert state.infos.organisation.adresse == "3 rue du Port, 33000 Bordeaux"
    assert not state.verification
    await client.load("/inscription")
    assert partenaires.questions == [SIRET]


async def test_an_organisation_that_cannot_be_checked_stops_nobody(
    client: Client, partenaires: Partenaires
) -> None:
    partenaires.en_panne = True
    reponse = await client.call(InscriptionState.valider, ETAPE_1 | MOTS)
    assert reponse.redirection == "/inscription/fiche"
    await client.load("/inscription")
    state = await client.state(InscriptionState)
    assert "vous pouvez continuer" in state.infos.organisation.message
    partenaires.en_panne = False
    await client.load("/inscription")
    assert (await client.state(InscriptionState)).infos.organisation.nom == "LES AMIS DU MARAIS"


async def test_step_one_tells_everything_at_once_in_order(client: Client) -> None:
    await client.load("/inscription")
    reponse = await client.call(
        InscriptionState.valider, {"nom": "Martin", "mail": "zoe", "mot_de_passe": "court"}
    )
    resume = [ligne["id"] for ligne in reponse.vars(InscriptionState)["resume"]]
    assert resume == ["prenom", "mail", "identifiant", "mot_de_passe", "type_demandeur"]
    assert reponse.focus.endswith("resume_erreurs")
    assert not reponse.redirection
    reponse = await client.call(InscriptionState.enregistrer, "prenom", "Zoé", 1)
    assert "prenom" not in [ligne["id"] for ligne in reponse.vars(InscriptionState)["resume"]]


async def test_two_different_passwords_are_told(client: Client) -> None:
    reponse = await client.call(InscriptionState.valider, ETAPE_1 | MOTS | {"confirmation": "autre chose"})
    assert reponse.vars(InscriptionState)["resume"][0]["id"] == "confirmation"


async def test_no_password_is_kept_or_sent_back(client: Client) -> None:
    seen = await client.call(InscriptionState.mesurer, "mot_de_passe", MOT_DE_PASSE, 1)
    assert seen.vars(InscriptionState)["solidite"] >= 3
    answers = [
        seen,
        await client.call(InscriptionState.valider, ETAPE_1 | MOTS),
        await client.load("/inscription"),
    ]
    assert all(MOT_DE_PASSE not in str(answer.delta) for answer in answers)
    kept = garde(client)
    assert kept is not None
    assert MOT_DE_PASSE not in str(vars(kept))
    assert mots_de_passe.verifier(MOT_DE_PASSE, kept.mot_de_passe)


async def test_a_kept_password_may_be_left_empty_or_replaced(etape_2: Client) -> None:
    await etape_2.load("/inscription")
    assert (await etape_2.state(InscriptionState)).mot_de_passe_garde
    empty = {"mot_de_passe": "", "confirmation": ""}
    assert (await etape_2.call(InscriptionState.valider, ETAPE_1 | empty)).redirection == "/inscription/fiche"
    weak = {"mot_de_passe": "azerty", "confirmation": "azerty"}
    assert not (await etape_2.call(InscriptionState.valider, ETAPE_1 | weak)).redirection
    kept = garde(etape_2)
    assert kept is not None
    assert mots_de_passe.verifier(MOT_DE_PASSE, kept.mot_de_passe)


async def test_the_meter_answers_the_error_that_is_shown(client: Client) -> None:
    await client.call(InscriptionState.valider, ETAPE_1)
    reponse = await client.call(InscriptionState.mesurer, "mot_de_passe", MOT_DE_PASSE, 1)
    assert reponse.vars(InscriptionState)["erreurs"]["mot_de_passe"] == ""
    assert reponse.vars(InscriptionState)["resume"] == []


async def test_a_password_that_will_be_refused_is_never_called_good(client: Client) -> None:
    await client.call(InscriptionState.enregistrer, "nom", "Charpentier", 1)
    reponse = await client.call(InscriptionState.mesurer, "mot_de_passe", "charpentier agrafe cheval", 1)
    recu = reponse.vars(InscriptionState)
    assert recu["solidite"] == 1
    assert "votre nom" in recu["solidite_mots"]
    reponse = await client.call(InscriptionState.mesurer, "mot_de_passe", "", 2)
    recu = reponse.vars(InscriptionState)
    assert (recu["solidite"], recu["solidite_mots"]) == (0, "")


async def test_the_mail_can_be_copied_and_corrected(client: Client) -> None:
    await client.call(InscriptionState.enregistrer, "mail", "zoe@gmial.com", 1)
    await client.call(InscriptionState.corriger_mail)
    reponse = await client.call(InscriptionState.copier_mail)
    assert reponse.vars(InscriptionState)["valeurs"]["identifiant"] == "zoe@gmail.com"


async def test_a_signed_in_person_does_not_sign_up(client: Client, zoe: Compte) -> None:
    client.connecter(zoe)
    assert (await client.load("/inscription")).redirection == "/mes-infos"


async def test_the_page_wanted_before_is_remembered_when_it_is_ours(client: Client) -> None:
    await client.load("/inscription?suite=//ailleurs.exemple")
    assert garde(client) is None
    await client.load("/inscription?suite=/aides/soutien-aux-associations")
    kept = garde(client)
    assert kept is not None
    assert kept.reponses["suite"] == "/aides/soutien-aux-associations"
