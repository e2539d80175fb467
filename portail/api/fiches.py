"""`/aides/<slug>`: the compiled shell with the aid in it, for search engines and those without scripts.

The browser with scripts reads the same shell as before, and draws the page itself. What is added is made once
for each version of the catalogue. While the database is away the shell goes out bare: its page says so.
"""

import asyncio
import gzip
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from portail.aides import page_publique
from portail.aides.adresses import RESERVES, Deplacee
from portail.aides.criteres import Criteres
from portail.api import rendu
from portail.api.chemin import BASE_ABSENTE
from portail.api.parutions import edition
from portail.core import clock
from portail.core.errors import Introuvable
from portail.infra.db import snapshot

GARDEES = 500
"""Pages kept ready, compressed: about 5 kB each."""
ADRESSE = re.compile(r"/aides/([a-z0-9-]{1,100})/?")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.S)


@dataclass(frozen=True)
class Page:
    """A page that is ready: its status, its bytes compressed, and what tells whether it changed."""

    statut: int
    comprimee: bytes
    etag: str


class Fiches:
    """The pages of aids, made from the compiled shell; the last ones asked for are kept."""

    def __init__(self, coquille: str) -> None:
        self.coquille = coquille
        self._edition = ""
        self._pretes: OrderedDict[str, Page] = OrderedDict()

    def page(self, slug: str) -> Page:
        """The page of this address.

        Raises:
            Deplacee: the aid has another address by now.
        """
        connue = edition()
        if connue != self._edition:
            self._edition, self._pretes = connue, OrderedDict()
        pretes = self._pretes  # another thread may start a new edition meanwhile
        if slug in pretes:
            return pretes[slug]
        page = self._faire(slug)
        if page.statut == HTTPStatus.OK:  # others cost little, and strangers could ask for any number
            pretes[slug] = page
            while len(pretes) > GARDEES:
                pretes.popitem(last=False)
        return page

    def _faire(self, slug: str) -> Page:
        with snapshot() as session:
            try:
                page = page_publique.lire(session, slug, clock.today())
            except Deplacee:
                raise
            except Introuvable:
                partie = page_publique.est_retiree(session, slug)
                return _prete(self._absente(), HTTPStatus.GONE if partie else HTTPStatus.NOT_FOUND)
        tete = rendu.ecrire("tete.html", {"fiche": page.fiche, "canonique": page.donnees["url"]})
        corps = rendu.ecrire("sans_script.html", {"aide": page.fiche})
        return _prete(self._inserer(tete + rendu.json_ld(page.donnees), corps), HTTPStatus.OK)

    def _absente(self) -> str:
        titre = '<title>Aide introuvable – Portail des aides</title><meta name="robots" content="noindex">'
        return self._inserer(titre, rendu.ecrire("sans_script.html", {}))

    def _inserer(self, tete: str, corps: str) -> str:
        nue = _NOSCRIPT.sub("", self.coquille)
        avant, balise, apres = nue.replace("</head>", f"{tete}</head>", 1).partition("<body>")
        return f"{avant}{balise}{corps}{apres}"


def _prete(html: str, statut: HTTPStatus) -> Page:
    octets = html.encode()
    etag = f'"{hashlib.sha256(octets).hexdigest()[:20]}"'
    return Page(statut, gzip.compress(octets, compresslevel=6, mtime=0), etag)


def fiches(app: ASGIApp, client_dir: Path) -> ASGIApp:
    """Answer the addresses of aids, and the search that a form without scripts sends."""
    pages = {"/" + str(page.parent.relative_to(client_dir)) for page in client_dir.rglob("index.html")}
    coquille = (client_dir / "__spa-fallback.html").read_text(encoding="utf-8")
    rendu.prendre_les_styles(coquille)
    recueil, recherche = Fiches(coquille), client_dir / "aides" / "index.html"

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await app(scope, receive, send)
            return
        request = Request(scope)
        trouvee = ADRESSE.fullmatch(scope["path"])
        reponse: Response | None = None
        if trouvee and trouvee[1] not in RESERVES and scope["path"].rstrip("/") not in pages:
            reponse = await _repondre(recueil, trouvee[1], request)
        elif scope["path"] == "/aides" and scope["query_string"] and recherche.exists():
            reponse = _vers_la_liste(request, recherche)
        await (reponse or app)(scope, receive, send)

    return asgi


async def _repondre(recueil: Fiches, slug: str, request: Request) -> Response | None:
    """The page of an aid; None while nothing can be read of it."""
    try:
        page = await asyncio.to_thread(recueil.page, slug)
    except Deplacee as ailleurs:
        suite = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/aides/{ailleurs.slug}{suite}", HTTPStatus.MOVED_PERMANENTLY)
    except BASE_ABSENTE:
        return None
    return _servir(page, request)


def _servir(page: Page, request: Request) -> Response:
    entetes = {"etag": page.etag, "vary": "accept-encoding", "cache-control": "no-cache"}
    if page.statut == HTTPStatus.OK and page.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=entetes)
    if "gzip" in request.headers.get("accept-encoding", ""):
        entetes["content-encoding"] = "gzip"
        return Response(page.comprimee, page.statut, entetes, "text/html")
    return Response(gzip.decompress(page.comprimee), page.statut, entetes, "text/html")


def _vers_la_liste(request: Request, recherche: Path) -> Response:
    """The compiled page of a search; without scripts it leads to the list that the server makes."""
    demande = Criteres.depuis_adresse(request.url.query).adresse
    suite = f"/aides/liste{'?' if demande else ''}{demande}".replace("&", "&amp;")
    renvoi = f'<noscript><meta http-equiv="refresh" content="0; url={suite}"></noscript>'
    html = recherche.read_text(encoding="utf-8")
    sans = re.sub(r'<noscript><meta http-equiv="refresh"[^>]*></noscript>', "", html)
    return _servir(_prete(sans.replace("</head>", f"{renvoi}</head>", 1), HTTPStatus.OK), request)
