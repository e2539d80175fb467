"""Tables of the catalogue: aids, their deposit windows, and the values they are filtered by."""

import secrets
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, SQLModel

from portail.infra.tables import Binaire, hundredths_or_none, identity, instant, json_column


def _numero() -> int:
    return secrets.randbits(62)


class Aide(SQLModel, table=True):
    """An aid of the Région. Long texts are Markdown; amounts are euros, `taux_max` is a percentage."""

    __tablename__ = "aide"

    id: uuid.UUID = identity()
    index_numero: int = Field(default_factory=_numero, sa_type=BigInteger, unique=True)
    """Its row in the full-text index, whose keys are whole numbers."""
    slug: str = Field(unique=True, sa_type=Binaire)
    titre: str
    cle_titre: str = Field(index=True, sa_type=Binaire)
    """The title folded, by which lists are sorted."""
    resume: str
    description: str = Field(default="", sa_type=Text)
    qui: str = Field(default="", sa_type=Text)
    eligibilite: str = Field(default="", sa_type=Text)
    territoires: list[str] = json_column(default_factory=list)
    """Codes of the Code officiel géographique: « REG-75 », « DEP-33 », « COM-33063 »."""
    territoire_libelle: str = ""
    thematiques: list[str] = json_column(default_factory=list)
    beneficiaires: list[str] = json_column(default_factory=list)
    nature: str = ""
    montant_texte: str = ""
    taux_max: Decimal | None = hundredths_or_none()
    plafond: Decimal | None = hundredths_or_none()
    plancher: Decimal | None = hundredths_or_none()
    depenses: list[str] = json_column(default_factory=list)
    documents: list[dict[str, Any]] = json_column(default_factory=list)
    """Documents to join: `{"nom": str, "obligatoire": bool}`."""
    reglement: str = Field(default="", sa_type=Text)
    reglement_du: date | None = None
    """The day the present règlement was adopted."""
    reglement_cle: str = ""
    """Where its PDF is kept, once somebody asked for it."""
    reglement_empreinte: str = ""
    """SHA-256 of what that PDF was made from."""
    service_instructeur: str = ""
    contact: dict[str, str] = json_column(default_factory=dict)
    """`{"service": …, "telephone": …, "mail": …}`, each optional."""
    source: str = ""
    """The address of the page this sheet was written from, if any."""
    publiee: bool = Field(default=True, index=True)
    cree_le: datetime = instant()
    modifiee_le: datetime = instant()


class FenetreDepot(SQLModel, table=True):
    """A period in which one may deposit, by the dates of Paris, both included."""

    __tablename__ = "fenetre_depot"

    id: uuid.UUID = identity()
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE", index=True)
    ouvre_le: date
    ferme_le: date | None = Field(default=None, index=True)
    commission_le: date | None = None
    libelle: str = ""


class FacetteAide(SQLModel, table=True):
    """A value an aid is filtered by: part of the search index, rewritten with it."""

    __tablename__ = "facette_aide"

    genre: str = Field(primary_key=True)
    valeur: str = Field(primary_key=True)
    aide_id: uuid.UUID = Field(primary_key=True, foreign_key="aide.id", ondelete="CASCADE", index=True)
