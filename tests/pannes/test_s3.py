"""Pièces kept in a bucket: joined, read, taken back, swept; and a bucket that goes away."""

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest

from portail.core import clock
from portail.dossiers import pieces
from portail.infra import storage
from portail.settings import settings
from tests.e2e import fichiers, gens
from tests.e2e.patience import attendre
from tests.live import Server
from tests.pannes.conftest import Lancer
from tests.s3_server import SEAU, S3Server, s3_server

AIDE, CHAMP = "soutien-aux-associations", "statuts"
LOURD = fichiers.pdf(12_000_000)  # three parts of a multipart upload


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    """A bucket for this file of tests."""
    with s3_server() as server:
        yield server


@pytest.fixture(scope="module")
def portail(lancer: Lancer, s3: S3Server) -> Iterator[Server]:
    """A portal that keeps its files there."""
    with lancer(s3.around, storage_url=f"s3://{SEAU}") as live:
        yield live


@pytest.fixture(scope="module")
def zoe(portail: Server) -> gens.Personne:
    """An association."""
    return gens.personne(portail, gens.ASSOCIATION)


@pytest.fixture(scope="module")
def numero(zoe: gens.Personne) -> str:
    """Its draft."""
    return gens.ouvrir_dossier(zoe, AIDE)


def test_a_file_is_joined_read_and_taken_back(s3: S3Server, zoe: gens.Personne, numero: str) -> None:
    recue = gens.joindre(zoe, numero, CHAMP, "statuts.pdf", LOURD)
    assert recue.status_code == 204, recue.text
    (piece,) = gens.pieces_en_base(zoe.server, numero)
    assert s3.listing() == {piece.cle}
    with zoe.http() as client:
        lue = client.get(f"/api/pieces/{piece.id}").content
    assert hashlib.sha256(lue).hexdigest() == piece.sha256 == hashlib.sha256(LOURD).hexdigest()
    with gens.base(zoe.server) as session:
        pieces.retirer(session, zoe.acteur, numero, str(piece.id))
    attendre(lambda: piece.cle not in s3.listing(), "the bytes to leave the bucket")


def test_what_is_refused_leaves_nothing_in_the_bucket(s3: S3Server, zoe: gens.Personne, numero: str) -> None:
    avant = s3.listing()
    assert gens.joindre(zoe, numero, CHAMP, "statuts.pdf", b"MZ" + bytes(9_000_000)).status_code == 415
    trop = fichiers.pdf(settings().piece_max_mo * 1_000_000 + 1_000_000)
    assert gens.joindre(zoe, numero, CHAMP, "statuts.pdf", trop).status_code == 413
    assert s3.listing() == avant


@pytest.fixture
def ici_aussi(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The store of this very process is the bucket."""
    monkeypatch.setitem(storage._PATIENCE, "allow_http", True)
    for nom, valeur in {**s3.around, "PORTAIL_STORAGE_URL": f"s3://{SEAU}"}.items():
        monkeypatch.setenv(nom, valeur)
    for memoire in (settings, storage.store):
        memoire.cache_clear()
    yield
    monkeypatch.undo()
    assert "PORTAIL_STORAGE_URL" not in os.environ
    for memoire in (settings, storage.store):
        memoire.cache_clear()


def test_bytes_that_nothing_names_are_swept_after_a_day(
    s3: S3Server, zoe: gens.Personne, numero: str, ici_aussi: None
) -> None:
    assert gens.joindre(zoe, numero, CHAMP, "petit.pdf", fichiers.pdf()).status_code == 204
    (piece,) = gens.pieces_en_base(zoe.server, numero)
    perdue = storage.write_bytes(pieces.DOSSIER, b"the server died before the row was written")
    with gens.lecture(zoe.server) as session:
        assert pieces.balayer(session) == 0
        with clock.fixed(clock.now() + timedelta(hours=25)):
            assert pieces.balayer(session) == 1
    assert piece.cle in s3.listing()
    assert perdue not in s3.listing()


def test_a_bucket_that_is_away_is_said_and_nothing_else_stops(
    s3: S3Server, zoe: gens.Personne, numero: str
) -> None:
    (piece,) = gens.pieces_en_base(zoe.server, numero)
    s3.kill()
    refusee = gens.joindre(zoe, numero, CHAMP, "autre.pdf", fichiers.pdf(6_000_000))
    assert (refusee.status_code, refusee.json()["message"]) == (
        507,
        "Le portail ne peut pas recevoir de fichier pour le moment\u00a0: réessayez plus tard.",
    )
    with zoe.http() as client:
        lue = client.get(f"/api/pieces/{piece.id}")
        assert (lue.status_code, lue.json()["message"]) == (
            503,
            "Ce fichier ne peut pas être lu pour le moment\u00a0: réessayez dans quelques minutes.",
        )
        reglement = client.get(f"/api/aides/{AIDE}/reglement.pdf")
        assert (reglement.status_code, "pour le moment" in reglement.text) == (503, True)
        copie = zipfile.ZipFile(io.BytesIO(client.get("/api/mes-donnees.zip").content))
        assert "mes-donnees.json" in copie.namelist()
        lettre = {"champ": "intitule", "valeur": "Fête", "n": 1, "compte": zoe.acteur.cle}
        assert client.post(f"/api/dossiers/{numero}/brouillon", json=lettre).status_code == 200
    s3.start()
    assert gens.joindre(zoe, numero, CHAMP, "autre.pdf", fichiers.pdf()).status_code == 204
    with zoe.http() as client:  # the one this bucket has lost
        assert client.get(f"/api/pieces/{piece.id}").status_code == 404
