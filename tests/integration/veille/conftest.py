"""Somebody who watches, aids that open and close, and the rounds of a day as the worker does them."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from portail.aides.models import Aide, FenetreDepot
from portail.comptes.models import Compte
from portail.comptes.rules import Acteur
from portail.comptes.sessions import acteur_de
from portail.core import clock
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from portail.jobs import worker
from portail.veille import alertes
from tests.comptes_de_test import ajouter_compte
from tests.integration.aides.conftest import ajouter

JOUR = date(2026, 3, 15)
MATIN = datetime(2026, 3, 15, 7, 30, tzinfo=UTC)  # half past eight in Paris
Fenetres = list[tuple[int, int | None]]


@dataclass
class Monde:
    """The clock of the test, and what is done under it. Everything is committed at once."""

    maintenant: datetime = MATIN

    def avancer(self, **duree: float) -> None:
        """Let time pass, or go back."""
        self.maintenant += timedelta(**duree)

    def faire(self, geste: Callable[..., Any], *args: Any, **reste: Any) -> Any:
        """One use case in its own transaction."""
        with clock.fixed(self.maintenant), transaction() as session:
            return geste(session, *args, **reste)

    def personne(self, identifiant: str = "zoe", **autre: Any) -> Acteur:
        """Somebody with an account."""
        return acteur_de(self.faire(ajouter_compte, identifiant, **autre))

    def aide(self, slug: str, fenetres: Fenetres, **champs: Any) -> Aide:
        """A published aid; windows in days from `JOUR`."""
        champs.setdefault("publiee_le", self.maintenant)
        return self.faire(ajouter, slug, fenetres, **champs)

    def deplacer(self, aide: Aide, fenetres: Fenetres) -> None:
        """Give an aid other windows."""

        def refaire(session: Session) -> None:
            for une in session.exec(select(FenetreDepot).where(FenetreDepot.aide_id == aide.id)):
                session.delete(une)
            for ouvre, ferme in fenetres:
                fin = None if ferme is None else JOUR + timedelta(days=ferme)
                session.add(
                    FenetreDepot(aide_id=aide.id, ouvre_le=JOUR + timedelta(days=ouvre), ferme_le=fin)
                )

        self.faire(refaire)

    def matin(self) -> list[dict[str, Any]]:
        """What the worker does this morning: the mails it leaves to send, which are then taken away."""
        self.faire(alertes.demander)
        self.travailler()
        return self.relever()

    def travailler(self) -> None:
        """Do all rounds that are due; mails stay in the outbox."""
        with clock.fixed(self.maintenant):
            while (ronde := self._une("veille.")) is not None:
                worker._faire(ronde)

    def relever(self) -> list[dict[str, Any]]:
        """The mails to send."""
        with snapshot() as session:
            query = select(Envoi).where(Envoi.genre == "courriel", col(Envoi.fait_le).is_(None))
            mails = list(session.exec(query.order_by(col(Envoi.cree_le))))
        for mail in mails:
            self.faire(lambda session, ici=mail.id: session.delete(session.get_one(Envoi, ici)))
        return [dict(mail.charge) for mail in mails]

    def _une(self, debut: str) -> Envoi | None:
        with snapshot() as session:
            query = select(Envoi).where(
                col(Envoi.genre).startswith(debut),
                col(Envoi.fait_le).is_(None),
                col(Envoi.du_le) <= clock.now(),
            )
            return session.exec(query).first()

    def compte(self, acteur: Acteur) -> uuid.UUID:
        """The account of somebody."""
        with snapshot() as session:
            return session.get_one(Compte, acteur.id).id


@pytest.fixture
def monde(engine: Engine) -> Iterator[Monde]:
    """An empty portal, in the morning of `JOUR`."""
    return Monde()
