"""The receipt and the files by their routes: given to those in charge, and said when they vanished."""

import pytest
from sqlmodel import select

from portail.dossiers import accuse, depot
from portail.dossiers.models import Dossier, Piece
from portail.infra import storage
from portail.infra.db import transaction
from tests.integration.dossiers.monde import PDF, Monde
from tests.integration.dossiers.test_api import numero, remplir  # noqa: F401  a fixture
from tests.integration.dossiers.tus import client, envoyer


async def test_the_receipt_is_given_to_those_in_charge(monde: Monde, numero: str) -> None:
    remplir(monde, numero)
    with transaction() as session:
        depot.deposer(session, monde.zoe, numero, True)
        dossier = session.exec(select(Dossier)).one()
        accuse.ranger(session, dossier.id, storage.write_bytes("documents", PDF), len(PDF))
    async with client(monde.zoe) as navigateur, client(monde.agent) as agent, client(monde.autre) as autre:
        sien = await navigateur.get(f"/api/dossiers/{numero}/accuse.pdf")
        assert (sien.status_code, sien.content) == (200, PDF)
        assert f'filename="accuse-{numero}.pdf"' in sien.headers["content-disposition"]
        assert (await agent.get(f"/api/dossiers/{numero}/accuse.pdf")).status_code == 200
        assert (await autre.get(f"/api/dossiers/{numero}/accuse.pdf")).status_code == 404


async def test_bytes_that_vanished_are_said(monde: Monde, numero: str) -> None:
    await envoyer(monde.zoe, numero)
    with transaction() as session:
        piece = session.exec(select(Piece)).one()
        storage.delete(piece.cle)
    async with client(monde.zoe) as navigateur:
        rendu = await navigateur.get(f"/api/pieces/{piece.id}")
    assert (rendu.status_code, "plus disponible" in rendu.json()["message"]) == (404, True)


@pytest.mark.parametrize("numero", ["x", "2026-000000", "%00", "..%2f..", "é" * 200, "' OR 1=1 --"])
@pytest.mark.parametrize("chemin", ["/api/dossiers/{}/accuse.pdf", "/api/pieces/{}"])
async def test_any_path_is_answered(monde: Monde, numero: str, chemin: str) -> None:
    async with client(monde.zoe) as navigateur:
        assert (await navigateur.get(chemin.format(numero))).status_code == 404
