"""What those who run the portal may do and see: end sessions, read who was refused what, and for how long."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from portail.cli import app
from portail.comptes import connexion
from portail.comptes.models import Compte, SessionOuverte
from portail.core import clock
from portail.infra.db import transaction
from portail.infra.journal import EntreeJournal, consigner
from tests.comptes_de_test import acteur_de, ajouter_compte


@pytest.fixture
def gens(session: Session) -> list[str]:
    """Two people, each signed in twice."""
    for nom in ("zoe", "lea"):
        compte = ajouter_compte(session, nom)
        acteur_de(session, compte, "Firefox"), acteur_de(session, compte, "Chrome")
    session.commit()
    return ["zoe", "lea"]


def ouvertes() -> list[str]:
    with transaction() as session:
        query = select(Compte.identifiant).join(SessionOuverte).order_by(Compte.identifiant)
        return list(session.exec(query))


def test_the_sessions_of_one_person_or_of_everybody_are_ended(gens: list[str]) -> None:
    fait = CliRunner().invoke(app, ["deconnecter", "ZOE@exemple.fr"])
    assert (fait.exit_code, fait.output) == (0, "  2\u00a0sessions fermées.\n")
    assert ouvertes() == ["lea", "lea"]
    assert CliRunner().invoke(app, ["deconnecter", "--tous"]).exit_code == 0
    assert ouvertes() == []


@pytest.mark.parametrize("arguments", [[], ["zoe", "--tous"], ["personne"]])
def test_nobody_is_signed_out_by_mistake(gens: list[str], arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["deconnecter", *arguments]).exit_code == 2
    assert len(ouvertes()) == 4


def test_sign_ins_are_forgotten_after_a_year_the_rest_is_not(session: Session) -> None:
    with clock.fixed(clock.now() - timedelta(days=366)):
        for action in ("connexion.refusee", "session.fermee", "dossier.depose"):
            session.add(EntreeJournal(action=action, objet="x", quand=clock.now()))
    consigner(session, "connexion.acceptee", "x")
    session.flush()
    connexion.purger(session)
    assert set(session.exec(select(EntreeJournal.action))) == {"dossier.depose", "connexion.acceptee"}
