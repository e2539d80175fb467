"""Writing what an import worked out, in a transaction kept short: rows are ready, none is read."""

from sqlalchemy import delete, update
from sqlmodel import Session, col

from portail.aides.echanges.ecriture import Lot, Tables
from portail.aides.models import Aide, FenetreDepot, TermesAide
from portail.aides.search import CHANGE


def verser(session: Session, tables: Tables, lot: Lot, numero: int) -> None:
    """Write a batch; its words take that number of the catalogue."""
    tables.aides.insert(session, lot.aides)
    tables.fenetres.insert(session, lot.fenetres)
    if lot.aides_changees:
        session.execute(update(Aide), lot.aides_changees)
    if lot.fenetres_changees:
        session.execute(update(FenetreDepot), lot.fenetres_changees)
    if lot.termes_refaits:
        session.exec(delete(TermesAide).where(col(TermesAide.aide_id).in_(lot.termes_refaits)))
    tables.termes.insert(session, lot.termes, numero=numero)
    tables.faits.insert(session, lot.faits)
    session.info[CHANGE] = session.info.get(CHANGE, False) or bool(lot.termes)
