"""Stopping alerts from the mailbox itself: the address in `List-Unsubscribe` (RFC 8058)."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portail.api.chemin import Chemin
from portail.api.gate import ONE_CLICK, adresse
from portail.comptes.rules import Acces, reseau
from portail.ui.bridge import run
from portail.veille import preferences
from portail.veille.mails import ARRET
from portail.veille.preferences import JETON, LienRefuse


async def regarder(request: Request) -> Response:
    """GET: a person, or a scanner, followed it: the page whose button stops the mails. Nothing is done."""
    jeton = request.path_params["jeton"]
    suite = f"{ARRET}#{jeton}" if JETON.fullmatch(jeton) else ARRET
    return RedirectResponse(suite, HTTPStatus.SEE_OTHER, headers={"cache-control": "no-store"})


async def arreter(request: Request) -> Response:
    """POST: the mailbox asks for its owner. 204, also once more; 404 when the link stops nothing."""
    try:
        await run(preferences.arreter, request.path_params["jeton"], reseau(adresse(request.scope)))
    except LienRefuse:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    return Response(status_code=HTTPStatus.NO_CONTENT)


CHEMINS: list[Chemin] = [
    Chemin(ONE_CLICK + "{jeton}", "GET", regarder, Acces.PUBLIC),
    Chemin(ONE_CLICK + "{jeton}", "POST", arreter, Acces.PUBLIC),
]
