"""The last edit of a tab that closes, for the sign-up and for one's own sheet: its socket is gone by then."""

from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portail.api.chemin import Chemin
from portail.api.corps import D_UN_AUTRE, CorpsRefuse, d_un_autre, drain, read_json
from portail.api.gate import adresse
from portail.comptes import sessions
from portail.comptes.rules import Acces, empreinte, reseau
from portail.demandeurs import inscription, mes_infos
from portail.demandeurs.rules import BALISE_INSCRIPTION, BALISE_MES_INFOS
from portail.ui.bridge import run

CORPS_MAX = 10_000  # bytes


async def inscription_en_cours(request: Request) -> Response:
    """POST /api/inscription/saisie `{"champ", "valeur", "n"}`: 204, or 400 when it makes no sense."""
    corps = await _lire(request)
    saisies = _texte(corps)
    if saisies is None:
        return _illisible()
    sid = sessions.lire_cookie(request.headers.get("cookie", ""))
    visiteur = empreinte(sid) if sid else ""
    await run(inscription.enregistrer, visiteur, saisies, reseau(adresse(request.scope)))
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def ma_fiche(request: Request) -> Response:
    """POST /api/mes-infos/saisie `{"champ", "valeur", "n", "compte"}`: 204, or 400 when it makes no sense.

    401 when another account typed it.
    """
    corps = await _lire(request)
    saisies = _texte(corps)
    if saisies is None:
        return _illisible()
    if d_un_autre(corps, request.state.acteur):
        return JSONResponse({"message": D_UN_AUTRE}, status_code=HTTPStatus.UNAUTHORIZED)
    await run(mes_infos.enregistrer, request.state.acteur, saisies)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _illisible() -> Response:
    return JSONResponse({"message": "Demande illisible."}, status_code=HTTPStatus.BAD_REQUEST)


async def _lire(request: Request) -> Any:
    try:
        return await read_json(request, CORPS_MAX)
    except CorpsRefuse:
        await drain(request)
        return None


def _texte(corps: Any) -> dict[str, str] | None:
    champ, valeur = (corps.get("champ"), corps.get("valeur")) if isinstance(corps, dict) else (None, None)
    return {champ: valeur} if isinstance(champ, str) and isinstance(valeur, str) else None


CHEMINS: list[Chemin] = [
    Chemin(BALISE_INSCRIPTION, "POST", inscription_en_cours, Acces.PUBLIC),
    Chemin(BALISE_MES_INFOS, "POST", ma_fiche, Acces.CONNECTE),
]
