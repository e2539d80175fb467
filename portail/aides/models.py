"""Tables of the catalogue: aids, their règlements and deposit windows, and what the search holds of them."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from portail.aides.workflow import StatutAide
from portail.infra.tables import (
    Binaire,
    hundredths_or_none,
    identity,
    instant,
    instant_or_none,
    json_column,
    text_enum,
)


def _texte() -> Any:
    return Field(default="", sa_type=Text)


class Aide(SQLModel, table=True):
    """An aid of the Région. Long texts are Markdown; amounts are euros, `taux_max` is a percentage.

    The fields are those of the public model of the Régions' portals and of the national schema
    `dispositif-aide` 0.2.0, so that both come in and go out without a loss.
    """

    __tablename__ = "aide"
    __table_args__ = (Index("uq_aide_origine", "origine", "reference", unique=True),)

    id: uuid.UUID = identity()
    slug: str = Field(unique=True, sa_type=Binaire)
    origine: str = Field(default="", sa_type=Binaire)
    """The feed it was imported from; empty when it was written here."""
    reference: str | None = Field(default=None, sa_type=Binaire)
    """Its identifier in that feed."""
    reference_administrative: str = ""
    statut: StatutAide = Field(default=StatutAide.PUBLIEE, sa_type=text_enum(StatutAide), index=True)
    publier_le: date | None = None
    """The day it is published by itself, once it waits for that."""

    titre: str
    cle_titre: str = Field(index=True, sa_type=Binaire)
    """The title folded, by which lists are sorted."""
    resume: str
    en_bref: str = _texte()
    """What it is in plain language, in a few lines."""
    alerte: str = ""
    """One sentence shown above everything: « Crédits épuisés pour 2026 »."""
    objectifs: str = _texte()
    description: str = _texte()
    qui: str = _texte()
    """The beneficiaries, with their precisions."""
    modalites: str = _texte()
    eligibilite: str = _texte()
    """The criteria."""
    demarches: str = _texte()
    """The steps of the request."""
    note: str = _texte()
    conditions: dict[str, Any] = json_column(default_factory=dict)
    """The criteria a machine can check, see `rules.Conditions`."""

    beneficiaires: list[str] = json_column(default_factory=list)
    profils: list[str] = json_column(default_factory=list)
    thematiques: list[str] = json_column(default_factory=list)
    sous_thematiques: list[str] = json_column(default_factory=list)
    mots_cles: list[str] = json_column(default_factory=list)
    territoires: list[str] = json_column(default_factory=list)
    """Codes of the Code officiel géographique: « REG-75 », « DEP-33 », « EPCI-243300316 », « COM-33063 »."""
    territoires_exclus: list[str] = json_column(default_factory=list)
    territoire_libelle: str = ""
    types_aides: list[str] = json_column(default_factory=list)
    """What the national schema calls its kinds: « financement », « accompagnement »…"""
    nature: str = ""

    montant_texte: str = ""
    taux_max: Decimal | None = hundredths_or_none()
    plafond: Decimal | None = hundredths_or_none()
    plancher: Decimal | None = hundredths_or_none()
    forfait: Decimal | None = hundredths_or_none()
    """The amount of a lump sum, which rate and bounds do not touch."""
    depenses: list[str] = json_column(default_factory=list)
    documents: list[dict[str, Any]] = json_column(default_factory=list)
    """Documents to join: `{"nom": str, "obligatoire": bool}`."""
    documents_informatifs: list[dict[str, str]] = json_column(default_factory=list)
    """Documents to read: `{"nom": str, "adresse": str}`."""

    programmes: list[str] = json_column(default_factory=list)
    porteurs: list[dict[str, Any]] = json_column(default_factory=list)
    """Who carries and pays it: `{"nom": str, "siren": str | None, "roles": [str]}`."""
    fonds_europeens: list[str] = json_column(default_factory=list)
    bases_juridiques: list[str] = json_column(default_factory=list)
    acte: str = ""
    """The deliberation that created it."""

    service_instructeur: str = ""
    contacts: list[dict[str, str]] = json_column(default_factory=list)
    """`{"service": …, "telephone": …, "mail": …, "adresse": …}`, each optional; the first is the main one."""
    source: str = ""
    """The address of the page this sheet was written from, if any."""
    empreinte_import: str = ""
    """SHA-256 of the row it was imported from: the same row changes nothing."""
    publiee_le: datetime | None = instant_or_none()
    cree_le: datetime = instant()
    modifiee_le: datetime = instant()

    @property
    def contact(self) -> dict[str, str]:
        """The main contact, empty when there is none."""
        return self.contacts[0] if self.contacts else {}


class AncienneAdresse(SQLModel, table=True):
    """A slug an aid had: links to it still lead there."""

    __tablename__ = "ancienne_adresse_aide"

    slug: str = Field(primary_key=True, sa_type=Binaire)
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE", index=True)


class VersionReglement(SQLModel, table=True):
    """A règlement (Markdown) and the day from which it applies; the next one ends it."""

    __tablename__ = "version_reglement"
    __table_args__ = (Index("uq_version_reglement", "aide_id", "applicable_le", unique=True),)

    id: uuid.UUID = identity()
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE")
    applicable_le: date
    texte: str = Field(sa_type=Text)
    acte: str = ""
    """The deliberation that adopted it."""
    cle: str = ""
    """Where its PDF is kept, once somebody asked for it."""
    empreinte: str = ""
    """SHA-256 of what that PDF was made from."""


class FenetreDepot(SQLModel, table=True):
    """A period in which one may deposit, by the dates of Paris, both included.

    Without `ouvre_le` it is announced and its dates are not known yet; without `ferme_le` no end is known.
    """

    __tablename__ = "fenetre_depot"

    id: uuid.UUID = identity()
    aide_id: uuid.UUID = Field(foreign_key="aide.id", ondelete="CASCADE", index=True)
    ouvre_le: date | None = None
    ferme_le: date | None = Field(default=None, index=True)
    commission_le: date | None = None
    commission_texte: str = ""
    """When the commission decides while its day is not known: « en 2027, à préciser »."""
    libelle: str = ""


class TermesAide(SQLModel, table=True):
    """The words an aid is found by, cut by `mots` and separated by spaces; empty once it is withdrawn.

    `numero` is the catalogue's when they were written.
    """

    __tablename__ = "termes_aide"

    aide_id: uuid.UUID = Field(primary_key=True, foreign_key="aide.id", ondelete="CASCADE")
    titre: str = _texte()
    resume: str = _texte()
    reste: str = _texte()
    numero: int = Field(default=0, sa_type=BigInteger, index=True)


class VersionCatalogue(SQLModel, table=True):
    """One row: a number that grows with each change of an aid, and how words were cut."""

    __tablename__ = "version_catalogue"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    numero: int = Field(sa_type=BigInteger)
    decoupe: int
