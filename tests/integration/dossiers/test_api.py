"""The routes of pièces, beacon and receipt, through the gate, with real cookies."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from portail.dossiers import brouillon, depot
from portail.dossiers.models import Dossier, Piece, Reponse
from portail.infra import halves, storage
from portail.infra.db import transaction
from tests.integration.dossiers import monde as fabrique
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.tus import client, demander, ecrire, envoyer, ouvrir


@pytest.fixture
def numero(monde: Monde) -> str:
    with transaction() as session:
        return brouillon.ouvrir(session, monde.zoe, monde.slug)


def la_piece() -> uuid.UUID:
    with transaction() as session:
        return session.exec(select(Piece.id)).one()


def gardes() -> list[Path]:
    racine = storage._local_root()
    assert racine is not None
    return [chemin for chemin in (racine / "jointes").rglob("*") if chemin.is_file()]


async def test_a_file_goes_up_and_comes_down(monde: Monde, numero: str) -> None:
    recu = await envoyer(monde.zoe, numero, nom="Devis d’été n°3.pdf")
    assert recu.status_code == 204
    adresse = f"/api/pieces/{la_piece()}"
    async with client(monde.zoe) as navigateur:
        rendu = await navigateur.get(adresse)
        apercu = await navigateur.get(f"{adresse}?apercu=1")
    assert rendu.content == apercu.content == PDF
    assert rendu.headers["content-type"] == "application/pdf"
    assert rendu.headers["content-length"] == str(len(PDF))
    assert rendu.headers["cache-control"] == "private, no-store"
    assert rendu.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in rendu.headers["content-security-policy"]
    assert rendu.headers["content-disposition"] == (
        'attachment; filename="Devis d__t_ n_3.pdf"; '
        "filename*=UTF-8''Devis%20d%E2%80%99%C3%A9t%C3%A9%20n%C2%B03.pdf"
    )
    assert apercu.headers["content-disposition"].startswith("inline;")


@pytest.mark.parametrize("qui", ["autre", "agent", "agent_ailleurs", "personne"])
async def test_others_find_nothing(monde: Monde, numero: str, qui: str) -> None:
    await envoyer(monde.zoe, numero)
    piece = la_piece()
    avant = len(gardes())
    attendu = 401 if qui == "personne" else 404
    acteur = getattr(monde, qui, None)
    assert (await envoyer(acteur, numero, nom="b.pdf")).status_code == attendu
    corps = {"champ": "resume", "valeur": "x", "n": 1, "compte": acteur.cle if acteur else ""}
    async with client(acteur) as navigateur:
        reponses = [
            await navigateur.get(f"/api/pieces/{piece}"),
            await navigateur.get(f"/api/dossiers/{numero}/accuse.pdf"),
            await navigateur.post(f"/api/dossiers/{numero}/brouillon", json=corps),
        ]
    assert {reponse.status_code for reponse in reponses} == {attendu}
    assert len(gardes()) == avant
    with transaction() as session:
        assert session.exec(select(Reponse).where(Reponse.champ == "resume")).all() == []


async def test_the_right_is_checked_before_a_byte_is_read(monde: Monde, numero: str) -> None:
    lus = 0

    async def corps() -> AsyncIterator[bytes]:
        nonlocal lus
        for _ in range(3):
            lus += 1
            yield PDF

    def jamais(*_: object) -> None:
        raise AssertionError("bytes were written")

    adresse = (await ouvrir(monde.zoe, numero)).headers["location"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "Half", jamais)
        refus = await ecrire(monde.autre, adresse, corps())
    assert refus.status_code == 404
    assert refus.json()["message"]


async def test_a_file_too_big_is_refused_by_its_announced_size(monde: Monde, numero: str) -> None:
    refus = await ouvrir(monde.zoe, numero, taille=2_400_000)
    assert refus.status_code == 413
    assert "fait 2,4\u00a0Mo\u00a0; la limite est 1\u00a0Mo" in refus.json()["message"]


@pytest.mark.parametrize(
    ("champ", "contenu", "nom", "statut"),
    [
        ("devis", b"MZ" + b"\0" * 90, "devis.pdf", 415),
        ("devis", b"", "devis.pdf", 415),
        ("devis", PDF, "devis.html", 415),
        ("budget", PDF, "devis.pdf", 415),
        ("nom", PDF, "devis.pdf", 404),
        ("convention", PDF, "devis.pdf", 404),
        ("%2e%2e", PDF, "devis.pdf", 404),
    ],
)
async def test_refusals_say_why_and_keep_nothing(
    monde: Monde, numero: str, champ: str, contenu: bytes, nom: str, statut: int
) -> None:
    avant = len(gardes())
    refus = await envoyer(monde.zoe, numero, contenu, nom, champ)
    assert refus.status_code == statut
    assert refus.json()["message"].endswith(".")
    assert len(gardes()) == avant


async def test_a_full_field_and_a_submitted_dossier_are_conflicts(monde: Monde, numero: str) -> None:
    assert [(await envoyer(monde.zoe, numero, nom=f"{n}.pdf")).status_code for n in range(3)] == [
        204,
        204,
        409,
    ]
    remplir(monde, numero)
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, True)
    assert (await envoyer(monde.zoe, numero)).status_code == 409
    async with client(monde.zoe) as navigateur:
        corps = {"champ": "resume", "valeur": "x", "n": 10**6, "compte": monde.zoe.cle}
        assert (await navigateur.post(f"/api/dossiers/{numero}/brouillon", json=corps)).status_code == 409


async def test_a_full_disk_is_said(monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "RESERVE_BYTES", 10**18)
    refus = await envoyer(monde.zoe, numero)
    assert (refus.status_code, "plus tard" in refus.json()["message"]) == (507, True)


async def test_a_database_that_fails_leaves_no_bytes(
    monde: Monde, numero: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portail.dossiers import pieces

    def panne(*_: object) -> None:
        raise RuntimeError("base de données injoignable")

    avant, ajouter = len(gardes()), pieces.ajouter
    monkeypatch.setattr(pieces, "ajouter", panne)
    adresse = (await ouvrir(monde.zoe, numero)).headers["location"]
    assert (await ecrire(monde.zoe, adresse, PDF)).status_code == 500
    assert len(gardes()) == avant
    monkeypatch.setattr(pieces, "ajouter", ajouter)  # the database is back: nothing is to be sent again
    assert (await demander(monde.zoe, "HEAD", adresse)).headers["upload-offset"] == str(len(PDF))
    assert la_piece()


async def test_several_files_at_once(monde: Monde, numero: str) -> None:
    reponses = await asyncio.gather(*(envoyer(monde.zoe, numero, nom=f"{n}.pdf") for n in range(3)))
    assert sorted(reponse.status_code for reponse in reponses) == [204, 204, 409]
    with transaction() as session:
        cles = session.exec(select(Piece.cle)).all()
    racine = storage._local_root()
    assert racine is not None
    assert all((racine / cle).is_file() for cle in cles)


def remplir(monde: Monde, numero: str) -> None:
    with transaction() as session:
        fabrique.repondre(session, monde, numero)
        if not session.exec(select(Piece)).all():
            fabrique.piece(session, session.exec(select(Dossier)).one())
