"""The screen of sign-in: what it answers, what it keeps, where it leads."""

from typing import Any

import pytest

from portail.api.session import _echanger
from portail.comptes import appareils
from portail.comptes.connexion import REFUS
from portail.comptes.guards import Visite
from portail.comptes.states.connexion import ConnexionState
from tests.comptes_de_test import MOT_DE_PASSE, compte_actif
from tests.states.client import Client, Reponse
from tests.states.comptes.conftest import Mails


async def envoyer(client: Client, identifiant: Any = "zoe", mot: Any = MOT_DE_PASSE) -> Reponse:
    return await client.call(ConnexionState.se_connecter, {"identifiant": identifiant, "mot_de_passe": mot})


async def test_a_right_password_gives_a_ticket_that_signs_in(client: Client) -> None:
    compte_actif()
    await client.load("/connexion?suite=/aides/mobilite%3Fa=1")
    answer = await envoyer(client)
    shown = await client.state(ConnexionState)
    assert (shown.suite, shown.resume) == ("/aides/mobilite?a=1", [])
    assert MOT_DE_PASSE not in str(answer.delta)
    client.cookie, _ = _echanger(shown.billet, "", client.cookie)
    await client.load("/")
    assert (await client.state(Visite)).connecte


async def test_a_form_sent_before_the_page_is_ready_leads_where_it_was_asked(client: Client) -> None:
    compte_actif()
    client.path = "/connexion?suite=/mes-infos"
    await envoyer(client)
    shown = await client.state(ConnexionState)
    assert (shown.suite, bool(shown.billet)) == ("/mes-infos", True)


async def test_wrong_and_unknown_are_answered_in_the_same_words(client: Client) -> None:
    compte_actif()
    refus = []
    for nom in ("zoe", "inconnue"):
        answer = await envoyer(client, nom, "mauvais")
        assert answer.focus == "ref_resume_erreurs"
        shown = await client.state(ConnexionState)
        refus.append((shown.erreurs, shown.resume, shown.billet, shown.refusee))
    assert refus[0] == refus[1]
    assert refus[0][0] == {"identifiant": REFUS}


@pytest.mark.parametrize(
    ("nom", "mot", "champs"),
    [
        ("", "", ["identifiant", "mot_de_passe"]),
        ("  ", "x", ["identifiant"]),
        ("zoe", "", ["mot_de_passe"]),
        (None, ["x"], ["identifiant", "mot_de_passe"]),
        ({"a": 1}, 7, ["identifiant", "mot_de_passe"]),
    ],
)
async def test_what_is_missing_is_said_beside_its_field(
    client: Client, nom: Any, mot: Any, champs: list[str]
) -> None:
    await envoyer(client, nom, mot)
    assert [ligne["id"] for ligne in (await client.state(ConnexionState)).resume] == champs


@pytest.mark.parametrize("formulaire", [None, "zoe", 3, [], [["identifiant", "zoe"]], {}])
async def test_anything_may_be_sent_instead_of_a_form(client: Client, formulaire: Any) -> None:
    name = "reflex___state____state.portail___comptes___states___connexion____connexion_state.se_connecter"
    await client.call(name, formulaire=formulaire)
    assert len((await client.state(ConnexionState)).resume) == 2


async def test_too_many_tries_say_how_long_to_wait(client: Client) -> None:
    compte_actif()
    for _ in range(5):
        await envoyer(client, "zoe", "mauvais")
    answer = await envoyer(client)
    shown = await client.state(ConnexionState)
    assert "Réessayez dans une minute" in shown.patience
    assert (shown.billet, answer.focus) == ("", "ref_patience")
    elsewhere = client.autre()
    elsewhere.ip = "198.51.100.7"
    await envoyer(elsewhere)
    assert (await elsewhere.state(ConnexionState)).billet


async def test_a_browser_that_signed_in_before_is_not_stopped_by_a_flood(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portail.comptes.freins.PAR_NOM", ("5/minute",))
    marque = appareils.marquer("", compte_actif().id)
    elsewhere = client.autre()
    elsewhere.ip = "198.51.100.7"
    for _ in range(5):
        await envoyer(elsewhere, "zoe", "mauvais")
    await envoyer(client)
    assert not (await client.state(ConnexionState)).billet
    known = client.autre(cookie=f"{client.cookie}; {appareils.nom_du_cookie()}={marque}")
    await envoyer(known)
    assert (await known.state(ConnexionState)).billet


@pytest.mark.parametrize("nom", ["zoe", "Zoe@exemple.fr"])
async def test_an_account_not_activated_can_get_its_mail_again(
    client: Client, mails: Mails, nom: str
) -> None:
    await client.call(ConnexionState.renvoyer)
    compte_actif(active_le=None)
    await client.call(ConnexionState.renvoyer)
    assert mails() == []
    answer = await envoyer(client, nom)
    assert (await client.state(ConnexionState)).refusee
    assert "exemple.fr" not in str(answer.delta)
    await client.call(ConnexionState.renvoyer)
    assert [mail["destinataire"] for mail in mails()] == ["zoe@exemple.fr"]
    assert "Activation de compte" in mails()[0]["sujet"]
    assert (await client.state(ConnexionState)).message


async def test_nothing_tells_an_account_that_waits_from_one_that_does_not_exist(client: Client) -> None:
    compte_actif(active_le=None)
    vus = []
    for nom in ("zoe", "inconnue"):
        await envoyer(client, nom)
        envois = [(await client.call(ConnexionState.renvoyer)).delta for _ in range(4)]
        shown = await client.state(ConnexionState)
        vus.append((shown.erreurs, shown.resume, shown.billet, shown.refusee, shown.message, envois))
    assert vus[0] == vus[1]
    assert "plusieurs fois" in str(vus[0][-1][-1])


@pytest.mark.parametrize(
    "suite", ["//ailleurs.exemple", "/%5Cailleurs.exemple", "https://ailleurs.exemple", "/%09/x"]
)
async def test_the_way_back_stays_in_the_portal(client: Client, suite: str) -> None:
    await client.load(f"/connexion?suite={suite}")
    shown = await client.state(ConnexionState)
    assert (shown.suite, shown.demandee, shown.inscription) == ("/dossiers", False, "/inscription")


async def test_signing_up_instead_keeps_the_wanted_page(client: Client) -> None:
    await client.load("/connexion?suite=/aides/a%26b")
    assert (await client.state(ConnexionState)).inscription == "/inscription?suite=/aides/a%26b"


async def test_somebody_signed_in_goes_straight_on(client: Client) -> None:
    client.connecter(compte_actif())
    assert (await client.load("/connexion?suite=/aides")).redirection == "/aides"


async def test_a_ticket_that_was_not_exchanged_gives_the_button_back(client: Client) -> None:
    compte_actif()
    await envoyer(client)
    await client.call(ConnexionState.echec, "x")
    assert (await client.state(ConnexionState)).billet == ""
