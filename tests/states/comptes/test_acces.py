"""The account's sections of « Mes infos personnelles »."""

from collections.abc import Callable
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext

from portail.comptes import connexion, jetons, sessions
from portail.comptes.guards import Visite
from portail.comptes.rules import empreinte
from portail.comptes.states.acces import AccesState
from portail.comptes.states.changement_mail import ChangementMailState
from portail.core import clock
from portail.infra import db
from tests.comptes_de_test import MOT_DE_PASSE, compte_actif
from tests.states.client import Client
from tests.states.comptes.conftest import Mails

NOUVEAU = "trois pommes bleues 9"
NOUVELLE = "zoe.martin@exemple.org"


@pytest.fixture
async def zoe(client: Client) -> Client:
    client.connecter(compte_actif())
    await client.call(AccesState.ouvrir)
    return client


def ouverte(cookie: str) -> bool:
    return sessions.trouver(empreinte(cookie)) is not None


async def test_the_account_is_shown_as_it_is(zoe: Client) -> None:
    shown = await zoe.state(AccesState)
    assert (shown.mail, shown.identifiant, shown.mail_attendu) == ("zoe@exemple.fr", "zoe", "")
    assert [vue.courante for vue in shown.sessions] == [True]


async def test_every_handler_is_for_signed_in_people(client: Client) -> None:
    names = [
        n for n in RegistrationContext.get().event_handlers if ".portail___comptes___states___acces" in n
    ]
    assert len(names) >= 8
    for name in names:
        assert (await client.call(name)).redirection.startswith("/connexion")


async def test_moving_to_another_address_needs_the_password_and_both_links(
    zoe: Client, lien: Callable[..., str], mails: Mails
) -> None:
    demande = {"nouveau_mail": NOUVELLE, "mail_mot_de_passe": "mauvais"}
    answer = await zoe.call(AccesState.changer_mail, demande)
    assert answer.focus == "ref_mail_mot_de_passe"
    assert mails() == []
    await zoe.call(AccesState.changer_mail, {**demande, "mail_mot_de_passe": MOT_DE_PASSE})
    shown = await zoe.state(AccesState)
    assert (shown.mail_attendu, shown.section, shown.remises["mail"]) == (NOUVELLE, "mail", 1)
    attendus = ["attend", "fait"]
    for adresse, attendu in zip((NOUVELLE, "zoe@exemple.fr"), attendus, strict=True):
        owner = zoe.autre()
        await owner.load(lien(adresse))
        assert (await owner.state(ChangementMailState)).etat == "pret"
        await owner.call(ChangementMailState.confirmer)
        assert (await owner.state(ChangementMailState)).etat == attendu
        await zoe.call(AccesState.ouvrir)
        if attendu == "attend":
            assert "adresse actuelle" in (await zoe.state(AccesState)).reste
    shown = await zoe.state(AccesState)
    assert (shown.mail, shown.mail_attendu) == (NOUVELLE, "")


async def test_a_move_is_given_up(zoe: Client, lien: Callable[..., str]) -> None:
    await zoe.call(AccesState.changer_mail, {"nouveau_mail": NOUVELLE, "mail_mot_de_passe": MOT_DE_PASSE})
    await zoe.call(AccesState.annuler_mail)
    assert (await zoe.state(AccesState)).mail_attendu == ""
    await zoe.load(lien(NOUVELLE))
    assert (await zoe.state(ChangementMailState)).etat == "utilise"


async def test_an_improper_address_is_said_beside_its_field(zoe: Client) -> None:
    await zoe.call(AccesState.changer_mail, {"nouveau_mail": "zoe", "mail_mot_de_passe": MOT_DE_PASSE})
    assert list((await zoe.state(AccesState)).erreurs) == ["nouveau_mail"]


def identifiant(nouveau: str, mot: str = MOT_DE_PASSE) -> dict[str, str]:
    return {"identifiant": nouveau, "identifiant_mot_de_passe": mot}


async def test_an_open_page_left_alone_does_not_give_the_identifier_away(zoe: Client) -> None:
    await zoe.call(AccesState.changer_identifiant, identifiant("zoe.m", "mauvais"))
    shown = await zoe.state(AccesState)
    assert (list(shown.erreurs), shown.identifiant) == (["identifiant_mot_de_passe"], "zoe")


async def test_the_identifier_changes(zoe: Client) -> None:
    compte_actif("lea")
    await zoe.call(AccesState.changer_identifiant, identifiant("LEA"))
    assert list((await zoe.state(AccesState)).erreurs) == ["identifiant"]
    await zoe.call(AccesState.changer_identifiant, identifiant("zoe.m"))
    shown = await zoe.state(AccesState)
    assert (shown.identifiant, shown.erreurs, shown.message) == ("zoe.m", {}, "Votre identifiant est changé.")


async def test_the_focus_goes_to_the_title_of_what_was_changed(zoe: Client) -> None:
    """What had it is emptied, or gone."""
    answer = await zoe.call(AccesState.changer_identifiant, identifiant("zoe.m"))
    assert answer.focus == "ref_acces_identifiant"
    assert (await zoe.call(AccesState.deconnecter_les_autres)).focus == "ref_acces_sessions"
    assert (await zoe.call(AccesState.deconnecter, "x")).focus == "ref_acces_sessions"


async def test_one_form_does_not_empty_the_others(zoe: Client) -> None:
    await zoe.call(AccesState.changer_identifiant, identifiant("zoe.m"))
    await zoe.call(AccesState.deconnecter_les_autres)
    assert (await zoe.state(AccesState)).remises == {"mail": 0, "identifiant": 1, "mot_de_passe": 0}


@pytest.mark.parametrize(
    ("saisie", "champ"),
    [
        (
            {"mot_de_passe_actuel": "mauvais", "mot_de_passe": NOUVEAU, "confirmation": NOUVEAU},
            "mot_de_passe_actuel",
        ),
        (
            {"mot_de_passe_actuel": MOT_DE_PASSE, "mot_de_passe": "court", "confirmation": "court"},
            "mot_de_passe",
        ),
        ({"mot_de_passe_actuel": MOT_DE_PASSE, "mot_de_passe": NOUVEAU, "confirmation": "x"}, "confirmation"),
        (None, "mot_de_passe_actuel"),
    ],
)
async def test_a_refused_password_is_said_beside_its_field(zoe: Client, saisie: Any, champ: str) -> None:
    answer = await zoe.call(AccesState.changer_mot_de_passe, saisie)
    assert answer.focus == f"ref_{champ}"
    assert list((await zoe.state(AccesState)).erreurs) == [champ]


async def test_a_new_password_closes_the_other_sessions_and_opens_this_one_anew(zoe: Client) -> None:
    """Whoever holds a copy of the present cookie loses it too."""
    with db.transaction() as session:
        qui = sessions.trouver(empreinte(zoe.cookie))
        assert qui is not None
        autre = sessions.ouvrir(session, qui.id, "")
    saisie = {"mot_de_passe_actuel": MOT_DE_PASSE, "mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}
    await zoe.call(AccesState.changer_mot_de_passe, saisie)
    billet, copie = (await zoe.state(AccesState)).billet, zoe.cookie
    assert not ouverte(autre)
    with db.transaction() as session:
        jeton = jetons.consommer(session, jetons.Usage.CONNEXION, billet)
        zoe.cookie = sessions.ouvrir(session, jeton.compte_id, "", copie)
    assert ouverte(zoe.cookie)
    assert not ouverte(copie)
    await zoe.load("/mes-infos")
    answer = await zoe.call(AccesState.ouvrir)
    assert (await zoe.state(AccesState)).message.endswith("1\u00a0autre session fermée.")
    assert (await zoe.state(AccesState)).section == "mot_de_passe"
    assert answer.focus == "ref_acces_mot_de_passe"
    with clock.fixed(clock.now() + connexion.DUREE_ANNONCE):
        await zoe.call(AccesState.ouvrir)
    assert (await zoe.state(AccesState)).message == ""


async def test_a_new_password_whose_ticket_fails_leads_to_the_door(zoe: Client) -> None:
    saisie = {"mot_de_passe_actuel": MOT_DE_PASSE, "mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}
    assert (await zoe.call(AccesState.echec, "forged")).redirection == ""
    assert ouverte(zoe.cookie)
    await zoe.call(AccesState.changer_mot_de_passe, saisie)
    assert (await zoe.call(AccesState.echec, "")).redirection == "/connexion?suite=/mes-infos"
    assert not ouverte(zoe.cookie)


async def test_another_session_is_closed_and_its_page_says_so(zoe: Client) -> None:
    elsewhere = zoe.autre()
    qui = sessions.trouver(empreinte(zoe.cookie))
    assert qui is not None
    with db.transaction() as session:
        elsewhere.cookie = sessions.ouvrir(session, qui.id, "")
    await elsewhere.call(AccesState.ouvrir)
    await zoe.call(AccesState.ouvrir)
    [autre] = [vue for vue in (await zoe.state(AccesState)).sessions if not vue.courante]
    await zoe.call(AccesState.deconnecter, autre.reference)
    assert len((await zoe.state(AccesState)).sessions) == 1
    answer = await elsewhere.call(AccesState.ouvrir)
    assert answer.vars(Visite)["expiree"] is True
    await zoe.call(AccesState.deconnecter, autre.reference)
    assert (await zoe.state(AccesState)).message == "Cette session est déjà fermée."


@pytest.mark.parametrize("reference", [None, 3, [], {"a": 1}, "", "a" * 5000, "\ud800"])
async def test_a_session_that_is_not_mine_is_not_closed(zoe: Client, reference: Any) -> None:
    await zoe.call(AccesState.deconnecter, reference)
    assert (await zoe.state(AccesState)).message == "Cette session est déjà fermée."
    assert ouverte(zoe.cookie)


async def test_a_forged_link_of_move_says_so(client: Client) -> None:
    await client.load("/changement-de-mail#faux")
    answer = await client.call(ChangementMailState.confirmer)
    assert (await client.state(ChangementMailState)).etat == "inconnu"
    assert answer.focus == "ref_h1"
