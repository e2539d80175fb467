"""Applicants of a running portal, each with a draft; and the event that saves one of its answers."""

import uuid
from typing import NamedTuple

from sqlmodel import Session

from portail.comptes import sessions
from portail.comptes.sessions import acteur_de
from portail.demandeurs.models import Fiche
from portail.demandeurs.rules import TypeDemandeur
from portail.dossiers import brouillon
from portail.dossiers.states.etape import EtapeState
from portail.infra.db import open_engine
from tests.comptes_de_test import ajouter_compte
from tests.live import Server

AIDE, ETAPE, CHAMP = "soutien-aux-associations", "projet", "intitule"
SAVE = f"{EtapeState.get_full_name()}.enregistrer"


class Applicant(NamedTuple):
    """Somebody with an account, signed in, and a draft."""

    cookie: str
    numero: str

    @property
    def step(self) -> str:
        """The address of a step of the draft."""
        return f"/dossiers/{self.numero}/{ETAPE}"


def applicants(server: Server, count: int) -> list[Applicant]:
    """Make `count` of them in the database of a running portal."""
    engine = open_engine(server.database)
    made = []
    with engine.connect().execution_options(portail_write=True) as connection, Session(connection) as session:
        for _ in range(count):
            compte = ajouter_compte(session, uuid.uuid4().hex)
            session.add(Fiche(compte_id=compte.id, type_demandeur=TypeDemandeur.ASSOCIATION))
            cookie = sessions.ouvrir(session, compte.id, "banc")
            made.append(Applicant(cookie, brouillon.ouvrir(session, acteur_de(compte, "banc"), AIDE)))
        session.commit()
    engine.dispose()
    return made
