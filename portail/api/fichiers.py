"""Giving a private file: streamed, never cached by others, never run by a browser."""

from urllib.parse import quote

from starlette.responses import JSONResponse, Response, StreamingResponse

from portail.dossiers.pieces import Lisible
from portail.infra import storage

PRIVATE = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox"


def pas_maintenant() -> Response:
    """The store of files is away."""
    message = "Ce fichier ne peut pas être lu pour le moment\u00a0: réessayez dans quelques minutes."
    return JSONResponse({"message": message}, status_code=503, headers={"retry-after": "60"})


async def servir(fichier: Lisible, *, apercu: bool = False) -> Response:
    """The bytes of a file the person may read: to keep, or to look at when `apercu`."""
    try:
        lecture = await storage.read(fichier.cle)
    except storage.FichierAbsent:
        return JSONResponse({"message": "Ce fichier n’est plus disponible."}, status_code=404)
    except storage.LectureImpossible:
        return pas_maintenant()
    return StreamingResponse(
        lecture.chunks,
        media_type=fichier.type_mime,
        headers={
            **PRIVATE,
            "content-length": str(lecture.size),
            "content-disposition": disposition(fichier.nom, "inline" if apercu else "attachment"),
            "content-security-policy": SANDBOX,
        },
    )


def disposition(nom: str, genre: str) -> str:
    """A Content-Disposition (RFC 6266) whose name no header can be made of."""
    simple = "".join(c if c.isascii() and (c.isalnum() or c in " ._-()") else "_" for c in nom)
    return f"{genre}; filename=\"{simple}\"; filename*=UTF-8''{quote(nom, safe='')}"
