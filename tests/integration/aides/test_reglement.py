"""The règlement as a PDF: made once, kept, made again when it changes or was swept away, clearly named."""

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from portail.aides import reglement as reglements
from portail.aides.adresses import renommer
from portail.aides.models import Aide, VersionReglement
from portail.aides.workflow import StatutAide
from portail.api.routes import http_api
from portail.infra import storage
from portail.infra.db import transaction
from portail.partners import pdf
from tests.integration.aides.conftest import ajouter


@pytest.fixture
def aide(engine: Engine) -> None:
    with transaction() as session:
        ajouter(session, "velo", [(-1, 5)], titre="Vélo : l’aide / 2026", reglement="## Objet\n\nRouler.")
        ajouter(session, "sans", [(-1, 5)])
        ajouter(session, "cachee", [(-1, 5)], reglement="## Objet", statut=StatutAide.BROUILLON)


@pytest.fixture
def compte_de_pdf(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    faits: list[str] = []

    def compiler(modele: str, donnees: dict[str, str]) -> bytes:
        faits.append(donnees["titre"])
        return pdf.compiler(modele, donnees)  # type: ignore[call-overload]  # the real one

    monkeypatch.setattr(reglements, "compiler", compiler)
    return faits


async def demander(slug: str, version: str = "", **entetes: str) -> httpx.Response:
    transport = httpx.ASGITransport(http_api())
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        params = {"version": version} if version else {}
        return await client.get(f"/api/aides/{slug}/reglement.pdf", params=params, headers=entetes)


def changer(changement: Callable[[VersionReglement], object]) -> None:
    with transaction() as session:
        query = select(VersionReglement).join(Aide, col(Aide.id) == VersionReglement.aide_id)
        changement(session.exec(query.where(Aide.slug == "velo")).one())


async def test_it_is_made_once_and_bears_a_clear_name(aide: None, compte_de_pdf: list[str]) -> None:
    une, deux = await demander("velo"), await demander("velo")
    assert (une.status_code, une.headers["content-type"]) == (200, "application/pdf")
    assert une.content.startswith(b"%PDF-")
    assert une.content == deux.content
    assert len(compte_de_pdf) == 1
    assert (
        "R%C3%A8glement%20%E2%80%93%20V%C3%A9lo%20l%E2%80%99aide%202026.pdf"
        in (une.headers["content-disposition"])
    )
    relue = await demander("velo", **{"if-none-match": une.headers["etag"]})
    assert (relue.status_code, relue.content) == (304, b"")


async def test_a_changed_reglement_is_made_again_and_the_old_file_forgotten(
    aide: None, compte_de_pdf: list[str]
) -> None:
    avant = await demander("velo")
    cles: list[str] = []
    changer(lambda v: (cles.append(v.cle), setattr(v, "texte", "## Objet\n\nPédaler.")))
    apres = await demander("velo")
    assert len(compte_de_pdf) == 2
    assert apres.headers["etag"] != avant.headers["etag"]
    with pytest.raises(storage.FichierAbsent):
        storage.read_bytes(cles[0])


async def test_a_file_swept_away_is_made_again(aide: None, compte_de_pdf: list[str]) -> None:
    await demander("velo")
    changer(lambda v: storage.delete(v.cle))
    assert (await demander("velo")).status_code == 200
    assert (await demander("velo")).status_code == 200
    assert len(compte_de_pdf) == 2


def test_of_two_who_ask_at_once_one_copy_is_kept(aide: None, session: Session) -> None:
    une, deux = (reglements.lire(session, "velo") for _ in range(2))
    assert reglements.retenir(session, une, "cle-a") == ""
    assert reglements.retenir(session, deux, "cle-b") == "cle-b"
    assert reglements.lire(session, "velo").cle == "cle-a"


@pytest.mark.parametrize("slug", ["sans", "cachee", "inconnue", "..%2f..%2fetc"])
async def test_nothing_to_download_is_said_so(aide: None, slug: str) -> None:
    reponse = await demander(slug)
    assert reponse.status_code == 404


async def test_each_version_has_its_address_and_a_former_title_leads_to_the_present_one(aide: None) -> None:
    with transaction() as session:
        renommer(session, session.exec(select(Aide).where(Aide.slug == "velo")).one(), "Bicyclette")
    ailleurs = await demander("velo", version="2026-03-15")
    assert (ailleurs.status_code, ailleurs.headers["location"]) == (
        301,
        "/api/aides/bicyclette/reglement.pdf?version=2026-03-15",
    )
    statuts = [
        (await demander("bicyclette", version=jour)).status_code
        for jour in ("2026-03-15", "2026-03-16", "hier", "2026-13-01", "")
    ]
    assert statuts == [200, 404, 404, 404, 200]
