"""Thumbnails of files: asked for once a file may be opened, kept beside it, never anything but a help."""

import uuid
from typing import NamedTuple

from sqlmodel import Session

from portail.core.fichiers import MONTRABLES
from portail.dossiers import reponses, rules
from portail.dossiers.models import Dossier, Piece
from portail.dossiers.presence import Lieu
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


class Source(NamedTuple):
    """What a thumbnail is drawn from: the key of the bytes, and their type."""

    cle: str
    type_mime: str


def a_dessiner(session: Session, piece_id: uuid.UUID) -> Source | None:
    """The file whose thumbnail is waited for; None when it is not any more."""
    piece = session.get(Piece, piece_id)
    if piece is None or piece.vignette is not Vignette.ATTENDUE:
        return None
    if not rules.montrable(piece.analyse, antivirus=settings().antivirus):
        return None
    return Source(piece.cle, piece.type_mime)


def ranger(
    session: Session, piece_id: uuid.UUID, cotes: tuple[int, int] | None, *, vide: bool = False
) -> Lieu | None:
    """Note the sides of a thumbnail that is kept, or None when there can be none; `vide`: nothing is seen.

    Where the file is shown is returned; None when it was taken back meanwhile.
    """
    piece = session.get(Piece, piece_id)
    if piece is None:
        return None
    piece.vignette = Vignette.VIDE if cotes and vide else Vignette.FAITE if cotes else Vignette.IMPOSSIBLE
    piece.vignette_largeur, piece.vignette_hauteur = cotes or (0, 0)
    session.flush()
    return lieu_de(session, session.get_one(Dossier, piece.dossier_id), piece)


def lieu_de(session: Session, dossier: Dossier, piece: Piece) -> Lieu | None:
    """Where a file is shown: its dossier and the step of its question."""
    schema = reponses.schema_de(session, dossier)
    return next(
        ((dossier.numero, etape.id) for etape, champ in schema.champs() if champ.id == piece.champ), None
    )
