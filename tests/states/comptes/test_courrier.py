"""The demonstration's mailbox, closed elsewhere."""

import pytest

from portail.comptes import courrier
from portail.comptes.guards import Visite
from portail.comptes.states.courrier import CourrierState
from portail.partners.mail import Courriel, envoyer
from portail.settings import settings
from tests.states.client import Client

TEXTE = f"Bonjour <b>toi</b>,\n{settings().origin}/activation#abc_-1.\nhttps://ailleurs.exemple/x\n"


async def test_mails_are_shown_newest_first_and_only_our_links_can_be_followed(client: Client) -> None:
    envoyer(Courriel("lea@exemple.fr", "Premier", "Bonjour", "etats-premier"))
    envoyer(Courriel("zoe@exemple.fr", "Second <i>", TEXTE, "etats-second"))
    await client.load("/courrier")
    vus = (await client.state(CourrierState)).mails[:2]
    assert [(mail.sujet, mail.destinataire) for mail in vus] == [
        ("Second <i>", "zoe@exemple.fr"),
        ("Premier", "lea@exemple.fr"),
    ]
    lien = f"{settings().origin}/activation#abc_-1"
    assert f'<a href="{lien}">{lien}</a>.' in vus[0].corps
    assert "&lt;b&gt;toi" in vus[0].corps
    assert vus[0].corps.count("<a ") == 1


async def test_outside_the_demonstration_the_handler_refuses(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    envoyer(Courriel("zoe@exemple.fr", "Secret", "Bonjour", "etats-secret"))
    real = settings().model_copy(update={"demo": False})
    monkeypatch.setattr(courrier, "settings", lambda: real)
    answer = await client.call(CourrierState.ouvrir)
    assert answer.vars(Visite)["alerte"]
    assert (await client.state(CourrierState)).mails == []
