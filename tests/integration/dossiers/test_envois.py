"""Uploads in pieces: resumed where they stopped, joined once, whole or not at all."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlmodel import select

from portail.api.routes import http_api
from portail.comptes import sessions
from portail.comptes.rules import Acteur
from portail.dossiers import brouillon, pieces
from portail.dossiers.models import Piece, Televersement
from portail.infra import halves, storage
from portail.infra.db import transaction
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.tus import client, demander, ecrire, ouvrir
from tests.tus import MORCEAU, TUS, annonce

GROS = PDF + b"0" * 300_000


@pytest.fixture
def numero(monde: Monde) -> str:
    """A draft of Zoé's."""
    return ouvrir_brouillon(monde, monde.zoe)


def ouvrir_brouillon(monde: Monde, qui: Acteur) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, qui, monde.slug)


def jointes() -> list[Piece]:
    with transaction() as session:
        return list(session.exec(select(Piece)))


def rangees() -> list[Televersement]:
    with transaction() as session:
        return list(session.exec(select(Televersement)))


def octets(piece: Piece) -> bytes:
    return storage.read_bytes(piece.cle)


async def adresse_de(qui: Acteur, numero: str, contenu: bytes = GROS, **faits: Any) -> str:
    ouvert = await ouvrir(qui, numero, contenu, **faits)
    assert ouvert.status_code == 201, ouvert.text
    return str(ouvert.headers["location"])


async def test_a_file_comes_in_pieces_and_is_joined_when_whole(monde: Monde, numero: str) -> None:
    ouvert = await ouvrir(monde.zoe, numero, GROS, "Devis d’été.pdf")
    adresse = ouvert.headers["location"]
    assert (ouvert.headers["upload-offset"], ouvert.headers["tus-resumable"]) == ("0", "1.0.0")
    assert ouvert.headers["upload-expires"].endswith("GMT")
    for debut, fin in ((0, 100_000), (100_000, 100_001), (100_001, len(GROS))):
        ou = await demander(monde.zoe, "HEAD", adresse)
        assert (ou.status_code, ou.headers["upload-offset"]) == (200, str(debut))
        assert (ou.headers["upload-length"], ou.headers["cache-control"]) == (str(len(GROS)), "no-store")
        assert jointes() == []
        suite = await ecrire(monde.zoe, adresse, GROS[debut:fin], debut)
        assert (suite.status_code, suite.headers["upload-offset"]) == (204, str(fin))
    (piece,) = jointes()
    assert (piece.nom, octets(piece)) == ("Devis d’été.pdf", GROS)
    assert halves.sizes() == {}


async def test_the_server_says_what_it_speaks(monde: Monde, numero: str) -> None:
    async with client(monde.zoe) as navigateur:
        dit = await navigateur.options(f"/api/dossiers/{numero}/pieces/devis")
        autre = await navigateur.post(f"/api/dossiers/{numero}/pieces/devis", headers={"upload-length": "3"})
    assert dit.headers["tus-version"] == dit.headers["tus-resumable"] == "1.0.0"
    assert set(dit.headers["tus-extension"].split(",")) == {"creation", "expiration", "termination"}
    assert (autre.status_code, autre.headers["tus-version"]) == (412, "1.0.0")


async def test_the_same_file_announced_again_goes_on(monde: Monde, numero: str) -> None:
    """As from another device, or when the first answer was lost."""
    adresse = await adresse_de(monde.zoe, numero)
    await ecrire(monde.zoe, adresse, GROS[:100_000])
    encore = await ouvrir(monde.zoe, numero, GROS)
    assert (encore.headers["location"], encore.headers["upload-offset"]) == (adresse, "100000")
    autres = [
        await adresse_de(monde.zoe, numero, nom="autre.pdf"),
        (await ouvrir(monde.zoe, numero, GROS + b"0")).headers.get("location"),
    ]
    assert adresse not in autres
    assert len(rangees()) == 2


async def test_a_line_that_is_cut_loses_nothing_of_what_came(monde: Monde, numero: str) -> None:
    adresse = await adresse_de(monde.zoe, numero)
    morceaux = iter([GROS[:100_000], GROS[100_000:100_500]])

    async def receive() -> dict[str, object]:
        contenu = next(morceaux, None)
        if contenu is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": contenu, "more_body": True}

    async def send(_message: object) -> None:
        """Nobody listens any more."""

    with transaction() as session:
        sid = sessions.ouvrir(session, monde.zoe.id, "Firefox")
    entetes = {**MORCEAU, "upload-offset": "0", "cookie": f"{sessions.nom_du_cookie()}={sid}"}
    scope = {
        "type": "http",
        "method": "PATCH",
        "path": adresse,
        "query_string": b"",
        "headers": [(nom.encode(), valeur.encode()) for nom, valeur in entetes.items()],
    }
    await http_api()(scope, receive, send)  # type: ignore[arg-type]
    ou = await demander(monde.zoe, "HEAD", adresse)
    assert ou.headers["upload-offset"] == "100500"
    assert (await ecrire(monde.zoe, adresse, GROS[100_500:], 100_500)).status_code == 204
    assert octets(*jointes()) == GROS


async def test_the_last_bytes_sent_again_join_once(monde: Monde, numero: str) -> None:
    adresse = await adresse_de(monde.zoe, numero)
    for _ in range(2):
        fin = await ecrire(monde.zoe, adresse, GROS)
        assert (fin.status_code, fin.headers["upload-offset"]) == (204, str(len(GROS)))
    assert (await demander(monde.zoe, "HEAD", adresse)).headers["upload-offset"] == str(len(GROS))
    (piece,) = jointes()
    with transaction() as session:
        pieces.retirer(session, monde.zoe, numero, str(piece.id))
    assert (await ecrire(monde.zoe, adresse, GROS)).status_code == 204  # it does not come back
    assert jointes() == []


async def test_a_whole_file_that_nobody_joined_is_joined_when_asked_after(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server died between the last byte and the commit."""
    adresse = await adresse_de(monde.zoe, numero)
    with monkeypatch.context() as mort:
        mort.setattr("portail.api.arrivee._joindre", lambda *_: asyncio.sleep(0))
        await ecrire(monde.zoe, adresse, GROS)
    assert jointes() == []
    ou = await asyncio.gather(*(demander(monde.zoe, "HEAD", adresse) for _ in range(3)))
    assert {reponse.headers["upload-offset"] for reponse in ou} == {str(len(GROS))}
    assert octets(*jointes()) == GROS


async def test_two_at_one_offset_leave_one_whole_file(monde: Monde, numero: str) -> None:
    adresse = await adresse_de(monde.zoe, numero)
    deux = await asyncio.gather(*(ecrire(monde.zoe, adresse, GROS[:200_000]) for _ in range(2)))
    assert {reponse.status_code for reponse in deux} <= {204, 409, 423}
    venus = int((await demander(monde.zoe, "HEAD", adresse)).headers["upload-offset"])
    assert 0 < venus <= 200_000
    ailleurs = await ecrire(monde.zoe, adresse, GROS, 3)
    assert (ailleurs.status_code, ailleurs.headers["upload-offset"]) == (409, str(venus))
    assert ailleurs.content == b""
    assert (await ecrire(monde.zoe, adresse, GROS[venus:], venus)).status_code == 204
    assert octets(*jointes()) == GROS


async def test_what_is_not_what_was_sent_is_refused(monde: Monde, numero: str) -> None:
    adresse = await adresse_de(monde.zoe, numero, PDF, empreinte="0" * 64)
    refus = await ecrire(monde.zoe, adresse, PDF)
    assert refus.status_code == 422
    assert "pas identique" in refus.json()["message"]
    assert (jointes(), rangees(), halves.sizes()) == ([], [], {})
    assert (await demander(monde.zoe, "HEAD", adresse)).status_code == 404


@pytest.mark.parametrize("empreinte", ["", "bouts-00c0ffee", "pas une empreinte", "A" * 64])
async def test_a_browser_without_digests_sends_all_the_same(
    monde: Monde, numero: str, empreinte: str
) -> None:
    adresse = await adresse_de(monde.zoe, numero, PDF, empreinte=empreinte)
    assert (await ecrire(monde.zoe, adresse, PDF)).status_code == 204
    assert octets(*jointes()) == PDF


async def test_a_wrong_kind_is_refused_by_its_first_bytes(monde: Monde, numero: str) -> None:
    programme = b"MZ" + b"\0" * 500_000
    adresse = await adresse_de(monde.zoe, numero, programme)
    refus = await ecrire(monde.zoe, adresse, programme[:5_000])
    assert (refus.status_code, "programme" in refus.json()["message"]) == (415, True)
    assert (rangees(), halves.sizes()) == ([], {})


async def test_more_than_announced_is_refused(monde: Monde, numero: str) -> None:
    async def sans_longueur() -> AsyncIterator[bytes]:
        yield PDF
        yield PDF

    adresse = await adresse_de(monde.zoe, numero, PDF)
    for corps in (PDF + b"0", sans_longueur()):
        assert (await ecrire(monde.zoe, adresse, corps)).status_code == 413
    assert jointes() == []


async def test_an_upload_is_given_up(monde: Monde, numero: str) -> None:
    adresse = await adresse_de(monde.zoe, numero)
    await ecrire(monde.zoe, adresse, GROS[:100])
    assert (await demander(monde.zoe, "DELETE", adresse)).status_code == 204
    assert (rangees(), halves.sizes()) == ([], {})
    assert (await demander(monde.zoe, "DELETE", adresse)).status_code == 404
    adresse = await adresse_de(monde.zoe, numero, PDF)
    await ecrire(monde.zoe, adresse, PDF)
    assert (await demander(monde.zoe, "DELETE", adresse)).status_code == 204  # too late: it stays joined
    assert len(jointes()) == 1


@pytest.mark.parametrize("qui", ["autre", "agent", "agent_ailleurs", "personne"])
async def test_an_upload_of_somebody_else_does_not_exist(monde: Monde, numero: str, qui: str) -> None:
    adresse = await adresse_de(monde.zoe, numero)
    await ecrire(monde.zoe, adresse, GROS[:100])
    acteur, attendu = getattr(monde, qui, None), 401 if qui == "personne" else 404
    for verbe in ("HEAD", "DELETE"):
        assert (await demander(acteur, verbe, adresse)).status_code == attendu
    assert (await ecrire(acteur, adresse, GROS[100:], 100)).status_code == attendu
    assert (await ouvrir(acteur, numero, GROS)).status_code == attendu
    assert (await demander(monde.zoe, "HEAD", adresse)).headers["upload-offset"] == "100"


async def test_a_question_that_is_no_longer_asked_takes_nothing(monde: Monde, numero: str) -> None:
    with transaction() as session:
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "oui", 1)
    adresse = await adresse_de(monde.zoe, numero, champ="convention")
    with transaction() as session:
        brouillon.enregistrer_reponse(session, monde.zoe, numero, "cofinance", "non", 2)
    assert (await ecrire(monde.zoe, adresse, GROS)).status_code == 404
    assert (await demander(monde.zoe, "HEAD", adresse)).status_code == 404


JUNK = ["", "-1", "1e3", "9" * 20, "é", "0x10", " ", "1, 2"]


@pytest.mark.parametrize("junk", JUNK)
async def test_junk_headers_are_answered(monde: Monde, numero: str, junk: str) -> None:
    brut = junk.encode()
    async with client(monde.zoe) as navigateur:
        for nom in ("upload-length", "upload-metadata", "tus-resumable"):
            entetes = {**annonce(10), nom: junk}
            envoyes = [(cle.encode(), brut if cle == nom else val.encode()) for cle, val in entetes.items()]
            ouvert = await navigateur.post(f"/api/dossiers/{numero}/pieces/devis", headers=envoyes)
            assert ouvert.status_code < 500
        adresse = await adresse_de(monde.zoe, numero, PDF)
        for nom in ("upload-offset", "content-type", "tus-resumable"):
            entetes = {**MORCEAU, "upload-offset": "0", nom: junk}
            envoyes = [(cle.encode(), brut if cle == nom else val.encode()) for cle, val in entetes.items()]
            ecrit = await navigateur.patch(adresse, content=PDF, headers=envoyes)
            assert 400 <= ecrit.status_code < 500
        for ailleurs in ("../envois", "%00", "x" * 3_000, "null", "0"):
            for verbe in ("HEAD", "PATCH", "DELETE"):
                reponse = await navigateur.request(verbe, f"/api/envois/{ailleurs}", headers=TUS)
                assert 400 <= reponse.status_code < 500
    assert jointes() == []
