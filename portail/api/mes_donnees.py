"""One's own data as a ZIP: a JSON document and the files joined, streamed, never whole in memory."""

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from portail.api.chemin import Chemin
from portail.api.fichiers import disposition
from portail.comptes.rules import Acces, Acteur
from portail.core import clock
from portail.demandeurs import donnees
from portail.dossiers import donnees as donnees_dossiers
from portail.dossiers.donnees import Fichier
from portail.infra import storage
from portail.infra.db import transaction
from portail.veille import donnees as donnees_veille

if TYPE_CHECKING:  # its home moves with the versions of Python
    from typing_extensions import Buffer

NOM = "mes-donnees.zip"
DOCUMENT = "mes-donnees.json"
ABSENT = "Ce fichier n’a pas pu être lu. Écrivez à l’assistance du portail pour en recevoir une copie.\n"


async def telecharger(request: Request) -> Response:
    """GET /api/mes-donnees.zip: everything the portal holds of the signed-in person."""
    document, fichiers = await asyncio.to_thread(_rassembler, request.state.acteur)
    headers = {
        "content-disposition": disposition(NOM, "attachment"),
        "cache-control": "private, no-store",
    }
    return StreamingResponse(archive(document, fichiers), media_type="application/zip", headers=headers)


def _rassembler(acteur: Acteur) -> tuple[dict[str, Any], list[Fichier]]:
    with transaction() as session:
        personnelles = donnees.donnees_de(session, acteur)
        siens = donnees_dossiers.donnees_de(session, acteur.id)
        veille = donnees_veille.donnees_de(session, acteur.id)
    entete = {"copie_faite_le": clock.now().isoformat()}
    return {**entete, **personnelles, "dossiers": siens.dossiers, "veille": veille}, siens.fichiers


class _Sortie(io.RawIOBase):
    """What the archive is written into, emptied after each piece; without `seek` it is taken for a stream."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Yes, and not seekable: what was taken away is gone."""
        return True

    def write(self, part: "Buffer") -> int:
        """Keep one piece until it is taken."""
        self._parts.append(bytes(part))
        return len(self._parts[-1])

    def vider(self) -> bytes:
        """Take what was written since the last time."""
        whole, self._parts = b"".join(self._parts), []
        return whole


async def archive(document: dict[str, Any], fichiers: list[Fichier]) -> AsyncIterator[bytes]:
    """The bytes of the ZIP: the document, then each file as it is read from the store."""
    sortie = _Sortie()
    texte = json.dumps(document, ensure_ascii=False, indent=2)
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr(_entree(DOCUMENT, zipfile.ZIP_DEFLATED), texte)
        yield sortie.vider()
        for fichier in fichiers:
            try:
                lecture = await storage.read(fichier.cle)
            except (storage.FichierAbsent, storage.LectureImpossible):
                zip_.writestr(_entree(f"{fichier.chemin}.absent.txt", zipfile.ZIP_STORED), ABSENT)
                continue
            # Stored as they are: PDF and pictures are compressed already, and time is better spent sending.
            with zip_.open(_entree(fichier.chemin, zipfile.ZIP_STORED), "w", force_zip64=True) as entree:
                async for bloc in lecture.chunks:
                    entree.write(bloc)
                    yield sortie.vider()
    yield sortie.vider()


def _entree(chemin: str, compression: int) -> zipfile.ZipInfo:
    now = clock.now().astimezone(clock.PARIS)
    made = zipfile.ZipInfo(chemin, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    made.compress_type = compression
    made.external_attr = 0o600 << 16
    return made


CHEMINS: list[Chemin] = [Chemin("/api/mes-donnees.zip", "GET", telecharger, Acces.CONNECTE)]
