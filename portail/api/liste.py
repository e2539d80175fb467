"""The catalogue as plain pages, for browsers without scripts and networks that block the socket."""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portail.aides import page_publique, service
from portail.aides.adresses import Deplacee
from portail.aides.catalogue_vivant import CatalogueAbsent
from portail.aides.criteres import PAGES_MAX, PAR_PAGE, TEXTE_MAX, Criteres
from portail.aides.resultats import Resultats
from portail.aides.vocabulaire import BENEFICIAIRES, ETATS, NATURES, THEMATIQUES
from portail.api import rendu
from portail.api.chemin import BASE_ABSENTE, Chemin
from portail.api.csp import policy
from portail.api.gate import adresse
from portail.comptes.rules import Acces, reseau
from portail.core import clock
from portail.core.errors import Introuvable
from portail.core.formats import pluriel
from portail.infra import ratelimit
from portail.infra.db import snapshot
from portail.infra.logs import raison
from portail.settings import settings

LOG = logging.getLogger("portail.panne")
DEBIT = "120/minute"
"""Searches of one network: a person reads, a robot that hurries may take the file instead."""
FACETTES = (
    ("beneficiaire", "Bénéficiaire", BENEFICIAIRES),
    ("thematique", "Thématique", THEMATIQUES),
    ("nature", "Forme de l’aide", NATURES),
    ("etat", "Dépôt des demandes", ETATS),
)
_GARDES = ("lieu", "montant", "cloture", "tri")
TROP = ("Trop de recherches", "Patientez une minute, ou téléchargez tout le catalogue\u00a0: /aides.csv.")
PANNE = ("Le service est momentanément indisponible", "Réessayez dans une minute.")


async def liste(request: Request) -> Response:
    """GET /aides/liste?q=…: the same search as the page with scripts, as links and a form."""
    if not ratelimit.permis(DEBIT, "liste", reseau(adresse(request.scope))):
        return absente(*TROP, HTTPStatus.TOO_MANY_REQUESTS)
    criteres = Criteres.depuis_adresse(request.url.query)
    return await ecrire(lambda: _page_liste(criteres))


async def fiche(request: Request) -> Response:
    """GET /aides/liste/{slug}: the sheet of an aid, whole."""
    slug = request.path_params["slug"]
    return await ecrire(lambda: _page_fiche(slug))


async def ecrire(faire: Callable[[], Response]) -> Response:
    try:
        return await asyncio.to_thread(faire)
    except (*BASE_ABSENTE, CatalogueAbsent) as error:
        LOG.error("database away for a plain page: %s", raison(error))
        return absente(*PANNE, HTTPStatus.SERVICE_UNAVAILABLE)


def _page_liste(criteres: Criteres) -> Response:
    trouves = service.rechercher(criteres, clock.today())
    manque = trouves.total - len(trouves.cartes)
    suite = criteres.page_suivante().adresse if manque and criteres.pages < PAGES_MAX else ""
    return html(
        "page_liste.html",
        {
            "titre": f"{criteres.texte} – aides" if criteres.texte else "Toutes les aides",
            "description": f"Toutes les aides de {settings().collectivite}\u00a0: cherchez, lisez, comparez.",
            "indexee": not criteres.adresse,
            "canonique": f"{settings().origin}/aides" if not criteres.adresse else "",
            "criteres": criteres,
            "demande": criteres.adresse,
            "sans_filtres": criteres.sans_filtres().adresse,
            "texte_max": TEXTE_MAX,
            "facettes": FACETTES,
            "gardes": _gardes(criteres),
            "total": _total(trouves),
            "suite": suite,
            "reste": f"Afficher {pluriel(min(manque, PAR_PAGE), 'aide')} de plus",
            "cartes": trouves.cartes,
            "comptes": trouves.comptes,
            "aussi": trouves.aussi,
            "pistes": trouves.pistes,
        },
    )


def _gardes(criteres: Criteres) -> list[tuple[str, str]]:
    """What was asked and the form has no box for."""
    gardes = [(nom, str(getattr(criteres, nom))) for nom in _GARDES if getattr(criteres, nom)]
    return [*gardes, *(("sous-thematique", code) for code in criteres.sous_thematiques)]


def _total(trouves: Resultats) -> str:
    nombre = pluriel(trouves.total, "aide trouvée", "aides trouvées")
    return nombre if trouves.total else "Aucune aide trouvée"


def _page_fiche(slug: str) -> Response:
    with snapshot() as session:
        try:
            page = page_publique.lire(session, slug, clock.today())
        except Deplacee as ailleurs:
            return RedirectResponse(f"/aides/liste/{ailleurs.slug}", HTTPStatus.MOVED_PERMANENTLY)
        except Introuvable:
            partie = page_publique.est_retiree(session, slug)
            return absente("", "", HTTPStatus.GONE if partie else HTTPStatus.NOT_FOUND)
    titres = {"titre": page.fiche.titre, "description": page.fiche.resume or page.fiche.titre}
    return html(
        "page_fiche.html",
        {**titres, "aide": page.fiche, "canonique": page.donnees["url"], "interactive": True},
    )


def absente(titre: str, explication: str, statut: HTTPStatus) -> Response:
    dits = {"titre": titre or "Aide introuvable", "absente": titre, "explication": explication}
    return html("page_absente.html", dits, statut)


def html(gabarit: str, valeurs: dict[str, Any], statut: HTTPStatus = HTTPStatus.OK) -> Response:
    # A page without any script of its own: the policy allows none.
    return HTMLResponse(
        rendu.ecrire(gabarit, valeurs), statut, headers={"content-security-policy": policy([])}
    )


CHEMINS: list[Chemin] = [
    Chemin("/aides/liste", "GET", liste, Acces.PUBLIC),
    Chemin("/aides/liste/{slug}", "GET", fiche, Acces.PUBLIC),
]
