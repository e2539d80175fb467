"""Asking the antivirus: in the commit that joins a file, and later for files joined while there was none."""

import uuid

from sqlalchemy import func
from sqlmodel import Session, col, select

from portail.core import clock
from portail.dossiers import vignettes
from portail.dossiers.models import Piece
from portail.dossiers.workflow import Analyse
from portail.infra import outbox
from portail.settings import settings

ANALYSER = "analyse_piece"
EN_ATTENTE_MAX = 100
"""Older files wait for their turn by so many, that those just joined are not kept waiting."""


def demander(session: Session, piece: Piece) -> None:
    """Have a file just joined looked at; without antivirus it may be drawn at once."""
    if settings().antivirus:
        _mettre_en_attente(session, piece)
    else:
        vignettes.demander(session, piece)


def _mettre_en_attente(session: Session, piece: Piece) -> None:
    piece.analyse = Analyse.EN_ANALYSE
    outbox.publier(session, ANALYSER, f"{_cle(piece)}{uuid.uuid4()}", {"piece_id": str(piece.id)})


def _cle(piece: Piece) -> str:
    """How the keys of a file's rows in the outbox begin."""
    return f"{ANALYSER}:{piece.id}:"


def en_attente(session: Session) -> int:
    """How many files wait for the antivirus."""
    query = select(func.count()).select_from(Piece)
    return session.exec(query.where(col(Piece.analyse) == Analyse.EN_ANALYSE)).one()


def rattraper(session: Session) -> None:
    """Once there is an antivirus, have it look at older files, a few at a time, the oldest first.

    And again at those it never answered for, once the outbox has given up and forgotten them.
    """
    if not settings().antivirus:
        return
    for piece in _oubliees(session):
        _mettre_en_attente(session, piece)
    query = (
        select(Piece)
        .where(col(Piece.analyse) == Analyse.NON_ANALYSEE)
        .order_by(col(Piece.ajoutee_le))
        .limit(max(0, EN_ATTENTE_MAX - en_attente(session)))
    )
    for piece in session.exec(query.with_for_update(skip_locked=True)).all():
        _mettre_en_attente(session, piece)


def _oubliees(session: Session) -> list[Piece]:
    query = select(Piece).where(
        col(Piece.analyse) == Analyse.EN_ANALYSE, col(Piece.ajoutee_le) < clock.now() - outbox.KEEP
    )
    anciennes = session.exec(query.order_by(col(Piece.ajoutee_le)).limit(EN_ATTENTE_MAX)).all()
    return [piece for piece in anciennes if not outbox.connue(session, _cle(piece))]
