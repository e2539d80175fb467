"""Upkeep: what has expired is forgotten, what waits for its turn is asked for."""

from portail.aides import edition
from portail.comptes import connexion, jetons, sessions
from portail.comptes import inscription as comptes
from portail.core import clock
from portail.demandeurs import inscription
from portail.dossiers import analyses, comptes_inactifs, televersements
from portail.dossiers.pieces import BALAYER
from portail.infra import outbox, wal
from portail.infra.db import transaction
from portail.veille import alertes, donnees


def entretenir() -> None:
    """Have each room delete what has expired in it, and ask for what is left to do."""
    with transaction() as session:
        for purger in (
            sessions.purger,
            jetons.purger,
            connexion.purger,
            outbox.purger,
            comptes.purger,
            inscription.purger,
            edition.publier_les_echues,
            analyses.rattraper,
            televersements.purger,
            comptes_inactifs.purger,
            donnees.purger,
            alertes.demander,
        ):
            purger(session)
        # The key makes it once a day, however many workers there are.
        outbox.publier(session, BALAYER, f"{BALAYER}:{clock.today()}", {})
    wal.cut_back()
