"""The règlement of an aid as a PDF: made when somebody asks for it, kept, made again when it changes."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from portail.aides.models import Aide
from portail.aides.service import publiee
from portail.core.errors import Introuvable
from portail.infra import storage
from portail.partners.pdf import compiler
from portail.settings import settings

DOSSIER = "reglements"
"""The folder of the store."""


@dataclass(frozen=True)
class Reglement:
    """The règlement in force; `cle` is where its PDF is kept, empty while it is to be made."""

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
    if not aide.reglement.strip():
        raise Introuvable("Cette aide n’a pas de règlement à télécharger.")
    version_du = aide.reglement_du or aide.modifiee_le.date()
    empreinte = _empreinte(aide, version_du)
    cle = aide.reglement_cle if aide.reglement_empreinte == empreinte else ""
    return Reglement(aide.slug, aide.titre, aide.reglement, version_du, cle, empreinte)


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
    aide = session.exec(select(Aide).where(Aide.slug == reglement.slug).with_for_update()).one()
    if aide.reglement_empreinte == reglement.empreinte and aide.reglement_cle != reglement.cle:
        return cle  # somebody else asked at the same moment and was faster
    ancienne, aide.reglement_cle, aide.reglement_empreinte = aide.reglement_cle, cle, reglement.empreinte
    session.flush()
    return ancienne


def _empreinte(aide: Aide, version_du: date) -> str:
    source = [aide.titre, aide.reglement, version_du.isoformat(), settings().collectivite, settings().accent]
    return hashlib.sha256(json.dumps(source).encode()).hexdigest()
