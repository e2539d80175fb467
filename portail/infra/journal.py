"""The audit journal: who did what to which thing, when. Rows never change; some kinds are kept for a time."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, delete, or_

from portail.infra.tables import identity, instant, json_column


class EntreeJournal(SQLModel, table=True):
    """One fact. `detail` holds no personal data beyond identifiers."""

    __tablename__ = "journal"

    id: uuid.UUID = identity()
    quand: datetime = instant(index=True)
    acteur_id: uuid.UUID | None = Field(default=None, index=True)
    action: str
    objet: str = Field(index=True)
    detail: dict[str, Any] = json_column(default_factory=dict)


def oublier(session: Session, actions: Sequence[str], avant: datetime) -> None:
    """Forget the facts of these kinds (`connexion`: « connexion.refusee »…) written before an instant."""
    genres = [col(EntreeJournal.action).startswith(f"{action}.") for action in actions]
    session.exec(delete(EntreeJournal).where(or_(*genres), col(EntreeJournal.quand) < avant))


def consigner(
    session: Session, action: str, objet: object, *, acteur_id: uuid.UUID | None = None, **detail: Any
) -> None:
    """Write one fact in the same transaction as the fact itself."""
    session.add(EntreeJournal(**fait(action, objet, acteur_id=acteur_id, **detail)))


def fait(action: str, objet: object, *, acteur_id: uuid.UUID | None = None, **detail: Any) -> dict[str, Any]:
    """One fact as the columns of its row, for those that are written by thousands."""
    return {"acteur_id": acteur_id, "action": action, "objet": str(objet), "detail": detail}
