"""The wizard through its handlers: nothing typed is lost, nothing secret is kept or sent."""

import asyncio
import threading
from typing import Any

import pytest
from sqlmodel import select

from portail.comptes import mots_de_passe
from portail.comptes.guards import Visite
from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.demandeurs.models import Inscription
from portail.demandeurs.states.confirmation import ConfirmationState
from portail.demandeurs.states.fiche import FicheState
from portail.demandeurs.states.inscription import InscriptionState
from portail.infra.db import snapshot
from portail.partners import address
from portail.partners.address import Adresse
from tests.states.client import Client
from tests.states.demandeurs.conftest import BORDEAUX, FICHE, SIRET, Partenaires

MOT_DE_PASSE = "cheval correct agrafe"
ETAPE_1 = {
    "nom": "Martin",
    "prenom": "Zoé",
    "mail": "zoe@exemple.org",
    "identifiant": "zmartin",
    "type_demandeur": "association",
    "siret": "732 829 320 00074",
}
MOTS = {"mot_de_passe": MOT_DE_PASSE, "confirmation": MOT_DE_PASSE}
ETAPE_2 = {nom: texte for nom, texte in FICHE.items() if nom not in ETAPE_1}


def garde(client: Client) -> Inscription | None:
    with snapshot() as session:
        return session.get(Inscription, empreinte(client.cookie))


def comptes() -> list[Compte]:
    with snapshot() as session:
        return list(session.exec(select(Compte)))


@pytest.fixture
async def etape_2(client: Client) -> Client:
    """A browser that has passed step 1."""
    reponse = await client.call(InscriptionState.valider, ETAPE_1 | MOTS)
    assert reponse.redirection == "/inscription/fiche"
    return client


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


async def test_the_mail_can_be_copied_and_corrected(client: Client) -> None:
    await client.call(InscriptionState.enregistrer, "mail", "zoe@gmial.com", 1)
    await client.call(InscriptionState.corriger_mail)
    reponse = await client.call(InscriptionState.copier_mail)
    assert reponse.vars(InscriptionState)["valeurs"]["identifiant"] == "zoe@gmail.com"


async def test_the_fiche_comes_after_step_one(client: Client) -> None:
    assert (await client.load("/inscription/fiche")).redirection == "/inscription"
    assert (await client.load("/inscription/confirmation")).redirection == "/inscription"


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


async def test_the_service_of_addresses_is_not_asked_without_end(
    etape_2: Client, partenaires: Partenaires
) -> None:
    for rang in range(62):
        await etape_2.call(FicheState.chercher_adresse, f"{rang} rue des essais")
    assert len([texte for texte in partenaires.questions if "essais" in texte]) == 60
    assert (await etape_2.state(FicheState)).a_la_main
