"""Uploads as an attacker sends them: another's, in pieces that do not fit, for ever, all at once."""

import socket
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest
from sqlmodel import Session, col, select

from portail.comptes.models import Compte
from portail.dossiers.models import Dossier, Piece, Televersement
from portail.dossiers.workflow import Statut, Vignette
from tests.e2e.patience import attendre
from tests.live import Server
from tests.tus import MORCEAU, TUS, annonce

PDF = b"%PDF-1.7\n" + b"0" * 50_000
CHAMP = "statuts"


def browser(server: Server, sid: str) -> httpx.Client:
    """Somebody's, from the portal's own pages."""
    return httpx.Client(base_url=server.url, cookies={"sid": sid}, headers={"origin": server.url}, timeout=30)


@pytest.fixture
def draft(database: Callable[[], Session]) -> Dossier:
    """The draft of the demonstration's association."""
    with database() as session:
        query = select(Dossier).join(Compte).where(Compte.identifiant == "amis-de-la-loutre")
        query = query.where(Dossier.statut == Statut.BROUILLON)
        return session.exec(query.order_by(col(Dossier.cree_le))).all()[0]


@pytest.fixture
def victim(
    server: Server, draft: Dossier, accounts: list[Compte], sign_in: Callable[[Compte], str]
) -> Iterator[httpx.Client]:
    """Whose draft it is."""
    owner = next(account for account in accounts if account.id == draft.compte_id)
    with browser(server, sign_in(owner)) as client:
        yield client


@pytest.fixture
def attacker(
    server: Server, draft: Dossier, accounts: list[Compte], sign_in: Callable[[Compte], str]
) -> Iterator[httpx.Client]:
    """Another account."""
    other = next(account for account in reversed(accounts) if account.id != draft.compte_id)
    with browser(server, sign_in(other)) as client:
        yield client


@pytest.fixture
def upload(victim: httpx.Client, draft: Dossier, database: Callable[[], Session]) -> Iterator[str]:
    """The address of the victim's upload, of which a hundred bytes have come."""
    opened = victim.post(
        f"/api/dossiers/{draft.numero}/pieces/{CHAMP}", headers=annonce(len(PDF), "statuts.pdf")
    )
    assert opened.status_code == 201, opened.text
    address = opened.headers["location"]
    came = victim.patch(address, content=PDF[:100], headers={**MORCEAU, "upload-offset": "0"})
    assert came.status_code == 204
    yield address
    victim.delete(address, headers=TUS)
    attendre(lambda: all(one.vignette is not Vignette.ATTENDUE for one in joined(database, draft)), "rest")


def joined(database: Callable[[], Session], draft: Dossier) -> list[Piece]:
    """The files of the draft that came from here."""
    with database() as session:
        return list(session.exec(select(Piece).where(Piece.dossier_id == draft.id)))


def offset(client: httpx.Client, address: str) -> str:
    return client.head(address, headers=TUS).headers["upload-offset"]


def test_anothers_upload_does_not_exist(
    server: Server, victim: httpx.Client, attacker: httpx.Client, upload: str, draft: Dossier
) -> None:
    with browser(server, "x" * 43) as stranger:
        for client, status in ((attacker, 404), (stranger, 401)):
            tries = [
                client.head(upload, headers=TUS),
                client.patch(upload, content=PDF[100:], headers={**MORCEAU, "upload-offset": "100"}),
                client.delete(upload, headers=TUS),
                client.post(f"/api/dossiers/{draft.numero}/pieces/{CHAMP}", headers=annonce(10)),
            ]
            assert [answer.status_code for answer in tries] == [status] * 4
            assert not any("statuts.pdf" in answer.text for answer in tries)
    assert offset(victim, upload) == "100"


def test_another_page_cannot_write_in_it(victim: httpx.Client, upload: str) -> None:
    for origin in ("https://ailleurs.exemple", "null"):
        foreign = {**MORCEAU, "upload-offset": "100", "origin": origin}
        assert victim.patch(upload, content=PDF[100:], headers=foreign).status_code == 403
        assert victim.delete(upload, headers={**TUS, "origin": origin}).status_code == 403
    assert offset(victim, upload) == "100"


JUNK = ["", "-1", "99", "101", "1e2", "0x64", "9" * 40, "١٠٠", "100, 100", "100;q=1"]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_offsets_write_nothing(victim: httpx.Client, upload: str, junk: str) -> None:
    headers = [(b"upload-offset", junk.encode()), *((k.encode(), v.encode()) for k, v in MORCEAU.items())]
    answer = victim.patch(upload, content=b"junk", headers=headers)
    assert answer.status_code in {400, 409}
    assert offset(victim, upload) == "100"


@pytest.mark.parametrize(
    "told",
    [
        "filename",
        "filename !!!",
        "filename " + "QQ==" * 3_000,
        ",,,,",
        "filename gICA,empreinte gICA",
        "filename Li4vLi4vZXRjL3Bhc3N3ZA==",
        "a" * 3_000,
    ],
)
def test_junk_metadata_is_answered(
    victim: httpx.Client, draft: Dossier, told: str, log: Callable[[], str]
) -> None:
    logged = len(log())
    headers = {**TUS, "upload-length": "10", "upload-metadata": told}
    opened = victim.post(f"/api/dossiers/{draft.numero}/pieces/{CHAMP}", headers=headers)
    assert opened.status_code < 500
    if opened.status_code == 201:
        assert victim.delete(opened.headers["location"], headers=TUS).status_code == 204
    assert "Traceback" not in log()[logged:]


def test_a_body_that_never_ends_gives_way(server: Server, victim: httpx.Client, upload: str) -> None:
    """One holds the file open and says nothing: whoever has the right goes on at once."""
    cookie = victim.cookies["sid"]
    head = (
        f"PATCH {upload} HTTP/1.1\r\nHost: localhost:{server.port}\r\nOrigin: {server.url}\r\n"
        f"Cookie: sid={cookie}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 100\r\n"
        "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000\r\n\r\n"
    )
    with closing(socket.create_connection(("localhost", server.port), 10)) as held:
        held.sendall(head.encode() + PDF[100:200])
        attendre(lambda: offset(victim, upload) == "200", "what came first")
        going = {**MORCEAU, "upload-offset": "200"}
        assert victim.patch(upload, content=PDF[200:], headers=going).status_code == 204


def test_twenty_at_one_offset_leave_one_whole_file(
    victim: httpx.Client, upload: str, draft: Dossier, database: Callable[[], Session]
) -> None:
    def one(_: int) -> int:
        going = {**MORCEAU, "upload-offset": "100"}
        return victim.patch(upload, content=PDF[100:], headers=going).status_code

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(one, range(20)))
    assert answers <= {204, 409, 423, 429}
    here = int(offset(victim, upload))
    if here < len(PDF):
        rest = {**MORCEAU, "upload-offset": str(here)}
        assert victim.patch(upload, content=PDF[here:], headers=rest).status_code == 204
    (piece,) = (one for one in joined(database, draft) if one.nom == "statuts.pdf")
    with database() as session:
        row = session.get(Televersement, uuid.UUID(upload.rpartition("/")[2]))
    assert piece.taille == len(PDF)
    assert row is None or row.fini_le is not None
    assert victim.get(f"/api/pieces/{piece.id}").content == PDF
