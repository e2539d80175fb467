"""Uploads that survive a lost line: the tus protocol 1.0.0 (core, creation, expiration, termination).

Right, draft and field are checked at every request. A refusal is `{"message"}`; 409 and 423 without one ask
the browser to look again where the upload is.
"""

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from portail.api import arrivee
from portail.api.chemin import Chemin, Endpoint
from portail.api.corps import announced, drain, number
from portail.comptes.rules import Acces
from portail.core.errors import Conflit, ErreurMetier, Interdit, Introuvable, TropDeDemandes
from portail.dossiers import annonces, televersements
from portail.infra import halves, ratelimit, storage
from portail.infra.logs import raison
from portail.settings import settings
from portail.ui.bridge import run

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
OUVERTURES = "120/minute"
DEMANDES = "900/minute"
RETENTER = "30"  # seconds
METADONNEES_MAX = 4_000
MORCEAU = "application/offset+octet-stream"

log = structlog.get_logger(__name__)

_STATUTS: dict[type[Exception], HTTPStatus] = {
    Introuvable: HTTPStatus.NOT_FOUND,
    Conflit: HTTPStatus.CONFLICT,
    Interdit: HTTPStatus.FORBIDDEN,
    TropDeDemandes: HTTPStatus.TOO_MANY_REQUESTS,
    annonces.TropVolumineux: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    annonces.TypeRefuse: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    televersements.Altere: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def _tus(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Speak the version of the protocol, and say each refusal its way, once the body has gone by."""

    async def answer(request: Request) -> Response:
        try:
            if request.headers.get("tus-resumable") != VERSION and request.method != "OPTIONS":
                reponse = Response(
                    status_code=HTTPStatus.PRECONDITION_FAILED, headers={"tus-version": VERSION}
                )
            else:
                reponse = await endpoint(request)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
        except Exception as cause:
            reponse = _refuser(cause)
            if not isinstance(cause, halves.Occupe | halves.Interrompu):  # that line is dead
                await drain(request)
        reponse.headers["tus-resumable"] = VERSION
        return reponse

    return answer


def _refuser(cause: Exception) -> Response:
    match cause:
        case ErreurMetier():
            statut = _STATUTS.get(type(cause), HTTPStatus.CONFLICT)
            trop = {"retry-after": RETENTER} if statut is HTTPStatus.TOO_MANY_REQUESTS else None
            return JSONResponse({"message": cause.message}, status_code=statut, headers=trop)
        case arrivee.Ailleurs():
            return Response(status_code=HTTPStatus.CONFLICT, headers={"upload-offset": str(cause.venus)})
        case halves.Occupe():
            return Response(status_code=HTTPStatus.LOCKED)
        case halves.Interrompu():
            return Response(status_code=HTTPStatus.REQUEST_TIMEOUT)
        case storage.EcritureImpossible() | OperationalError():  # no room for the bytes, or for their row
            log.error("pieces.unwritable", error=raison(cause))
            message = "Le portail ne peut pas recevoir de fichier pour le moment\u00a0: réessayez plus tard."
            return JSONResponse({"message": message}, status_code=HTTPStatus.INSUFFICIENT_STORAGE)
        case _:
            raise cause


@_tus
async def dire(request: Request) -> Response:
    """OPTIONS /api/dossiers/{numero}/pieces/{champ}: what is spoken here."""
    taille_max = settings().piece_max_mo * 1_000_000
    headers = {"tus-version": VERSION, "tus-extension": EXTENSIONS, "tus-max-size": str(taille_max)}
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


@_tus
async def ouvrir(request: Request) -> Response:
    """POST /api/dossiers/{numero}/pieces/{champ}: announce a file by `Upload-Length` and `Upload-Metadata`
    (`filename`, `empreinte`). 201 with `Location`, and `Upload-Offset` if it had begun; a body is not read.
    """
    acteur = request.state.acteur
    ratelimit.exiger(OUVERTURES, "pieces", str(acteur.id), message=TROP)
    taille = number(request, "upload-length")
    if taille is None:
        return Response(status_code=HTTPStatus.BAD_REQUEST)
    dites = _metadonnees(request.headers.get("upload-metadata", ""))
    envoi = await run(
        televersements.ouvrir,
        acteur,
        request.path_params["numero"],
        request.path_params["champ"],
        nom=dites.get("filename", ""),
        taille=taille,
        empreinte=dites.get("empreinte", ""),
    )
    headers = {
        "location": f"/api/envois/{envoi.id}",
        "upload-expires": _date(envoi.expire_le),
        "upload-offset": str(halves.size(envoi.id)),
    }
    await drain(request)
    return Response(status_code=HTTPStatus.CREATED, headers=headers)


@_tus
async def situer(request: Request) -> Response:
    """HEAD /api/envois/{id}: how far it is."""
    _compter(request)
    envoi, venus = await arrivee.ou_en_est(request.state.acteur, request.path_params["id"])
    headers = {
        "upload-offset": str(venus),
        "upload-length": str(envoi.taille),
        "upload-expires": _date(envoi.expire_le),
        "cache-control": "no-store",
    }
    return Response(headers=headers)


@_tus
async def prolonger(request: Request) -> Response:
    """PATCH /api/envois/{id}: the bytes that follow `Upload-Offset`. 204 with the new one."""
    _compter(request)
    if request.headers.get("content-type") != MORCEAU:
        await drain(request)
        return Response(status_code=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    debut = number(request, "upload-offset")
    if debut is None:
        await drain(request)
        return Response(status_code=HTTPStatus.BAD_REQUEST)
    venus = await arrivee.prolonger(
        request.state.acteur, request.path_params["id"], debut, announced(request), request.stream()
    )
    await drain(request)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"upload-offset": str(venus)})


@_tus
async def abandonner(request: Request) -> Response:
    """DELETE /api/envois/{id}: nothing of it is kept. What was joined meanwhile stays joined."""
    _compter(request)
    await arrivee.abandonner(request.state.acteur, request.path_params["id"])
    return Response(status_code=HTTPStatus.NO_CONTENT)


TROP = "Trop d’envois à la fois\u00a0: patientez une minute."


def _compter(request: Request) -> None:
    ratelimit.exiger(DEMANDES, "envois", str(request.state.acteur.id), message=TROP)


def _metadonnees(header: str) -> dict[str, str]:
    """« cle base64,cle base64 »; what is not so is not there."""
    lues: dict[str, str] = {}
    for paire in header[:METADONNEES_MAX].split(","):
        cle, _, valeur = paire.strip().partition(" ")
        try:
            lues[cle] = base64.b64decode(valeur, validate=True).decode(errors="replace")
        except (binascii.Error, ValueError):
            continue
    return lues


def _date(instant: datetime) -> str:
    return format_datetime(instant, usegmt=True)


_UN: dict[str, Any] = {"path": "/api/envois/{id}", "acces": Acces.CONNECTE}
_CHAMP: dict[str, Any] = {"path": "/api/dossiers/{numero}/pieces/{champ}", "acces": Acces.CONNECTE}
CHEMINS: list[Chemin] = [
    Chemin(method="OPTIONS", endpoint=dire, **_CHAMP),
    Chemin(method="POST", endpoint=ouvrir, **_CHAMP),
    Chemin(method="HEAD", endpoint=situer, **_UN),
    Chemin(method="PATCH", endpoint=prolonger, **_UN),
    Chemin(method="DELETE", endpoint=abandonner, **_UN),
]
