"""`/aides/<slug>/questions`: all that the form of an aid asks, to be read and printed before one starts."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portail.aides import page_publique, service
from portail.aides.adresses import Deplacee, publiee
from portail.api.chemin import Chemin
from portail.api.liste import absente, ecrire, html
from portail.comptes.rules import Acces
from portail.core import clock
from portail.core.errors import Introuvable
from portail.formulaires.apercu import apercu
from portail.formulaires.service import version_courante
from portail.infra.db import snapshot

HORS_LIGNE = (
    "Cette aide n’a pas de formulaire en ligne",
    "Sa fiche dit comment la demander.",
)


async def questions(request: Request) -> Response:
    """GET /aides/{slug}/questions: plain, without scripts nor socket; nobody needs an account to read it."""
    slug = request.path_params["slug"]
    return await ecrire(lambda: _page(slug))


def _page(slug: str) -> Response:
    with snapshot() as session:
        try:
            aide = publiee(session, slug)
        except Deplacee as ailleurs:
            return RedirectResponse(f"/aides/{ailleurs.slug}/questions", HTTPStatus.MOVED_PERMANENTLY)
        except Introuvable:
            partie = page_publique.est_retiree(session, slug)
            return absente("", "", HTTPStatus.GONE if partie else HTTPStatus.NOT_FOUND)
        version = version_courante(session, aide.id)
        if version is None:
            return absente(*HORS_LIGNE, HTTPStatus.NOT_FOUND)
        fiche = service.lire_aide(session, slug, clock.today())
    titre = f"Toutes les questions\u00a0: {fiche.titre}"
    return html(
        "page_questions.html",
        {
            "titre": titre,
            "description": titre,
            "aide": fiche,
            "tout": apercu(version.schema),
        },
    )


CHEMINS: list[Chemin] = [Chemin("/aides/{slug}/questions", "GET", questions, Acces.PUBLIC)]
