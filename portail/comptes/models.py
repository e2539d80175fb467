"""Tables of accounts, identifiers held, open sessions and single-use tokens."""

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from portail.comptes.rules import Role
from portail.infra.tables import identity, instant, instant_or_none, json_column, text_enum


class Compte(SQLModel, table=True):
    """Somebody who signs in. Addresses and identifiers are unique whatever their case."""

    __tablename__ = "compte"

    id: uuid.UUID = identity()
    role: Role = Field(default=Role.DEMANDEUR, sa_type=text_enum(Role))
    service: str = ""  # the service an agent belongs to
    nom: str
    prenom: str
    mail: str
    cle_mail: str = Field(unique=True)
    identifiant: str
    cle_identifiant: str = Field(unique=True)
    mot_de_passe: str  # argon2id
    active_le: datetime | None = instant_or_none()
    vu_le: datetime | None = instant(nullable=True)
    """When its person last signed in."""
    prevenu_le: datetime | None = instant_or_none()
    """When they were told that it ends for want of use."""
    cree_le: datetime = instant()


class IdentifiantReserve(SQLModel, table=True):
    """An identifier held by a sign-up, whether or not its address had an account already."""

    __tablename__ = "identifiant_reserve"

    cle: str = Field(primary_key=True)
    adresse: str = Field(index=True)  # a hash: this may be the address of an account that asked for nothing
    visiteur: str = ""
    expire_le: datetime = instant(index=True)


class SessionOuverte(SQLModel, table=True):
    """A signed-in browser. Only the hash of its cookie is kept."""

    __tablename__ = "session_ouverte"

    empreinte: str = Field(primary_key=True)
    compte_id: uuid.UUID = Field(foreign_key="compte.id", ondelete="CASCADE", index=True)
    appareil: str = ""
    cree_le: datetime = instant()
    vue_le: datetime = instant()


class Jeton(SQLModel, table=True):
    """A single-use right (activation, reset, change of address, sign-in). Only its hash is kept."""

    __tablename__ = "jeton"

    empreinte: str = Field(primary_key=True)
    usage: str = Field(index=True)
    compte_id: uuid.UUID = Field(foreign_key="compte.id", ondelete="CASCADE", index=True)
    charge: dict[str, Any] = json_column(default_factory=dict)
    expire_le: datetime = instant(index=True)
    utilise_le: datetime | None = instant_or_none()
    cree_le: datetime = instant()
