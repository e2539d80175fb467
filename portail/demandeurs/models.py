"""Tables of sign-ups under way and of identity sheets."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from portail.demandeurs.rules import TypeDemandeur
from portail.infra.tables import instant, json_column, text_enum


class Inscription(SQLModel, table=True):
    """A sign-up under way in one browser, found by the hash of its cookie.

    `reponses` holds texts as typed; the IBAN is encrypted and no password is there, only its hash once step 1
    is valid. When the account is made all of it is emptied; `envoye_a` says where the activation mail went.
    """

    __tablename__ = "inscription"

    visiteur: str = Field(primary_key=True)
    reponses: dict[str, str] = json_column(default_factory=dict)
    mot_de_passe: str = ""  # argon2id
    organisation: dict[str, Any] = json_column(default_factory=dict)
    envoye_a: str = ""
    expire_le: datetime = instant(index=True)


class Fiche(SQLModel, table=True):
    """The identity sheet of an account. Columns hold valid, canonical values.

    `a_revoir` holds what was typed later and is not valid: it is shown again with its error, and the column
    keeps the last good value for those who read the sheet.
    """

    __tablename__ = "fiche"

    compte_id: uuid.UUID = Field(primary_key=True, foreign_key="compte.id", ondelete="CASCADE")
    type_demandeur: TypeDemandeur = Field(sa_type=text_enum(TypeDemandeur))
    date_naissance: date | None = None
    siret: str = ""
    organisation: dict[str, Any] = json_column(default_factory=dict)
    civilite: str = ""
    telephone: str = ""  # E.164
    adresse: dict[str, str] = json_column(default_factory=dict)
    representant_nom: str = ""
    representant_qualite: str = ""
    titulaire: str = ""
    iban: str = ""  # encrypted
    iban_masque: str = ""
    bic: str = ""
    banque: str = ""
    a_revoir: dict[str, str] = json_column(default_factory=dict)
    cree_le: datetime = instant()
    modifie_le: datetime = instant()
