"""Règlements as PDF: public, kept once made, streamed."""

import asyncio
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from portail.aides import reglement as reglements
from portail.aides.adresses import Deplacee
from portail.aides.reglement import Reglement
from portail.api.chemin import Chemin
from portail.api.fichiers import disposition, pas_maintenant
from portail.comptes.rules import Acces
from portail.core.errors import Introuvable
from portail.infra import storage
from portail.infra.db import snapshot, transaction


async def reglement(request: Request) -> Response:
    """GET /api/aides/{slug}/reglement.pdf: the one that applies, or that of `?version=2026-03-01`.

    301 when the aid has another address by now, 404 when there is none, 503 when the store is away.
    """
    jour = request.query_params.get("version", "")
    try:
        trouve = await asyncio.to_thread(_lire, request.path_params["slug"], _jour(jour))
    except Deplacee as ailleurs:
        suite = f"/api/aides/{ailleurs.slug}/reglement.pdf" + (f"?version={quote(jour)}" if jour else "")
        return RedirectResponse(suite, status_code=301)
    etag = f'"{trouve.empreinte[:32]}"'
    entetes = {"etag": etag, "cache-control": "public, max-age=300"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=entetes)
    try:
        lecture = await _ouvrir(trouve)
    except (storage.LectureImpossible, storage.EcritureImpossible):
        return pas_maintenant()
    entetes |= {
        "content-length": str(lecture.size),
        "content-disposition": disposition(trouve.nom_fichier, "attachment"),
    }
    return StreamingResponse(lecture.chunks, media_type="application/pdf", headers=entetes)


async def _ouvrir(trouve: Reglement) -> storage.Reading:
    try:
        return await storage.read(trouve.cle or await asyncio.to_thread(_produire, trouve))
    except storage.FichierAbsent:  # swept away: what it was made of is still here
        return await storage.read(await asyncio.to_thread(_produire, trouve))


def _lire(slug: str, applicable_le: date | None) -> Reglement:
    with snapshot() as session:
        return reglements.lire(session, slug, applicable_le)


def _jour(version: str) -> date | None:
    if not version:
        return None
    try:
        return date.fromisoformat(version)
    except ValueError:
        raise Introuvable("Cette version du règlement n’existe pas.") from None


def _produire(trouve: Reglement) -> str:
    cle = reglements.produire(trouve)
    with transaction() as session:
        a_oublier = reglements.retenir(session, trouve, cle)
    if a_oublier:
        storage.delete(a_oublier)
    return _lire(trouve.slug, trouve.version_du).cle if a_oublier == cle else cle


CHEMINS: list[Chemin] = [Chemin("/api/aides/{slug}/reglement.pdf", "GET", reglement, Acces.PUBLIC)]
