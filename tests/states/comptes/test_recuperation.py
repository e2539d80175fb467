"""The screens that get one back into an account."""

from collections.abc import Callable
from typing import Any

import pytest
from reflex.event import EventCallback

from portail.api.session import _echanger
from portail.comptes import mots_de_passe
from portail.comptes.guards import Visite
from portail.comptes.states.recuperation import NouveauMotDePasseState, OubliState
from tests.comptes_de_test import compte_actif
from tests.states.client import Client
from tests.states.comptes.conftest import Mails

NOUVEAU = "trois pommes bleues 9"
DEMANDES = [
    (OubliState.demander_mot_de_passe, "identifiant", "zoe@exemple.fr"),
    (OubliState.demander_identifiant, "mail", "zoe@exemple.fr"),
]


@pytest.mark.parametrize(("demande", "champ", "connu"), DEMANDES)
async def test_the_same_answer_whether_or_not_the_account_exists(
    client: Client, mails: Mails, demande: EventCallback, champ: str, connu: str
) -> None:
    compte_actif()
    answers = []
    for saisi in (connu, "inconnue@exemple.fr"):
        await client.load("/mot-de-passe-oublie")
        answer = await client.call(demande, {champ: f" {saisi} "})
        answers.append((answer.vars(OubliState), answer.focus))
    assert answers[0] == answers[1]
    assert answers[0][0]["envoye"] is True
    assert [mail["destinataire"] for mail in mails()] == ["zoe@exemple.fr"]


@pytest.mark.parametrize(("demande", "champ", "_connu"), DEMANDES)
@pytest.mark.parametrize(
    "formulaire", [{}, {"mail": "", "identifiant": " "}, None, "x", {"mail": 3, "identifiant": []}]
)
async def test_an_empty_answer_is_asked_again(
    client: Client, demande: EventCallback, champ: str, _connu: str, formulaire: Any
) -> None:
    answer = await client.call(demande, formulaire)
    assert answer.focus == "ref_resume_erreurs"
    shown = await client.state(OubliState)
    assert (list(shown.erreurs), shown.envoye) == ([champ], False)


async def test_an_improper_address_says_what_is_wrong(client: Client) -> None:
    await client.call(OubliState.demander_identifiant, {"mail": "zoe"})
    assert "arobase" in (await client.state(OubliState)).erreurs["mail"]


async def test_asking_too_often_is_said(client: Client) -> None:
    for _ in range(4):
        answer = await client.call(OubliState.demander_mot_de_passe, {"identifiant": "zoe"})
    assert "plusieurs fois" in answer.vars(Visite)["alerte"]


async def test_one_may_start_again_with_another_name(client: Client) -> None:
    await client.call(OubliState.demander_mot_de_passe, {"identifiant": "zoe"})
    answer = await client.call(OubliState.recommencer)
    assert answer.focus == "ref_h1"
    assert (await client.state(OubliState)).envoye is False


async def test_the_link_leads_to_a_new_password_and_signs_in(
    client: Client, lien: Callable[..., str]
) -> None:
    compte_actif()
    await client.call(OubliState.demander_mot_de_passe, {"identifiant": "zoe"})
    await client.load(lien())
    shown = await client.state(NouveauMotDePasseState)
    assert (shown.etat, shown.identifiant) == ("pret", "zoe")
    for mot, confirmation, champ in (
        ("court", "court", "mot_de_passe"),
        ("zoe martin exemple", "zoe martin exemple", "mot_de_passe"),
        (NOUVEAU, "autre", "confirmation"),
    ):
        await client.call(NouveauMotDePasseState.choisir, {"mot_de_passe": mot, "confirmation": confirmation})
        assert list((await client.state(NouveauMotDePasseState)).erreurs) == [champ]
    answer = await client.call(
        NouveauMotDePasseState.choisir, {"mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}
    )
    assert NOUVEAU not in str(answer.delta)
    client.cookie, _ = _echanger((await client.state(NouveauMotDePasseState)).billet, "", client.cookie)
    await client.load("/")
    assert (await client.state(Visite)).connecte


async def test_a_used_link_says_so(client: Client, lien: Callable[..., str]) -> None:
    compte_actif()
    await client.call(OubliState.demander_mot_de_passe, {"identifiant": "zoe"})
    second = client.autre()
    for tab in (client, second):
        await tab.load(lien())
    choix = {"mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}
    await client.call(NouveauMotDePasseState.choisir, choix)
    answer = await second.call(NouveauMotDePasseState.choisir, choix)
    shown = await second.state(NouveauMotDePasseState)
    assert (shown.etat, shown.billet, answer.focus) == ("utilise", "", "ref_h1")


async def test_without_a_link_nobody_makes_us_hash_or_measure(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interdit(*_: Any) -> Any:
        raise AssertionError("reached without a link")

    monkeypatch.setattr(mots_de_passe, "choisir", interdit)
    monkeypatch.setattr(mots_de_passe, "conseiller", interdit)
    await client.load("/nouveau-mot-de-passe#faux")
    await client.call(NouveauMotDePasseState.mesurer, "mot_de_passe", NOUVEAU, 1)
    await client.call(NouveauMotDePasseState.choisir, {"mot_de_passe": NOUVEAU, "confirmation": NOUVEAU})
    assert (await client.state(NouveauMotDePasseState)).etat == "inconnu"


async def test_a_password_is_measured_as_it_is_typed_and_kept_nowhere(
    client: Client, lien: Callable[..., str]
) -> None:
    compte_actif()
    await client.call(OubliState.demander_mot_de_passe, {"identifiant": "zoe"})
    await client.load(lien())
    answer = await client.call(NouveauMotDePasseState.mesurer, "mot_de_passe", NOUVEAU, 1)
    assert answer.vars(NouveauMotDePasseState)["solidite"] >= 2
    assert NOUVEAU not in str(answer.delta)
    assert NOUVEAU not in str(vars(await client.state(NouveauMotDePasseState)))
    for champ, valeur in (("autre", NOUVEAU), ("mot_de_passe", 3), ("mot_de_passe", None)):
        await client.call(NouveauMotDePasseState.mesurer, champ, valeur, 1)
