"""Pièces: download, preview, and the beacon of drafts."""

from dataclasses import asdict
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portail.api.chemin import Chemin
from portail.api.corps import exiger_l_auteur, read_object
from portail.api.fichiers import servir
from portail.comptes.rules import Acces
from portail.core.errors import Invalide
from portail.core.fichiers import MONTRABLES
from portail.dossiers import pieces, saisies
from portail.dossiers.saisies import Saisie
from portail.dossiers.states.etape import prevenir
from portail.ui.bridge import read, save

BALISE_MAX = 200_000  # bytes: the longest answer in JSON, all escaped
_MONTRABLES = {genre.type_mime for genre in MONTRABLES}


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
    """POST /api/dossiers/{numero}/brouillon `{"champ", "valeur", "n", "base", "page", "compte"}`.

    The edit of a field that is gone, or of one whose page has no socket any more.

    200 with what the server holds; 400, 404 or 409 `{"message"}`; 401 when another account typed it.
    """
    corps = await read_object(request, BALISE_MAX)
    exiger_l_auteur(corps, request.state.acteur)
    numero = request.path_params["numero"]
    try:
        acquittement = await save(
            saisies.enregistrer,
            Saisie(
                request.state.acteur,
                numero,
                *(corps.get(nom) for nom in ("champ", "valeur", "n", "base", "page")),
            ),
        )
    except Invalide as refus:
        message = next(iter(refus.erreurs.values()))
        return JSONResponse({"message": message}, status_code=HTTPStatus.BAD_REQUEST)
    await prevenir(request.state.acteur, numero, acquittement)
    return JSONResponse(asdict(acquittement))


CHEMINS: list[Chemin] = [
    Chemin("/api/dossiers/{numero}/brouillon", "POST", balise, Acces.CONNECTE),
    Chemin("/api/pieces/{id}", "GET", lire, Acces.CONNECTE),
    Chemin("/api/pieces/{id}/vignette", "GET", vignette, Acces.CONNECTE),
]
