"""The server’s clock jumps, by hours, back or forward: mails leave, sessions and links hold."""

import uuid
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from portail.comptes import jetons, sessions
from portail.comptes.jetons import JetonRefuse, Usage
from portail.comptes.rules import empreinte
from portail.core import clock
from portail.infra import outbox
from portail.infra.db import transaction
from portail.jobs import worker
from tests.comptes_de_test import compte_actif

SAUT = timedelta(hours=3)


@pytest.fixture
def faits(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the worker did."""
    done: list[str] = []

    def noter(_id: str, charge: dict[str, str]) -> None:
        if charge.get("panne") and not done:
            done.append("panne")
            raise ConnectionError("refused")
        done.append(charge["quoi"])

    monkeypatch.setitem(worker.TACHES, "essai", noter)
    return done


def publier(quand: datetime, **charge: str) -> None:
    with clock.fixed(quand), transaction() as session:
        outbox.publier(session, "essai", str(uuid.uuid4()), charge)


def test_a_mail_asked_for_before_the_clock_went_back_does_not_wait_for_hours(faits: list[str]) -> None:
    publier(clock.now() + SAUT, quoi="mail")
    worker.faire_un_tour()
    assert faits == ["mail"]


def test_a_mail_refused_before_the_clock_went_back_waits_an_hour_at_most(faits: list[str]) -> None:
    avance = clock.now() + SAUT
    publier(avance, quoi="mail", panne="une fois")
    with clock.fixed(avance):
        worker.faire_un_tour()
    worker.faire_un_tour()
    assert faits == ["panne", "mail"]


def test_a_mail_that_waits_its_turn_still_waits(faits: list[str]) -> None:
    publier(clock.now(), quoi="mail", panne="une fois")
    worker.faire_un_tour()
    worker.faire_un_tour()
    assert faits == ["panne"]


@pytest.mark.parametrize("saut", [-SAUT, timedelta(minutes=90)])
def test_a_session_survives_a_jump_shorter_than_its_idle_time(engine: Engine, saut: timedelta) -> None:
    compte = compte_actif()
    with transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "")
    with clock.fixed(clock.now() + saut):
        assert sessions.trouver(empreinte(sid)) is not None
    sessions._cache.clear()
    assert sessions.trouver(empreinte(sid)) is not None


def test_a_session_opened_in_the_future_ends_all_the_same(engine: Engine) -> None:
    compte = compte_actif()
    with clock.fixed(clock.now() + SAUT), transaction() as session:
        sid = sessions.ouvrir(session, compte.id, "")
    with clock.fixed(clock.now() + SAUT + timedelta(hours=24, minutes=1)):
        assert sessions.trouver(empreinte(sid)) is None


def test_a_ticket_serves_once_whatever_the_clock(engine: Engine) -> None:
    compte = compte_actif()
    with transaction() as session:
        ticket = jetons.emettre(session, Usage.CONNEXION, compte.id, timedelta(seconds=60))
    with clock.fixed(clock.now() - SAUT), transaction() as session:
        jetons.consommer(session, Usage.CONNEXION, ticket)
    for quand in (clock.now(), clock.now() - SAUT, clock.now() + SAUT):
        with clock.fixed(quand), transaction() as session, pytest.raises(JetonRefuse):
            jetons.consommer(session, Usage.CONNEXION, ticket)
