"""The public catalogue as files: made once for each version of the catalogue, then served as they are."""

import asyncio
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from datetime import time as heure
from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from portail.aides import flux, parution
from portail.aides.echanges import export
from portail.aides.search import publiees
from portail.api.chemin import Chemin
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.errors import Introuvable
from portail.infra.db import snapshot
from portail.settings import settings

FRAICHEUR = 2.0
"""Seconds during which the version of the catalogue is not asked again."""
SURSIS = 60.0
"""Seconds for which a former file stays: somebody may be about to read it, here or in another process."""
PAGES_DU_SITE = ("/", "/aides", "/accessibilite", "/mentions-legales", "/donnees-personnelles")
PRIVEES = ("/api/", "/dossiers", "/mes-infos", "/mes-aides", "/connexion", "/inscription", "/courrier")
"""Paths search engines have no business with."""

_verrous: dict[str, asyncio.Lock] = {}
_connue: tuple[float, str] = (0.0, "")

Fabrique = Callable[[Session], Iterable[str | bytes]]


def edition() -> str:
    """The version of the catalogue and the day, asked of the database every few seconds at most."""
    global _connue  # noqa: PLW0603  one for the process
    vue, connue = _connue
    if not connue or time.monotonic() - vue > FRAICHEUR:
        with snapshot() as session:
            connue = parution.version(session, clock.today())
        _connue = (time.monotonic(), connue)
    return connue


async def catalogue_csv(request: Request) -> Response:
    """GET /aides.csv: the catalogue in the national schema."""
    return await _servir(request, "aides.csv", "text/csv; charset=utf-8", _csv)


async def catalogue_json(request: Request) -> Response:
    """GET /aides.json: the same rows as a list of objects."""
    return await _servir(
        request, "aides.json", "application/json", lambda s: export.en_json(export.lignes(s))
    )


async def fil(request: Request) -> Response:
    """GET /aides/feed.xml: what is new and what closes, in Atom."""
    return await _servir(request, "feed.xml", "application/atom+xml; charset=utf-8", _atom)


async def plan(request: Request) -> Response:
    """GET /sitemap.xml: the public pages, or the list of the sitemaps when they are too many for one."""
    return await _servir(request, "sitemap.xml", "application/xml", _plan)


async def plan_numerote(request: Request) -> Response:
    """GET /sitemap-{numero}.xml: a part of them."""
    ecrit = request.path_params["numero"]
    numero = int(ecrit) if re.fullmatch("[1-9][0-9]{0,5}", ecrit) else 0  # thousands of figures break `int`
    total = await asyncio.to_thread(_combien) if numero else 0
    if not 1 <= numero <= -(-total // flux.PAR_PLAN):
        raise Introuvable
    return await _servir(request, f"sitemap-{numero}.xml", "application/xml", lambda s: [_partie(s, numero)])


async def robots(request: Request) -> Response:
    """GET /robots.txt."""
    interdits = "".join(f"Disallow: {chemin}\n" for chemin in PRIVEES)
    texte = f"User-agent: *\n{interdits}\nSitemap: {settings().origin}/sitemap.xml\n"
    return PlainTextResponse(texte, headers={"cache-control": "public, max-age=3600"})


async def _servir(request: Request, nom: str, genre: str, fabriquer: Fabrique) -> Response:
    version = await asyncio.to_thread(edition)
    etag = f'"{version}"'
    entetes = {"etag": etag, "cache-control": "public, max-age=300", "content-type": genre}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=entetes)
    chemin = _dossier() / f"{version}-{nom}"
    async with _verrous.setdefault(nom, asyncio.Lock()):
        if not chemin.exists():
            await asyncio.to_thread(_fabriquer, chemin, nom, fabriquer)
    return FileResponse(chemin, headers=entetes)


def _fabriquer(chemin: Path, nom: str, fabriquer: Fabrique) -> None:
    """Write the file whole, then take away those of former versions, and what was never finished."""
    chemin.parent.mkdir(parents=True, exist_ok=True)
    en_cours = chemin.with_name(f"{uuid.uuid4()}-{nom}")
    with snapshot() as session, en_cours.open("wb") as sortie:
        for morceau in fabriquer(session):
            sortie.write(morceau.encode() if isinstance(morceau, str) else morceau)
    en_cours.replace(chemin)
    for ancien in chemin.parent.glob(f"*-{nom}"):
        with suppress(FileNotFoundError):  # another process tidies too
            if ancien != chemin and time.time() - ancien.stat().st_mtime > SURSIS:
                ancien.unlink()


def _dossier() -> Path:
    return settings().data_dir / "parutions"


def _csv(session: Session) -> Iterator[str]:
    professionnelles = export.professionnelle(session)
    return export.en_csv(export.lignes(session), professionnelles=professionnelles)


def _atom(session: Session) -> list[bytes]:
    aujourd_hui, maintenant = clock.today(), clock.now()
    minuit = datetime.combine(aujourd_hui, heure(), tzinfo=clock.PARIS)
    annonces = [
        *parution.bientot_closes(session, aujourd_hui),
        *parution.nouvelles(session, maintenant),
    ]
    return [flux.atom(annonces, settings().origin, settings().collectivite, minuit)]


def _plan(session: Session) -> list[bytes]:
    origine, total = settings().origin, publiees(session)
    if total <= flux.PAR_PLAN:
        return [_partie(session, 1)]
    parties = -(-total // flux.PAR_PLAN)
    return [flux.plan_des_plans(f"{origine}/sitemap-{numero}.xml" for numero in range(1, parties + 1))]


def _partie(session: Session, numero: int) -> bytes:
    origine = settings().origin
    aides = parution.adresses(session, (numero - 1) * flux.PAR_PLAN, flux.PAR_PLAN)
    du_site = (
        [(f"{origine}{page}".rstrip("/") or origine, None) for page in PAGES_DU_SITE] if numero == 1 else []
    )
    return flux.plan([*du_site, *((f"{origine}/aides/{slug}", modifiee) for slug, modifiee in aides)])


def _combien() -> int:
    with snapshot() as session:
        return publiees(session)


CHEMINS: list[Chemin] = [
    Chemin("/aides.csv", "GET", catalogue_csv, Acces.PUBLIC),
    Chemin("/aides.json", "GET", catalogue_json, Acces.PUBLIC),
    Chemin("/aides/feed.xml", "GET", fil, Acces.PUBLIC),
    Chemin("/sitemap.xml", "GET", plan, Acces.PUBLIC),
    Chemin("/sitemap-{numero}.xml", "GET", plan_numerote, Acces.PUBLIC),
    Chemin("/robots.txt", "GET", robots, Acces.PUBLIC),
]
