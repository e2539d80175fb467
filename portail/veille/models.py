"""Tables of what people watch. Rows refer to the account without a cascade: see `donnees.effacer`."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from portail.infra.tables import Binaire, identity, instant, instant_or_none, json_column, text_enum
from portail.veille.rules import Frequence, Genre


class Favori(SQLModel, table=True):
    """An aid somebody keeps."""

    __tablename__ = "favori"

    compte_id: uuid.UUID = Field(primary_key=True, foreign_key="compte.id")
    aide_id: uuid.UUID = Field(primary_key=True, foreign_key="aide.id", ondelete="CASCADE", index=True)
    garde_le: datetime = instant()


class RechercheGardee(SQLModel, table=True):
    """A saved search: its criteria as the query string of its address."""

    __tablename__ = "veille_recherche"

    id: uuid.UUID = identity()
    compte_id: uuid.UUID = Field(foreign_key="compte.id", index=True)
    nom: str
    adresse: str
    frequence: Frequence = Field(default=Frequence.AUCUNE, sa_type=text_enum(Frequence))
    depuis: datetime = instant()
    """From when on a published aid is new to it: since it was saved, or its alert asked for again."""
    examinee_le: datetime | None = instant_or_none()
    cree_le: datetime = instant()


class Alertes(SQLModel, table=True):
    """What somebody wants to be written of the aids they keep; without a row, what stands here."""

    __tablename__ = "alertes"

    compte_id: uuid.UUID = Field(primary_key=True, foreign_key="compte.id")
    cloture_15: bool = True
    cloture_3: bool = True
    ouverture: bool = True
    dernier_mail: date | None = None
    """The day of Paris of the last alert: one a day at most."""


class Dit(SQLModel, table=True):
    """One thing told to one person, so that nothing is told twice."""

    __tablename__ = "alerte_dite"

    compte_id: uuid.UUID = Field(primary_key=True, foreign_key="compte.id")
    aide_id: uuid.UUID = Field(primary_key=True, foreign_key="aide.id", ondelete="CASCADE", index=True)
    genre: Genre = Field(primary_key=True, sa_type=text_enum(Genre))
    repere: str = Field(primary_key=True, sa_type=Binaire)
    dit_le: datetime = instant(index=True)


class AvisOuverture(SQLModel, table=True):
    """« Prévenez-moi à l’ouverture »: an account, or an address that must prove it asked. Gone once sent."""

    __tablename__ = "avis_ouverture"
    __table_args__ = (Index("uq_avis_ouverture_compte", "aide_id", "compte_id", unique=True),)

    id: uuid.UUID = identity()
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE")
    compte_id: uuid.UUID | None = Field(default=None, foreign_key="compte.id", index=True)
    mail: str = ""
    cle_mail: str = Field(default="", index=True)
    empreinte: str | None = Field(default=None, unique=True)
    """The hash of the secret that its mail carries."""
    confirme_le: datetime | None = instant_or_none()
    cree_le: datetime = instant(index=True)


class LienArret(SQLModel, table=True):
    """What the links of one mail stop. Only the hash of their secret is kept."""

    __tablename__ = "lien_arret"

    empreinte: str = Field(primary_key=True)
    compte_id: uuid.UUID = Field(foreign_key="compte.id", index=True)
    alertes: list[str] = json_column(default_factory=list)
    cree_le: datetime = instant(index=True)
