"""The session cookie: a ticket given by a screen becomes a cookie; signing out closes the session."""

import asyncio
import uuid

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from portail.api.corps import CorpsRefuse, read_object
from portail.api.gate import adresse
from portail.api.headers import cookie
from portail.comptes import appareils, jetons, sessions
from portail.comptes.rules import Acteur, empreinte, reseau
from portail.core.errors import ErreurMetier
from portail.infra import ratelimit
from portail.infra.db import transaction

TICKETS = "120/minute"
BODY_BYTES = 500
MARK_SECONDS = 180 * 24 * 3600


async def ouvrir(request: Request) -> Response:
    """POST /api/session `{"ticket": …}`: exchange a single-use ticket for a fresh session cookie."""
    trop = "Trop de connexions depuis votre réseau. Réessayez dans une minute."
    ratelimit.exiger(TICKETS, "billets", reseau(adresse(request.scope)), message=trop)
    ticket = (await read_object(request, BODY_BYTES)).get("ticket")
    if not isinstance(ticket, str) or len(ticket) > 100:
        raise CorpsRefuse
    cookies = request.headers.get("cookie", "")
    appareil = request.headers.get("user-agent", "")
    try:
        sid, compte_id = await asyncio.to_thread(_echanger, ticket, appareil, sessions.lire_cookie(cookies))
    except ErreurMetier as error:
        return JSONResponse({"message": error.message}, status_code=403)
    answer = Response(status_code=204, headers={"set-cookie": cookie(sid), "cache-control": "no-store"})
    marque = appareils.marquer(cookies, compte_id)
    answer.headers.append("set-cookie", cookie(marque, appareils.nom_du_cookie(), MARK_SECONDS))
    return answer


def _echanger(ticket: str, appareil: str, ancien: str) -> tuple[str, uuid.UUID]:
    with transaction() as session:
        jeton = jetons.consommer(session, jetons.Usage.CONNEXION, ticket)
        return sessions.ouvrir(session, jeton.compte_id, appareil, ancien), jeton.compte_id


async def fermer(request: Request) -> Response:
    """POST /api/session/fin: close the session and lead home. Works without scripts."""
    sid = sessions.lire_cookie(request.headers.get("cookie", ""))
    if sid:
        await asyncio.to_thread(_fermer, empreinte(sid))
    return RedirectResponse(
        "/", status_code=303, headers={"set-cookie": cookie(""), "cache-control": "no-store"}
    )


def _fermer(empreinte_session: str) -> None:
    with transaction() as session:
        sessions.fermer(session, empreinte_session)


async def acteur_de(request: Request) -> Acteur | None:
    """Who sends this request, from the cookie alone."""
    sid = sessions.lire_cookie(request.headers.get("cookie", ""))
    if not sid:
        return None
    known, who = sessions.acteur_connu(empreinte(sid))
    return who if known else await asyncio.to_thread(sessions.trouver, empreinte(sid))
