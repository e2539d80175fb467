"""The catalogue as files over HTTP: right, kept while nothing changes, made anew when something does."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.requests import Request

from portail.aides import flux
from portail.aides.models import Aide, FenetreDepot
from portail.aides.search import indexer
from portail.aides.workflow import StatutAide
from portail.api import parutions
from portail.api.gate import admission
from portail.api.routes import http_api
from portail.core import clock
from portail.infra import db
from portail.settings import settings

ATOM, PLAN = f"{{{flux.ATOM}}}", f"{{{flux.SITEMAP}}}"
MAINTENANT = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sans_attente(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parutions, "_connue", (0.0, ""))
    monkeypatch.setattr(parutions, "FRAICHEUR", 0.0)
    monkeypatch.setattr(parutions, "_verrous", {})
    monkeypatch.setattr(parutions, "_dossier", lambda: tmp_path / "parutions")
    with db.transaction() as session:
        _semer(session)


def _semer(session: Session) -> None:
    for rang, (slug, statut, ferme) in enumerate(
        [
            ("velo", "publiee", 5),
            ("foret", "publiee", 90),
            ("cachee", "brouillon", 5),
            ("ancienne", "publiee", None),
        ]
    ):
        aide = Aide(
            slug=slug,
            titre=slug.capitalize(),
            cle_titre=slug,
            resume=f"Une aide, {slug}.",
            statut=StatutAide(statut),
            publiee_le=MAINTENANT - timedelta(days=rang if slug != "ancienne" else 400),
            modifiee_le=MAINTENANT,
        )
        session.add(aide)
        session.flush()
        ferme_le = None if ferme is None else date(2026, 3, 15) + timedelta(days=ferme)
        session.add(FenetreDepot(aide_id=aide.id, ouvre_le=date(2026, 1, 1), ferme_le=ferme_le))
        indexer(session, aide)


def _publier(slug: str) -> None:
    with db.transaction() as session:
        nouvelle = Aide(slug=slug, titre=slug.capitalize(), cle_titre=slug, resume="", publiee_le=MAINTENANT)
        session.add(nouvelle)
        indexer(session, nouvelle)


async def _lire(chemin: str, **entetes: str) -> httpx.Response:
    with clock.fixed(MAINTENANT):
        transport = httpx.ASGITransport(admission(http_api()))
        async with httpx.AsyncClient(transport=transport, base_url=settings().origin) as client:
            return await client.get(chemin, headers=entetes)


async def test_the_catalogue_is_read_as_csv_and_json() -> None:
    texte = await _lire("/aides.csv")
    assert texte.headers["content-type"] == "text/csv; charset=utf-8"
    rangees = list(csv.DictReader(StringIO(texte.text)))
    assert [rangee["titre"] for rangee in rangees] == ["Ancienne", "Foret", "Velo"]
    liste = await _lire("/aides.json")
    assert liste.headers["content-type"] == "application/json"
    assert [une["titre"] for une in json.loads(liste.text)] == ["Ancienne", "Foret", "Velo"]


@pytest.mark.parametrize("chemin", ["/aides.csv", "/aides.json", "/aides/feed.xml", "/sitemap.xml"])
async def test_a_file_is_kept_until_the_catalogue_changes(
    chemin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parutions, "SURSIS", -1.0)
    premiere = await _lire(chemin)
    assert premiere.status_code == 200
    etag = premiere.headers["etag"]
    assert (await _lire(chemin, **{"if-none-match": etag})).status_code == 304
    assert (await _lire(chemin)).headers["etag"] == etag
    _publier("neuve")
    autre = await _lire(chemin, **{"if-none-match": etag})
    assert autre.status_code == 200
    assert autre.headers["etag"] != etag
    assert "neuve" in autre.text.lower()
    assert len(list((tmp_path / "parutions").iterdir())) == 1  # the former one is gone


async def test_a_file_somebody_is_about_to_read_is_not_taken_away() -> None:
    with clock.fixed(MAINTENANT):
        demande = Request({"type": "http", "method": "GET", "path": "/aides.csv", "headers": []})
        en_route = await parutions.catalogue_csv(demande)
        _publier("neuve")
        assert "Neuve" in (await _lire("/aides.csv")).text
    transport = httpx.ASGITransport(en_route)
    async with httpx.AsyncClient(transport=transport, base_url=settings().origin) as client:
        lue = await client.get("/aides.csv")
    assert lue.status_code == 200
    assert "Neuve" not in lue.text


async def test_a_file_that_could_not_be_finished_leaves_nothing_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parutions, "SURSIS", -1.0)

    def rompre(_session: Session) -> list[str]:
        raise OSError("disque plein")

    with monkeypatch.context() as casse:
        casse.setattr(parutions, "_csv", rompre)
        assert (await _lire("/aides.csv")).status_code == 500
    assert (await _lire("/aides.csv")).status_code == 200
    assert len(list((tmp_path / "parutions").iterdir())) == 1


@pytest.mark.parametrize("numero", ["9" * 5_000, "0", "01", "2", "-1", "1.5", "\u0661", "1%00", "a"])
async def test_a_part_of_the_sitemap_that_is_none_is_not_found(numero: str) -> None:
    assert (await _lire(f"/sitemap-{numero}.xml")).status_code == 404


async def test_the_feed_tells_what_closes_and_what_is_new() -> None:
    lu = fromstring((await _lire("/aides/feed.xml")).content)
    titres = [entree.findtext(f"{ATOM}title") for entree in lu.findall(f"{ATOM}entry")]
    assert titres == ["Jusqu’au 20\u00a0mars 2026 : Velo", "Velo", "Foret"]
    depuis = lu.findtext(f"{ATOM}entry/{ATOM}updated")
    assert depuis == "2026-03-04T23:00:00Z"  # the day it came near, whatever the day it is read


async def test_the_sitemap_lists_the_public_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    lieux = [une.findtext(f"{PLAN}loc") for une in fromstring((await _lire("/sitemap.xml")).content)]
    assert f"{settings().origin}/aides/velo" in lieux
    assert settings().origin in lieux
    assert not [lieu for lieu in lieux if "cachee" in (lieu or "")]
    monkeypatch.setattr(flux, "PAR_PLAN", 2)
    with db.transaction() as session:
        quatrieme = Aide(slug="quatrieme", titre="Q", cle_titre="q", resume="")
        session.add(quatrieme)
        indexer(session, quatrieme)
    index = [une.findtext(f"{PLAN}loc") for une in fromstring((await _lire("/sitemap.xml")).content)]
    assert index == [f"{settings().origin}/sitemap-{numero}.xml" for numero in (1, 2)]
    seconde = fromstring((await _lire("/sitemap-2.xml")).content)
    assert len(seconde) == 2
    assert [(await _lire(f"/sitemap-{n}.xml")).status_code for n in (0, 3, 10**30)] == [404, 404, 404]


async def test_robots_are_told_where_to_go() -> None:
    texte = (await _lire("/robots.txt")).text
    assert f"Sitemap: {settings().origin}/sitemap.xml" in texte
    assert "Disallow: /api/" in texte
    assert "Disallow: /aides" not in texte
