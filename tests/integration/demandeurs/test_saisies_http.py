"""The last edit of a tab that closes: kept where it belongs, by whoever it belongs to."""

import uuid
from typing import Any

import httpx
import pytest
from sqlmodel import Session

from portail.api.gate import admission
from portail.api.routes import http_api
from portail.comptes import sessions
from portail.comptes.models import Compte
from portail.comptes.rules import cle_du_compte, empreinte
from portail.demandeurs import service
from portail.demandeurs.models import Fiche, Inscription
from portail.infra.crypto import new_secret
from portail.infra.db import snapshot, transaction
from tests.comptes_de_test import ajouter_compte
from tests.integration.demandeurs.test_fiche import PERSONNE

ORIGIN = "http://localhost:3000"


async def envoyer(chemin: str, corps: Any, sid: str) -> int:
    transport = httpx.ASGITransport(admission(http_api()))
    headers = {"origin": ORIGIN, "cookie": f"{sessions.nom_du_cookie()}={sid}"}
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client:
        content = corps if isinstance(corps, bytes) else None
        answer = await client.post(chemin, json=None if content else corps, content=content)
    return answer.status_code


@pytest.fixture
def zoe(engine: object) -> tuple[Compte, str]:
    """An account with its sheet, and the cookie of its open session."""
    with transaction() as session:
        compte = ajouter_compte(session, prenom="Zoé", mail="zoe@exemple.org")
        service.creer_fiche(session, compte.id, PERSONNE)
        sid = sessions.ouvrir(session, compte.id, "Firefox")
    return compte, sid


async def test_the_sign_up_keeps_its_last_edit(engine: object) -> None:
    sid = new_secret()
    corps = {"champ": "nom", "valeur": "Martin", "n": 3}
    assert await envoyer("/api/inscription/saisie", corps, sid) == 204
    with snapshot() as session:
        assert session.get_one(Inscription, empreinte(sid)).reponses == {"nom": "Martin"}


async def test_the_sheet_keeps_its_last_edit(zoe: tuple[Compte, str]) -> None:
    compte, sid = zoe
    corps = {"champ": "telephone", "valeur": "05 49 38 49 38", "n": 3, "compte": cle_du_compte(compte.id)}
    assert await envoyer("/api/mes-infos/saisie", corps, sid) == 204
    with snapshot() as session:
        assert session.get_one(Fiche, compte.id).telephone == "+33549384938"
    assert await envoyer("/api/mes-infos/saisie", corps, new_secret()) == 401


async def test_what_was_typed_under_another_account_waits_for_it(zoe: tuple[Compte, str]) -> None:
    compte, sid = zoe
    corps = {"champ": "telephone", "valeur": "05 49 38 49 38", "n": 3, "compte": cle_du_compte(uuid.uuid4())}
    assert await envoyer("/api/mes-infos/saisie", corps, sid) == 401
    with snapshot() as session:
        assert session.get_one(Fiche, compte.id).telephone != "+33549384938"


@pytest.mark.parametrize("corps", [b"{", b"[]", b"null", b'{"champ": 1, "valeur": "x"}', b"x" * 20_000])
async def test_nonsense_is_refused_and_changes_nothing(
    zoe: tuple[Compte, str], session: Session, corps: bytes
) -> None:
    _, sid = zoe
    assert await envoyer("/api/inscription/saisie", corps, sid) == 400
    assert await envoyer("/api/mes-infos/saisie", corps, sid) == 400
    assert session.get(Inscription, empreinte(sid)) is None
