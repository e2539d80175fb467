"""Pièces: upload, download, preview, and the beacon of drafts."""

import asyncio
from dataclasses import asdict
from http import HTTPStatus
from urllib.parse import unquote

import structlog
from sqlalchemy.exc import OperationalError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from portail.api import envois
from portail.api.chemin import Chemin
from portail.api.corps import announced, drain, exiger_l_auteur, read_object
from portail.api.fichiers import servir
from portail.comptes.rules import Acces, Acteur
from portail.core.errors import Conflit, ErreurMetier, Introuvable, Invalide, TropDeDemandes
from portail.core.fichiers import MONTRABLES
from portail.dossiers import brouillon, pieces
from portail.dossiers.rules import trop_gros
from portail.infra import ratelimit, storage
from portail.ui.bridge import read, run, save

BALISE_MAX = 200_000  # bytes: the longest answer in JSON, all escaped
ENVOIS = "120/minute"
RETENTER = "30"  # seconds
_MONTRABLES = {genre.type_mime for genre in MONTRABLES}

log = structlog.get_logger(__name__)

_STATUTS: dict[type[Exception], HTTPStatus] = {
    Introuvable: HTTPStatus.NOT_FOUND,
    Conflit: HTTPStatus.CONFLICT,
    TropDeDemandes: HTTPStatus.TOO_MANY_REQUESTS,
    pieces.TropVolumineux: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    pieces.TypeRefuse: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
}


async def deposer(request: Request) -> Response:
    """POST /api/dossiers/{numero}/pieces/{champ}: the file is the body, its name in X-Filename.

    201 `{"id"}`; 404, 409, 413, 415, 429 or 507 `{"message"}`. The right is checked before a byte is read.
    """
    try:
        piece_id = await _recevoir(request, request.state.acteur)
    except ClientDisconnect:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
    except ErreurMetier as refus:
        await drain(request)
        return _refuser(refus.message, _STATUTS.get(type(refus), HTTPStatus.CONFLICT))
    except storage.EcritureImpossible as defaut:
        log.error("pieces.unwritable", error=str(defaut)[:200])
        await drain(request)
        return _refuser(
            "Le portail ne peut pas recevoir de fichier pour le moment : réessayez plus tard.",
            HTTPStatus.INSUFFICIENT_STORAGE,
        )
    except storage.Interrompu:
        return _refuser("L’envoi s’est interrompu : réessayez.", HTTPStatus.REQUEST_TIMEOUT)
    return JSONResponse({"id": piece_id}, status_code=HTTPStatus.CREATED)


def _refuser(message: str, statut: HTTPStatus) -> Response:
    headers = {"retry-after": RETENTER} if statut is HTTPStatus.TOO_MANY_REQUESTS else None
    return JSONResponse({"message": message}, status_code=statut, headers=headers)


async def _recevoir(request: Request, acteur: Acteur) -> str:
    ratelimit.exiger(
        ENVOIS, "pieces", str(acteur.id), message="Trop d’envois à la fois : patientez une minute."
    )
    numero, champ = request.path_params["numero"], request.path_params["champ"]
    with envois.un_envoi(acteur.id):
        attendu = await read(pieces.attendre, acteur, numero, champ, announced(request))
        fichier = await _garder(request, attendu.taille_max)
        nom = unquote(request.headers.get("x-filename", "")[:2_000], errors="replace")
        try:
            recu = await asyncio.to_thread(pieces.identifier, fichier, nom, attendu.familles)
            return (await run(pieces.ajouter, acteur, numero, champ, recu)).id
        except OperationalError:  # lost at the commit, the row may be there: the sweeper will know
            raise
        except Exception:  # refused or undone: the bytes belong to nobody
            # A task that is cancelled leaves its bytes: its thread goes on, and may join them.
            await asyncio.to_thread(storage.delete, fichier.key)
            raise


async def _garder(request: Request, taille_max: int) -> storage.Stored:
    taille = announced(request)
    octets = taille_max if taille is None else taille
    with storage.expecting(octets):
        await asyncio.to_thread(storage.require_space)
        try:
            return await storage.write(pieces.DOSSIER, request.stream(), taille_max, envois.delai(octets))
        except storage.TropGros:
            raise pieces.TropVolumineux(trop_gros(None, taille_max)) from None


async def lire(request: Request) -> Response:
    """GET /api/pieces/{id}: to keep; `?apercu=1`: to look at, for the kinds browsers show safely."""
    fichier = await read(pieces.lire_piece, request.state.acteur, request.path_params["id"])
    apercu = request.query_params.get("apercu") == "1" and fichier.type_mime in _MONTRABLES
    apercu = apercu and fichier.montrable
    return await servir(fichier, apercu=apercu)


async def vignette(request: Request) -> Response:
    """GET /api/pieces/{id}/vignette: the picture in small, for whoever may read the file."""
    return await servir(
        await read(pieces.lire_vignette, request.state.acteur, request.path_params["id"]), apercu=True
    )


async def balise(request: Request) -> Response:
    """POST /api/dossiers/{numero}/brouillon `{"champ", "valeur", "n", "compte"}`: the edit of a field gone.

    200 with what the server holds; 400, 404 or 409 `{"message"}`; 401 when another account typed it.
    """
    corps = await read_object(request, BALISE_MAX)
    exiger_l_auteur(corps, request.state.acteur)
    numero = request.path_params["numero"]
    try:
        acquittement = await save(
            brouillon.enregistrer_reponse,
            request.state.acteur,
            numero,
            corps.get("champ"),
            corps.get("valeur"),
            corps.get("n"),
        )
    except Invalide as refus:
        return _refuser(next(iter(refus.erreurs.values())), HTTPStatus.BAD_REQUEST)
    return JSONResponse(asdict(acquittement))


CHEMINS: list[Chemin] = [
    Chemin("/api/dossiers/{numero}/pieces/{champ}", "POST", deposer, Acces.CONNECTE),
    Chemin("/api/dossiers/{numero}/brouillon", "POST", balise, Acces.CONNECTE),
    Chemin("/api/pieces/{id}", "GET", lire, Acces.CONNECTE),
    Chemin("/api/pieces/{id}/vignette", "GET", vignette, Acces.CONNECTE),
]
