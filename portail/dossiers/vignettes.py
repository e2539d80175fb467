"""Thumbnails of files: asked for once a file may be opened, kept beside it, never anything but a help."""

import uuid

from sqlmodel import Session

from portail.core.fichiers import MONTRABLES
from portail.dossiers import rules
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.workflow import Vignette
from portail.infra import outbox
from portail.settings import settings

DESSINER = "vignette"
SUFFIXE = ".vignette"
TYPE_MIME = "image/webp"
DESSINABLES = {genre.type_mime for genre in MONTRABLES}


def cle_de(cle: str) -> str:
    """Where the thumbnail of the bytes under `cle` is."""
    return f"{cle}{SUFFIXE}"


def demander(session: Session, piece: Piece) -> None:
    """Ask for the thumbnail of a file that may be opened, if its kind has one."""
    if piece.type_mime in DESSINABLES and piece.vignette is Vignette.SANS:
        piece.vignette = Vignette.ATTENDUE
        outbox.publier(session, DESSINER, f"{DESSINER}:{piece.id}", {"piece_id": str(piece.id)})


def a_dessiner(session: Session, piece_id: uuid.UUID) -> tuple[str, str] | None:
    """The key and the type of a file whose thumbnail is waited for; None when it is not any more."""
    piece = session.get(Piece, piece_id)
    if piece is None or piece.vignette is not Vignette.ATTENDUE:
        return None
    if not rules.montrable(piece.analyse, antivirus=settings().antivirus):
        return None
    return piece.cle, piece.type_mime


def ranger(session: Session, piece_id: uuid.UUID, cotes: tuple[int, int] | None) -> str:
    """Note the sides of a thumbnail that is kept, or None when there can be none.

    The number of the dossier is returned; empty when the file was taken back meanwhile.
    """
    piece = session.get(Piece, piece_id)
    if piece is None:
        return ""
    piece.vignette = Vignette.FAITE if cotes else Vignette.IMPOSSIBLE
    piece.vignette_largeur, piece.vignette_hauteur = cotes or (0, 0)
    session.flush()
    return session.get_one(Dossier, piece.dossier_id).numero
