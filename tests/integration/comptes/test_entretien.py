"""Upkeep: what is dead goes, what lives stays."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail.comptes import jetons, sessions
from portail.comptes.inscription import creer_compte, renvoyer_activation
from portail.comptes.jetons import Usage
from portail.comptes.models import Compte, IdentifiantReserve, Jeton, SessionOuverte
from portail.core import clock
from portail.infra import db, outbox
from portail.infra.outbox import Envoi
from portail.jobs.entretien import entretenir
from tests.comptes_de_test import HACHE, ajouter_compte


@pytest.fixture(autouse=True)
def _gens(engine: Engine) -> None:
    """One active account, one that waits."""
    with db.transaction() as session:
        zoe = ajouter_compte(session)
        sessions.ouvrir(session, zoe.id, "")
        jetons.emettre(session, Usage.MOT_DE_PASSE, zoe.id, timedelta(hours=1))
        creer_compte(
            session,
            nom="Martin",
            prenom="Léa",
            mail="lea@exemple.fr",
            identifiant="lea",
            mot_de_passe_hache=HACHE,
        )


def restants(modele: type) -> int:
    with db.snapshot() as session:
        return len(session.exec(select(modele)).all())


def test_nothing_alive_is_touched() -> None:
    entretenir()
    assert (restants(Compte), restants(SessionOuverte), restants(Jeton)) == (2, 1, 2)
    assert restants(IdentifiantReserve) == 1
    assert restants(Envoi) >= 1


def test_what_is_long_dead_is_forgotten() -> None:
    with clock.fixed(clock.now() + timedelta(days=60)):
        entretenir()
    with db.snapshot() as session:
        assert session.exec(select(Compte.identifiant)).all() == ["zoe"]
    assert (restants(SessionOuverte), restants(Jeton), restants(IdentifiantReserve)) == (0, 0, 0)


def test_a_sign_up_whose_mail_was_asked_again_is_waited_for() -> None:
    with clock.fixed(clock.now() + timedelta(days=29)), db.transaction() as session:
        renvoyer_activation(session, "lea@exemple.fr")
    with clock.fixed(clock.now() + timedelta(days=31)):
        entretenir()
    assert restants(Compte) == 2
    with clock.fixed(clock.now() + timedelta(days=33)):
        entretenir()
    assert restants(Compte) == 1


def test_mails_that_could_not_leave_do_not_keep_their_address() -> None:
    with db.transaction() as session:
        envoi = outbox.prendre(session)
        assert envoi is not None
        outbox.rate(session, envoi.id, "refused", definitif=True)
    entretenir()
    with db.snapshot() as session:
        assert session.get(Envoi, envoi.id) is not None
    with clock.fixed(clock.now() + timedelta(days=31)):
        entretenir()
    with db.snapshot() as session:
        assert session.get(Envoi, envoi.id) is None
