"""Tables of dossiers: the dossier, one row per answer, the pièces on their way and joined, the receipt."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from portail.dossiers.workflow import Analyse, Statut, Vignette
from portail.infra.tables import Json, identity, instant, instant_or_none, json_column, text_enum

_BROUILLON = text("statut = 'brouillon'")


class Dossier(SQLModel, table=True):
    """One request for one aid. `compte_id` is emptied when the person deletes the account later."""

    __tablename__ = "dossier"
    __table_args__ = (
        Index(
            "uq_dossier_brouillon",
            "compte_id",
            "aide_id",
            unique=True,
            sqlite_where=_BROUILLON,
            postgresql_where=_BROUILLON,
        ),
    )

    id: uuid.UUID = identity()
    numero: str = Field(unique=True)
    compte_id: uuid.UUID | None = Field(default=None, foreign_key="compte.id", index=True)
    aide_id: uuid.UUID = Field(foreign_key="aide.id", index=True)
    version_formulaire_id: uuid.UUID = Field(foreign_key="version_formulaire.id", index=True)
    statut: Statut = Field(default=Statut.BROUILLON, sa_type=text_enum(Statut), index=True)
    cree_le: datetime = instant()
    maj_le: datetime = instant()
    journalise_le: datetime = instant()  # the last time an edit was written in the journal
    depose_le: datetime | None = instant_or_none(index=True)


class Reponse(SQLModel, table=True):
    """One answer, as typed, even wrong.

    `edition` is the browser's number of the edit that wrote it, `origine` the page it was typed in, `base`
    the number of the last edit of another page which its author knew; `version` counts the writes.
    """

    __tablename__ = "reponse"

    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="CASCADE", primary_key=True)
    champ: str = Field(primary_key=True)
    rang: int = Field(default=0, primary_key=True)
    valeur: Any = Field(default=None, sa_type=Json, nullable=True)
    version: int = 1
    edition: int = Field(default=0, sa_type=BigInteger)
    origine: str = ""
    base: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    maj_le: datetime = instant()


class TexteEcarte(SQLModel, table=True):
    """What was typed in a field, and replaced by somebody who did not know of it: the person chooses.

    One for each field at most; `ecrit_le` is when it was typed.
    """

    __tablename__ = "texte_ecarte"

    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="CASCADE", primary_key=True)
    champ: str = Field(primary_key=True)
    valeur: Any = Field(default=None, sa_type=Json, nullable=True)
    ecrit_le: datetime = instant()


class Piece(SQLModel, table=True):
    """A file joined to a field. `cle` is where its bytes are, unless a `virus` was found in them.

    `analyse` is what the antivirus said, `analysee_le` when; the sides of the thumbnail are in pixels.
    """

    __tablename__ = "piece"
    __table_args__ = (UniqueConstraint("dossier_id", "champ", "sha256", "nom", name="uq_piece_contenu"),)

    id: uuid.UUID = identity()
    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="CASCADE", index=True)
    champ: str
    nom: str
    taille: int = Field(sa_type=BigInteger)  # bytes
    type_mime: str
    sha256: str
    cle: str = Field(unique=True)
    analyse: Analyse = Field(default=Analyse.NON_ANALYSEE, sa_type=text_enum(Analyse), index=True)
    analysee_le: datetime | None = instant_or_none()
    virus: str = ""
    vignette: Vignette = Field(default=Vignette.SANS, sa_type=text_enum(Vignette))
    vignette_largeur: int = 0
    vignette_hauteur: int = 0
    ajoutee_le: datetime = instant()


class Televersement(SQLModel, table=True):
    """A file on its way to a field. What came of it is a half file named after `id`, on the disk.

    `empreinte` is what the browser says of the content: its SHA-256 (hex), or a mark of its ends where
    browsers have no digest. `fini_le`: it is joined, and the row only remembers it.
    """

    __tablename__ = "televersement"

    id: uuid.UUID = identity()
    compte_id: uuid.UUID = Field(foreign_key="compte.id", index=True)
    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", ondelete="CASCADE", index=True)
    champ: str
    nom: str
    taille: int = Field(sa_type=BigInteger)  # bytes
    empreinte: str = ""
    cree_le: datetime = instant(index=True)
    fini_le: datetime | None = instant_or_none()


class Depot(SQLModel, table=True):
    """The receipt: one per dossier at most, which the primary key enforces.

    `demandeur` is one line per entry, as the person was known that day; `empreinte` the SHA-256 of
    everything submitted.
    """

    __tablename__ = "depot"

    dossier_id: uuid.UUID = Field(foreign_key="dossier.id", primary_key=True)
    depose_le: datetime = instant()
    demandeur: list[str] = json_column(default_factory=list)
    mail: str
    empreinte: str
    accuse_cle: str = ""
    accuse_taille: int = 0
    accuse_le: datetime | None = instant_or_none()
