"""Règlements as PDF: public, kept once made, streamed."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from portail.aides import reglement as reglements
from portail.aides.reglement import Reglement
from portail.api.chemin import Chemin
from portail.api.fichiers import disposition, pas_maintenant
from portail.comptes.rules import Acces
from portail.infra import storage
from portail.infra.db import snapshot, transaction


async def reglement(request: Request) -> Response:
    """GET /api/aides/{slug}/reglement.pdf: 404 when there is none, 503 when the store is away."""
    trouve = await asyncio.to_thread(_lire, request.path_params["slug"])
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


def _lire(slug: str) -> Reglement:
    with snapshot() as session:
        return reglements.lire(session, slug)


def _produire(trouve: Reglement) -> str:
    cle = reglements.produire(trouve)
    with transaction() as session:
        a_oublier = reglements.retenir(session, trouve, cle)
    if a_oublier:
        storage.delete(a_oublier)
    return _lire(trouve.slug).cle if a_oublier == cle else cle


CHEMINS: list[Chemin] = [Chemin("/api/aides/{slug}/reglement.pdf", "GET", reglement, Acces.PUBLIC)]
