"""The last edit of a tab that closes, for the sign-up and for one's own sheet: its socket is gone by then."""

from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from portail.api.chemin import Chemin
from portail.api.corps import CorpsRefuse, exiger_l_auteur, read_object
from portail.api.gate import adresse
from portail.comptes import sessions
from portail.comptes.rules import Acces, empreinte, reseau
from portail.demandeurs import inscription, mes_infos
from portail.demandeurs.rules import BALISE_INSCRIPTION, BALISE_MES_INFOS
from portail.ui.bridge import run

CORPS_MAX = 10_000  # bytes


async def inscription_en_cours(request: Request) -> Response:
    """POST /api/inscription/saisie `{"champ", "valeur", "n"}`: 204, or 400 when it makes no sense."""
    saisies = _texte(await read_object(request, CORPS_MAX))
    sid = sessions.lire_cookie(request.headers.get("cookie", ""))
    visiteur = empreinte(sid) if sid else ""
    await run(inscription.enregistrer, visiteur, saisies, reseau(adresse(request.scope)))
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def ma_fiche(request: Request) -> Response:
    """POST /api/mes-infos/saisie `{"champ", "valeur", "n", "compte"}`: 204, or 400 when it makes no sense.

    401 when another account typed it.
    """
    corps = await read_object(request, CORPS_MAX)
    saisies = _texte(corps)
    exiger_l_auteur(corps, request.state.acteur)
    await run(mes_infos.enregistrer, request.state.acteur, saisies)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _texte(corps: dict[str, Any]) -> dict[str, str]:
    champ, valeur = corps.get("champ"), corps.get("valeur")
    if not isinstance(champ, str) or not isinstance(valeur, str):
        raise CorpsRefuse
    return {champ: valeur}


CHEMINS: list[Chemin] = [
    Chemin(BALISE_INSCRIPTION, "POST", inscription_en_cours, Acces.PUBLIC),
    Chemin(BALISE_MES_INFOS, "POST", ma_fiche, Acces.CONNECTE),
]
