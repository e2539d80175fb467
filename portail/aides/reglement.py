"""The règlement of an aid as a PDF: made when somebody asks for it, kept, made again when it changes."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from portail.aides.adresses import publiee
from portail.aides.models import VersionReglement
from portail.core import clock
from portail.core.errors import Introuvable
from portail.infra import storage
from portail.partners.pdf import compiler
from portail.settings import settings

DOSSIER = "reglements"
"""The folder of the store."""


@dataclass(frozen=True)
class Reglement:
    """The règlement in force; `cle` is where its PDF is kept, empty while it is to be made."""

    id: uuid.UUID
    slug: str
    titre: str
    corps: str  # Markdown
    version_du: date
    cle: str
    empreinte: str

    @property
    def nom_fichier(self) -> str:
        """A name people understand in their downloads, without what a file system refuses."""
        titre = "".join(" " if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in self.titre)
        return f"Règlement – {' '.join(titre.split())[:100].rstrip(' .')}.pdf"


def versions(session: Session, aide_id: uuid.UUID) -> list[VersionReglement]:
    """Every règlement of an aid, the latest first."""
    query = select(VersionReglement).where(VersionReglement.aide_id == aide_id)
    return list(session.exec(query.order_by(col(VersionReglement.applicable_le).desc())))


def en_vigueur(reglements: Sequence[VersionReglement], jour: date) -> VersionReglement | None:
    """Of the versions, the latest first, the one that applies on that day; None before the first."""
    return next((version for version in reglements if version.applicable_le <= jour), None)


def lire(session: Session, slug: str, applicable_le: date | None = None) -> Reglement:
    """The règlement of a published aid that applies today, or the one that applies from the day given.

    Raises:
        Deplacee: the aid has another address by now.
        Introuvable: no such aid, or it has no such règlement here.
    """
    aide = publiee(session, slug)
    toutes = versions(session, aide.id)
    version = en_vigueur(toutes, applicable_le or clock.today())
    if version is None or applicable_le not in {None, version.applicable_le}:
        raise Introuvable("Cette aide n’a pas de règlement à télécharger.")
    empreinte = _empreinte(aide.titre, version)
    cle = version.cle if version.empreinte == empreinte else ""
    return Reglement(version.id, aide.slug, aide.titre, version.texte, version.applicable_le, cle, empreinte)


def produire(reglement: Reglement) -> str:
    """Make the PDF, keep it, and return its key. Takes about 60 ms: never in a transaction.

    Raises:
        ErreurPdf: the text could not be set.
    """
    contenu = compiler(
        "reglement",
        {
            "collectivite": settings().collectivite,
            "titre": reglement.titre,
            "version_du": reglement.version_du,
            "corps": reglement.corps,
            "accent": settings().accent,
        },
    )
    return storage.write_bytes(DOSSIER, contenu)


def retenir(session: Session, reglement: Reglement, cle: str) -> str:
    """Remember where the PDF is; return the key to forget: of the former version, or of a second copy."""
    query = select(VersionReglement).where(VersionReglement.id == reglement.id).with_for_update()
    version = session.exec(query).one()
    if version.empreinte == reglement.empreinte and version.cle != reglement.cle:
        return cle  # somebody else asked at the same moment and was faster
    ancienne, version.cle, version.empreinte = version.cle, cle, reglement.empreinte
    session.flush()
    return ancienne


def _empreinte(titre: str, version: VersionReglement) -> str:
    reglages = settings()
    source = [titre, version.texte, version.applicable_le.isoformat(), reglages.collectivite, reglages.accent]
    return hashlib.sha256(json.dumps(source).encode()).hexdigest()
