"""Small public routes: health and the Région's colours and logo."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from portail.dossiers import analyses
from portail.infra import outbox
from portail.settings import settings
from portail.ui.bridge import read
from portail.ui.theme import theme_css

LOGO = Path(__file__).parent.parent / "ui" / "logo.svg"


async def sante(request: Request) -> Response:
    """GET /api/sante: 200 when the database answers, else 503.

    `envois_abandonnes` counts what could not leave and waits for `portail reprendre`; `pieces_en_analyse` the
    files that wait for the antivirus, when there is one.
    """
    try:
        abandonnes, en_analyse = await read(outbox.abandonnes), await read(analyses.en_attente)
    except Exception:  # whatever is wrong with the database, the answer is the same
        return JSONResponse({"etat": "base de données injoignable"}, status_code=503)
    return JSONResponse(
        {
            "etat": "ok",
            "envois_abandonnes": abandonnes,
            "antivirus": settings().antivirus,
            "pieces_en_analyse": en_analyse,
        }
    )


async def theme(request: Request) -> Response:
    """GET /theme.css: the accent colour of the settings, in both schemes."""
    return Response(
        theme_css(settings().accent), media_type="text/css", headers={"cache-control": "max-age=300"}
    )


async def logo(request: Request) -> Response:
    """GET /logo: the Région's logo."""
    return FileResponse(settings().logo or LOGO, headers={"cache-control": "max-age=3600"})
