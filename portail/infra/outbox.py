"""The outbox: what must leave (mails, documents, checks) is a row in the commit of the fact that caused it.

The table is the queue: due rows are taken under a lock, tried, and tried again later with growing pauses, so
nothing is sent for a fact that was undone, and nothing is forgotten when the process dies.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Field, Session, SQLModel, col, select

from portail.core import clock
from portail.infra.db import is_sqlite
from portail.infra.tables import identity, instant, instant_or_none, json_column

LEASE = timedelta(minutes=2)
MAX_TRIES = 12


class Envoi(SQLModel, table=True):
    """One thing to do later. `cle` makes publishing idempotent."""

    __tablename__ = "outbox"

    id: uuid.UUID = identity()
    genre: str = Field(index=True)
    cle: str = Field(unique=True)
    charge: dict[str, Any] = json_column(default_factory=dict)
    cree_le: datetime = instant()
    du_le: datetime = instant(index=True)
    pris_jusqu_a: datetime | None = instant_or_none()
    fait_le: datetime | None = instant_or_none(index=True)
    abandonne_le: datetime | None = instant_or_none()
    essais: int = 0
    erreur: str = ""


def publier(session: Session, genre: str, cle: str, charge: dict[str, Any]) -> None:
    """Ask for `genre` to be done with `charge`; asking twice with the same `cle` does it once."""
    if session.exec(select(Envoi.id).where(Envoi.cle == cle)).first() is None:
        session.add(Envoi(genre=genre, cle=cle, charge=charge))
        session.flush()


def prendre(session: Session, limite: int = 10) -> list[Envoi]:
    """Take due rows for `LEASE`; a worker that dies gives them back when the lease ends."""
    now = clock.now()
    query = (
        select(Envoi)
        .where(
            col(Envoi.fait_le).is_(None),
            col(Envoi.abandonne_le).is_(None),
            col(Envoi.du_le) <= now,
            or_(col(Envoi.pris_jusqu_a).is_(None), col(Envoi.pris_jusqu_a) < now),
        )
        .order_by(col(Envoi.du_le))
        .limit(limite)
    )
    if not is_sqlite(session):
        query = query.with_for_update(skip_locked=True)
    rows = list(session.exec(query))
    for row in rows:
        row.pris_jusqu_a = now + LEASE
        row.essais += 1
    session.flush()
    return rows


def reussi(session: Session, envoi_id: uuid.UUID) -> None:
    """The thing is done; its payload, which may name a person or hold a link, is forgotten."""
    row = session.get_one(Envoi, envoi_id)
    row.fait_le, row.pris_jusqu_a, row.charge, row.erreur = clock.now(), None, {}, ""
    session.flush()


def rate(session: Session, envoi_id: uuid.UUID, erreur: str, *, definitif: bool = False) -> None:
    """The try failed: again later, 10 s then doubling up to 4 h, or never when `definitif`."""
    row = session.get_one(Envoi, envoi_id)
    row.pris_jusqu_a, row.erreur = None, erreur[:500]
    if definitif or row.essais >= MAX_TRIES:
        row.abandonne_le = clock.now()
    else:
        row.du_le = clock.now() + timedelta(seconds=min(10 * 2 ** (row.essais - 1), 4 * 3600))
    session.flush()
