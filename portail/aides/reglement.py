"""The règlement of an aid as a PDF: made when somebody asks for it, kept, made again when it changes."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from portail.aides.models import VersionReglement
from portail.aides.service import en_vigueur, publiee
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


def lire(session: Session, slug: str) -> Reglement:
    """The règlement of a published aid.

    Raises:
        Introuvable: no such aid, or it has no règlement here.
    """
    aide = publiee(session, slug)
    version = en_vigueur(session, aide.id, clock.today())
    if version is None:
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
