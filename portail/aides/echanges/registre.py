"""What the database holds of a feed, as an import found it."""

import hashlib
import uuid
from dataclasses import dataclass

from sqlalchemy import select as choose
from sqlmodel import Session, col, select

from portail.aides.echanges.examen import Brutes
from portail.aides.echanges.suivi import Suivi
from portail.aides.models import Aide, AncienneAdresse
from portail.aides.search import numero_du_catalogue
from portail.aides.workflow import StatutAide

_COLONNES = (
    col(Aide.id),
    col(Aide.reference),
    col(Aide.empreinte_import),
    col(Aide.statut),
    col(Aide.modifiee_le),
)


@dataclass
class Connue:
    """What is held of an aid of the feed while the file is read."""

    id: uuid.UUID
    statut: StatutAide
    ligne: str
    marque: str


class Registre:
    """The aids of one feed, the addresses that are taken, and what tells that somebody changed them since."""

    def __init__(self, session: Session, origine: str) -> None:
        self.origine, self.numero = origine, numero_du_catalogue(session)
        self.etat, self.connues = _lire(session, origine)
        self.nos_ids = {str(un) for un in session.exec(select(Aide.id).where(Aide.origine == ""))}
        self.adresses = {*session.exec(select(Aide.slug)), *session.exec(select(AncienneAdresse.slug))}

    @property
    def brutes(self) -> Brutes:
        """What tells a row that says nothing new."""
        return {reference: (connue.ligne, connue.marque) for reference, connue in self.connues.items()}

    @property
    def publiees(self) -> dict[str, uuid.UUID]:
        """The public aids of the feed, by reference."""
        return {ref: une.id for ref, une in self.connues.items() if une.statut is StatutAide.PUBLIEE}

    def tient(self, session: Session, numero: int) -> bool:
        """Whether the feed is still what it was; most often `numero`, the catalogue's, is enough to tell."""
        return numero == self.numero or _lire(session, self.origine)[0] == self.etat


def _lire(session: Session, origine: str) -> tuple[str, dict[str, Connue]]:
    dite, connues = hashlib.blake2b(digest_size=16), dict[str, Connue]()
    choix = choose(*_COLONNES).where(col(Aide.origine) == origine).order_by(col(Aide.id))
    for identifiant, reference, texte, statut, modifiee_le in session.connection().execute(choix):
        dite.update(f"{identifiant}{texte}{statut}{modifiee_le}".encode())
        suivi = Suivi.lire(texte)
        ligne = "" if suivi.retiree else suivi.ligne  # one that comes back is written, whatever its row
        if reference is not None:
            connues[reference] = Connue(identifiant, statut, ligne, suivi.marque)
    return dite.hexdigest(), connues
