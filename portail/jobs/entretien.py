"""Upkeep: what has expired is forgotten."""

from datetime import timedelta

from sqlmodel import col, delete

from portail.comptes import inscription as comptes
from portail.comptes.models import Jeton, SessionOuverte
from portail.core import clock
from portail.demandeurs import inscription
from portail.dossiers.pieces import BALAYER
from portail.infra import outbox
from portail.infra.db import transaction
from portail.infra.outbox import Envoi
from portail.settings import settings

KEEP_TOKENS = timedelta(days=30)
KEEP_DONE = timedelta(days=30)


def entretenir() -> None:
    """Delete dead sessions, old tokens, sign-ups left behind and outbox rows settled long ago."""
    now = clock.now()
    with transaction() as session:
        oldest = now - timedelta(hours=settings().session_max_hours)
        session.exec(delete(SessionOuverte).where(col(SessionOuverte.cree_le) < oldest))
        session.exec(delete(Jeton).where(col(Jeton.expire_le) < now - KEEP_TOKENS))
        session.exec(delete(Envoi).where(col(Envoi.fait_le) < now - KEEP_DONE))
        # What could never be sent still holds an address, and a link that has expired.
        session.exec(delete(Envoi).where(col(Envoi.abandonne_le) < now - KEEP_DONE))
        comptes.purger(session)
        inscription.purger(session)
        # The key makes it once a day, however many workers there are.
        outbox.publier(session, BALAYER, f"{BALAYER}:{clock.today()}", {})
