"""The outbox: what must leave (mails, documents, checks) is a row in the commit of the fact that caused it.

The table is the queue: due rows are taken under a lock, tried, and tried again later with growing pauses, so
nothing is sent for a fact that was undone, and nothing is forgotten when the process dies.
"""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from portail.core import clock
from portail.infra.db import is_sqlite
from portail.infra.tables import identity, instant, instant_or_none, json_column

LEASE = timedelta(minutes=5)  # longer than any one thing takes: a mail server is given ten seconds a word
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
MAX_TRIES = 178  # with those pauses, a week: a server that is down from Friday to Monday loses nothing
KEEP = timedelta(days=30)


class Definitif(RuntimeError):
    """Trying again would not help; the message says why, without naming anybody."""


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


def connue(session: Session, debut: str) -> bool:
    """Whether a row whose key begins so is there, done, given up or not."""
    return (
        session.exec(select(Envoi.id).where(col(Envoi.cle).startswith(debut, autoescape=True))).first()
        is not None
    )


def prendre(session: Session, lents: Collection[str] = (), *, lent: bool | None = None) -> Envoi | None:
    """Take the row due first for `LEASE`, if any; a worker that dies gives it back when the lease ends.

    Of the kinds `lents` only when `lent`, of the others only when it is false, of all when it is None.
    """
    now = clock.now()
    query = (
        select(Envoi)
        .where(
            col(Envoi.fait_le).is_(None),
            col(Envoi.abandonne_le).is_(None),
            # Nothing is put off for longer than that: it was under a clock that has been set back since.
            or_(col(Envoi.du_le) <= now, col(Envoi.du_le) > now + LONGEST_PAUSE),
            or_(col(Envoi.pris_jusqu_a).is_(None), col(Envoi.pris_jusqu_a) < now),
        )
        .order_by(col(Envoi.du_le))
        .limit(1)
    )
    if lent is not None:
        query = query.where(col(Envoi.genre).in_(lents) == lent)
    if not is_sqlite(session):
        query = query.with_for_update(skip_locked=True)
    row = session.exec(query).first()
    if row is not None:
        row.pris_jusqu_a = now + LEASE
        row.essais += 1
        session.flush()
    return row


def reussi(session: Session, envoi_id: uuid.UUID) -> None:
    """The thing is done; its payload, which may name a person or hold a link, is forgotten."""
    row = session.get_one(Envoi, envoi_id)
    row.fait_le, row.pris_jusqu_a, row.charge, row.erreur = clock.now(), None, {}, ""
    session.flush()


def rate(session: Session, envoi_id: uuid.UUID, erreur: str, *, definitif: bool = False) -> bool:
    """The try failed: again later, 10 s then doubling up to an hour for a week; never when `definitif`.

    Whether it is given up is returned. What is given up is kept `KEEP`, to be looked at and taken up again.
    """
    row = session.get_one(Envoi, envoi_id)
    row.pris_jusqu_a, row.erreur = None, erreur[:500]
    if definitif or row.essais >= MAX_TRIES:
        row.abandonne_le = clock.now()
    else:
        doublings = min(row.essais - 1, 20)  # beyond, no instant is that far
        row.du_le = clock.now() + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    session.flush()
    return row.abandonne_le is not None


_ABANDONNES = (col(Envoi.fait_le).is_(None), col(Envoi.abandonne_le).is_not(None))


def abandonnes(session: Session) -> int:
    """How many rows were given up and wait for somebody to look."""
    return session.exec(select(func.count()).select_from(Envoi).where(*_ABANDONNES)).one()


def reprendre(session: Session) -> int:
    """Try again, from the first pause on, all that was given up; how many rows is returned."""
    again = {"abandonne_le": None, "pris_jusqu_a": None, "essais": 0, "du_le": clock.now()}
    return session.exec(update(Envoi).where(*_ABANDONNES).values(**again)).rowcount


def purger(session: Session) -> None:
    """Forget what was settled `KEEP` ago: what could never be sent still holds an address."""
    oldest = clock.now() - KEEP
    session.exec(delete(Envoi).where(col(Envoi.fait_le) < oldest))
    session.exec(delete(Envoi).where(col(Envoi.abandonne_le) < oldest))
