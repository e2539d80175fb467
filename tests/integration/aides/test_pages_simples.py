"""The pages the server makes: an aid inside the compiled shell, the list and its sheets, their statuses."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from portail.aides.models import Aide, AncienneAdresse, FenetreDepot
from portail.aides.search import indexer
from portail.aides.workflow import StatutAide
from portail.api import fiches, liste, parutions
from portail.api.gate import admission
from portail.api.routes import http_api
from portail.core.typographie import francais
from portail.infra import db, ratelimit
from portail.settings import settings

PIEGE = '</title></script></noscript><script>alert(1)</script><img src=x onerror="alert(2)">'
COQUILLE = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"/>'
    '<link href="/assets/global-1.css" rel="stylesheet" type="text/css"/></head>'
    "<body><noscript><p>Ancien</p></noscript><script>demarrer()</script></body></html>"
)


@pytest.fixture
def client_dir(tmp_path: Path) -> Path:
    """A compiled client: the shell, the page of the search, a page that is no aid."""
    for nom in ("aides/index.html", "aides/pour-moi/index.html", "aides/outil/index.html"):
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_text(COQUILLE, encoding="utf-8")
    (tmp_path / "__spa-fallback.html").write_text(COQUILLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _catalogue(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parutions, "_connue", (0.0, ""))
    monkeypatch.setattr(parutions, "FRAICHEUR", 0.0)
    with db.transaction() as session:
        for slug, champs in {
            "velo": {
                "titre": "Vélo électrique",
                "description": "Une **prime**.",
                "thematiques": ["mobilites"],
            },
            "piege": {"titre": f"Piège {PIEGE}", "resume": PIEGE, "description": PIEGE},
            "cachee": {"titre": "Vélo caché", "statut": StatutAide.BROUILLON},
            "partie": {"titre": "Vélo retiré", "statut": StatutAide.RETIREE},
        }.items():
            aide = Aide(slug=slug, cle_titre=slug, **{"resume": "Un résumé.", **champs})
            session.add(aide)
            session.flush()
            session.add(FenetreDepot(aide_id=aide.id, ouvre_le=date(2020, 1, 1)))
            session.add(AncienneAdresse(slug=f"{slug}-avant", aide_id=aide.id))
            indexer(session, aide)


@pytest.fixture
def demander(client_dir: Path) -> Callable[..., Any]:
    """Ask the routes with the layer of the aids around them."""
    application = admission(fiches.fiches(http_api(), client_dir))

    async def une(chemin: str, methode: str = "GET", **entetes: str) -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url=settings().origin) as client:
            return await client.request(methode, chemin, headers=entetes)

    return une


async def test_the_shell_holds_the_aid(demander: Callable[..., Any]) -> None:
    reponse = await demander("/aides/velo")
    assert reponse.status_code == 200
    assert "<title>Vélo électrique – Portail des aides</title>" in reponse.text
    assert f'<link rel="canonical" href="{settings().origin}/aides/velo">' in reponse.text
    assert '<meta name="description" content="Un résumé.">' in reponse.text
    assert "Une <strong>prime</strong>." in reponse.text
    assert "<script>demarrer()</script>" in reponse.text
    assert reponse.text.count("<noscript>") == 1
    assert "Ancien" not in reponse.text
    donnees = re.findall(r'<script type="application/ld\+json">(.*?)</script>', reponse.text, re.S)
    assert json.loads(donnees[0])["name"] == "Vélo électrique"


@pytest.mark.parametrize("chemin", ["/aides/piege", "/aides/liste/piege", "/aides/liste"])
async def test_what_an_aid_says_ends_no_tag(demander: Callable[..., Any], chemin: str) -> None:
    texte = (await demander(chemin)).text
    assert "<script>alert" not in texte
    assert "<img src=x" not in texte
    assert texte.count("</noscript>") == texte.count("<noscript>")
    for donnees in re.findall(r'<script type="application/ld\+json">(.*?)</script>', texte, re.S):
        assert francais(PIEGE) in json.loads(donnees)["name"]


@pytest.mark.parametrize("debut", ["/aides/", "/aides/liste/"])
async def test_each_address_has_its_status(demander: Callable[..., Any], debut: str) -> None:
    statuts = {
        slug: (await demander(debut + slug)).status_code for slug in ("velo", "licorne", "cachee", "partie")
    }
    assert statuts == {"velo": 200, "licorne": 404, "cachee": 404, "partie": 410}
    assert (await demander(f"{debut}partie-avant")).status_code == 410
    ailleurs = await demander(f"{debut}velo-avant")
    assert (ailleurs.status_code, ailleurs.headers["location"]) == (301, f"{debut}velo")
    assert "Elle n’est peut-être plus publiée" in (await demander(f"{debut}licorne")).text


async def test_a_page_is_kept_and_compressed_until_the_catalogue_changes(
    demander: Callable[..., Any],
) -> None:
    premiere = await demander("/aides/velo/", **{"accept-encoding": "gzip"})
    assert premiere.headers["content-encoding"] == "gzip"
    assert "Vélo électrique" in premiere.text
    etag = premiere.headers["etag"]
    assert (await demander("/aides/velo", **{"if-none-match": etag})).status_code == 304
    _ajouter("autre")
    assert (await demander("/aides/velo")).headers["etag"] == etag  # made again, and the same
    with db.transaction() as session:
        aide = session.get_one(Aide, _id("velo"))
        aide.titre = "Vélo cargo"
        indexer(session, aide)
    assert "Vélo cargo" in (await demander("/aides/velo", **{"if-none-match": etag})).text


def _ajouter(slug: str) -> None:
    with db.transaction() as session:
        aide = Aide(slug=slug, titre=slug, cle_titre=slug, resume="")
        session.add(aide)
        indexer(session, aide)


def _id(slug: str) -> Any:
    from sqlmodel import select

    with db.snapshot() as session:
        return session.exec(select(Aide.id).where(Aide.slug == slug)).one()


@pytest.mark.parametrize(
    "chemin", ["/aides/outil", "/aides/pour-moi", "/aides/VELO", "/aides/é", "/aides/velo/x"]
)
async def test_what_is_no_aid_is_left_to_others(demander: Callable[..., Any], chemin: str) -> None:
    reponse = await demander(chemin)
    assert (reponse.status_code, reponse.text) == (404, "Not Found")  # of the routes behind


async def test_without_its_database_the_shell_goes_out_bare(
    demander: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absente(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("away"))

    monkeypatch.setattr(fiches, "edition", absente)
    monkeypatch.setattr(liste, "snapshot", absente)
    monkeypatch.setattr(liste.service, "rechercher", absente)
    assert (await demander("/aides/velo")).text == "Not Found"  # what stands behind answers
    for chemin in ("/aides/liste", "/aides/liste/velo"):
        reponse = await demander(chemin)
        assert reponse.status_code == 503
        assert "momentanément indisponible" in reponse.text


async def test_a_search_without_scripts_leads_to_the_list(demander: Callable[..., Any]) -> None:
    texte = (await demander("/aides?q=v%C3%A9lo&beneficiaire=association&intrus=1")).text
    assert 'content="0; url=/aides/liste?q=v%C3%A9lo&amp;beneficiaire=association"' in texte
    assert "<script>demarrer()</script>" in texte
    piege = (await demander("/aides?q=%22%3E%3Cscript%3E")).text
    assert '"><script>' not in piege.replace("<script>demarrer()", "")


async def test_the_list_searches_and_keeps_what_was_asked(demander: Callable[..., Any]) -> None:
    reponse = await demander("/aides/liste?q=v%C3%A9lo&thematique=mobilites&lieu=COM-24037")
    assert "script-src 'self';" in reponse.headers["content-security-policy"]
    assert 'value="vélo"' in reponse.text
    assert re.search(r'id="thematique-mobilites"[^>]* checked', reponse.text)
    assert '<input type="hidden" name="lieu" value="COM-24037">' in reponse.text
    assert 'href="/aides/liste/velo"' in reponse.text
    assert "cachee" not in reponse.text
    assert "/assets/global-1.css" in reponse.text
    rien = (await demander("/aides/liste?q=zzzz")).text
    assert "Aucune aide trouvée" in rien


async def test_a_robot_that_hurries_is_asked_to_wait(
    demander: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(liste, "DEBIT", "1/minute")
    ratelimit.oublier()
    assert (await demander("/aides/liste")).status_code == 200
    trop = await demander("/aides/liste")
    assert trop.status_code == 429
    assert "/aides.csv" in trop.text


async def test_only_readings_are_answered(demander: Callable[..., Any]) -> None:
    assert (await demander("/aides/velo", "HEAD")).status_code == 200
    assert (await demander("/aides/velo", "POST", origin=settings().origin)).status_code in {404, 405}
