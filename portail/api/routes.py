"""Every HTTP route of the portal, each with who may call it."""

import logging

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from portail.api import (
    aides,
    desabonnement,
    documents,
    envois,
    liste,
    mes_donnees,
    parutions,
    pieces,
    public,
    questions,
    saisies,
    session,
)
from portail.api.chemin import BASE_ABSENTE, Chemin, Endpoint
from portail.api.corps import CorpsRefuse, DUnAutre
from portail.api.session import acteur_de
from portail.comptes.rules import Acces, peut_passer
from portail.core.errors import ErreurMetier, Interdit, Introuvable, TropDeDemandes
from portail.infra.logs import raison

LOG = logging.getLogger("portail.panne")
PANNE = "Un problème est survenu de notre côté. Réessayez dans un instant."

CHEMINS: list[Chemin] = [
    Chemin("/api/session", "POST", session.ouvrir, Acces.PUBLIC),
    Chemin("/api/session/fin", "POST", session.fermer, Acces.PUBLIC),
    Chemin("/api/sante", "GET", public.sante, Acces.PUBLIC),
    Chemin("/theme.css", "GET", public.theme, Acces.PUBLIC),
    Chemin("/logo", "GET", public.logo, Acces.PUBLIC),
    *aides.CHEMINS,
    *parutions.CHEMINS,
    *liste.CHEMINS,
    *questions.CHEMINS,
    *envois.CHEMINS,
    *pieces.CHEMINS,
    *documents.CHEMINS,
    *mes_donnees.CHEMINS,
    *desabonnement.CHEMINS,
    *saisies.CHEMINS,
]

PAS_MAINTENANT = "Le portail ne peut pas répondre pour le moment\u00a0: réessayez dans une minute."
STATUS = {CorpsRefuse: 400, DUnAutre: 401, Introuvable: 404, Interdit: 403, TropDeDemandes: 429}


def _guarded(chemin: Chemin) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        request.state.acteur = None
        try:
            if chemin.acces is not Acces.PUBLIC:
                request.state.acteur = await acteur_de(request)
                if not peut_passer(request.state.acteur, chemin.acces):
                    return JSONResponse({"message": "Connectez-vous pour continuer."}, status_code=401)
            return await chemin.endpoint(request)
        except ErreurMetier as error:
            return JSONResponse({"message": error.message}, status_code=STATUS.get(type(error), 409))
        except BASE_ABSENTE as error:
            LOG.error("database away at %s: %s", chemin.path, raison(error))
            return JSONResponse({"message": PAS_MAINTENANT}, status_code=503, headers={"retry-after": "30"})
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        except Exception as error:  # a defect of ours; the server would write what it met in its own words
            LOG.error("unexpected exception at %s", chemin.path, exc_info=error)
            return JSONResponse({"message": PANNE}, status_code=500)

    return endpoint


def http_api() -> Starlette:
    """The Starlette application that holds the routes; the compiled pages stand behind it."""
    return Starlette(routes=[Route(c.path, _guarded(c), methods=[c.method]) for c in CHEMINS])
