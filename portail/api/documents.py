"""Documents the portal makes for a dossier."""

from starlette.requests import Request
from starlette.responses import Response

from portail.api.chemin import Chemin
from portail.api.fichiers import servir
from portail.comptes.rules import Acces
from portail.dossiers.accuse import lire_accuse
from portail.ui.bridge import read


async def accuse(request: Request) -> Response:
    """GET /api/dossiers/{numero}/accuse.pdf: the « accusé d'enregistrement »."""
    fichier = await read(lire_accuse, request.state.acteur, request.path_params["numero"])
    return await servir(fichier)


CHEMINS: list[Chemin] = [
    Chemin("/api/dossiers/{numero}/accuse.pdf", "GET", accuse, Acces.CONNECTE),
]
