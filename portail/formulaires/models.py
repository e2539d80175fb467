"""Tables of forms: one form per aid, its published versions, each frozen."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from portail.infra.tables import identity, instant, json_column


class Formulaire(SQLModel, table=True):
    """The form of an aid."""

    __tablename__ = "formulaire"

    id: uuid.UUID = identity()
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE", unique=True)
    cree_le: datetime = instant()


class VersionFormulaire(SQLModel, table=True):
    """A version as it was published: never changed, so that a dossier keeps the questions it answered."""

    __tablename__ = "version_formulaire"
    __table_args__ = (UniqueConstraint("formulaire_id", "numero"),)

    id: uuid.UUID = identity()
    formulaire_id: uuid.UUID = Field(foreign_key="formulaire.id", ondelete="CASCADE")
    numero: int
    contenu: dict[str, Any] = json_column()
    """The schema as JSON (`schema.Formulaire`)."""
    publiee_le: datetime = instant()
