"""Accounts nobody uses any more: told a month before, then erased.

RGPD, article 5, 1, e: data is kept no longer than needed; the page « Données personnelles » says how long.
An account with a dossier, were it a draft, is kept: the dossier has its own time.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, select

from portail.comptes import mails
from portail.comptes.models import Compte
from portail.comptes.rules import Role
from portail.core import clock
from portail.demandeurs.effacement import effacer_compte
from portail.dossiers.models import Dossier

DUREE = timedelta(days=730)
PREAVIS = timedelta(days=30)
PAR_TOUR = 200
"""How many are told, and how many erased, at each upkeep."""


def purger(session: Session) -> None:
    """Write to those whose account ends in a month; erase those who were told and did not come back."""
    now = clock.now()
    for compte in _inactifs(session, now - DUREE + PREAVIS, col(Compte.prevenu_le).is_(None)):
        compte.prevenu_le = now
        fin = (now + PREAVIS).astimezone(clock.PARIS).date()
        mails.poster(session, mails.compte_inactif(compte.mail, fin))
    for compte in _inactifs(session, now - DUREE, col(Compte.prevenu_le) <= now - PREAVIS):
        effacer_compte(session, compte)


def _inactifs(session: Session, vus_avant: datetime, condition: ColumnElement[bool]) -> list[Compte]:
    query = select(Compte).where(
        Compte.role == Role.DEMANDEUR,
        col(Compte.active_le).is_not(None),
        col(Compte.vu_le) <= vus_avant,
        ~exists().where(col(Dossier.compte_id) == col(Compte.id)),
        condition,
    )
    return list(session.exec(query.order_by(col(Compte.vu_le)).limit(PAR_TOUR).with_for_update()))
