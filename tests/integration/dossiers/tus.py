"""A browser that sends files as `ui/sendings.jsx` does: announced, then written where they stopped."""

import hashlib
from typing import Any

import httpx

from portail.api.gate import admission
from portail.api.routes import http_api
from portail.comptes import sessions
from portail.comptes.rules import Acteur
from portail.infra.db import transaction
from tests.integration.dossiers.monde import PDF
from tests.tus import MORCEAU, TUS, annonce

ORIGIN = "http://localhost:3000"


def client(acteur: Acteur | None) -> httpx.AsyncClient:
    """A browser of this person, with a real session."""
    cookies = {}
    if acteur:
        with transaction() as session:
            cookies = {sessions.nom_du_cookie(): sessions.ouvrir(session, acteur.id, "Firefox")}
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(admission(http_api())),
        base_url=ORIGIN,
        cookies=cookies,
        headers={"origin": ORIGIN},
    )


async def ouvrir(
    qui: Acteur | None,
    numero: str,
    contenu: bytes = PDF,
    nom: str = "devis.pdf",
    champ: str = "devis",
    *,
    empreinte: str | None = None,
    taille: int | None = None,
) -> httpx.Response:
    """Announce a file, with its SHA-256 unless told another."""
    dite = hashlib.sha256(contenu).hexdigest() if empreinte is None else empreinte
    async with client(qui) as navigateur:
        entetes = annonce(len(contenu) if taille is None else taille, nom, dite)
        return await navigateur.post(f"/api/dossiers/{numero}/pieces/{champ}", headers=entetes)


async def ecrire(qui: Acteur | None, adresse: str, contenu: Any, debut: int = 0) -> httpx.Response:
    """Send bytes that follow the first `debut`."""
    async with client(qui) as navigateur:
        entetes = {**MORCEAU, "upload-offset": str(debut)}
        return await navigateur.patch(adresse, content=contenu, headers=entetes)


async def demander(qui: Acteur | None, verbe: str, adresse: str) -> httpx.Response:
    """Ask where an upload is (HEAD), or give it up (DELETE)."""
    async with client(qui) as navigateur:
        return await navigateur.request(verbe, adresse, headers=TUS)


async def envoyer(
    qui: Acteur | None, numero: str, contenu: bytes = PDF, nom: str = "devis.pdf", champ: str = "devis"
) -> httpx.Response:
    """Send a whole file; the first answer that is a refusal, or the last."""
    ouvert = await ouvrir(qui, numero, contenu, nom, champ)
    if ouvert.status_code != 201:
        return ouvert
    return await ecrire(qui, ouvert.headers["location"], contenu)
