"""The outbox: nothing leaves for a fact that was undone, nothing is done twice, nothing is forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail.core import clock
from portail.infra import outbox
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from portail.jobs import worker


@pytest.fixture
def faits(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []

    def note(_id: str, charge: dict[str, str]) -> None:
        if charge.get("panne"):
            raise ConnectionError("serveur injoignable")
        done.append(charge["quoi"])

    monkeypatch.setitem(worker.TACHES, "essai", note)
    return done


def _publier(cle: str, **charge: str) -> None:
    with transaction() as session:
        outbox.publier(session, "essai", cle, charge)


def _row(cle: str) -> Envoi:
    with snapshot() as session:
        return session.exec(select(Envoi).where(Envoi.cle == cle)).one()


def test_what_is_published_is_done_once_and_its_payload_forgotten(faits: list[str]) -> None:
    _publier("a", quoi="mail")
    _publier("a", quoi="mail")
    worker.faire_un_tour()
    worker.faire_un_tour()
    assert faits == ["mail"]
    assert _row("a").charge == {}


def test_an_undone_fact_sends_nothing(faits: list[str]) -> None:
    with pytest.raises(RuntimeError), transaction() as session:
        outbox.publier(session, "essai", "b", {"quoi": "mail"})
        raise RuntimeError
    worker.faire_un_tour()
    assert faits == []


def test_a_failure_comes_back_later_and_later(faits: list[str]) -> None:
    _publier("c", quoi="mail", panne="oui")
    pauses = []
    instant = clock.now()
    for _ in range(4):
        with clock.fixed(instant):
            worker.faire_un_tour()
        row = _row("c")
        pauses.append(round((row.du_le - instant).total_seconds()))
        instant = row.du_le
    assert pauses == [10, 20, 40, 80]
    assert "injoignable" in _row("c").erreur
    assert faits == []


def test_a_dead_worker_gives_its_rows_back(faits: list[str]) -> None:
    _publier("d", quoi="mail")
    with transaction() as session:
        outbox.prendre(session)
    worker.faire_un_tour()
    assert faits == []
    with clock.fixed(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        worker.faire_un_tour()
    assert faits == ["mail"]


def test_an_unknown_kind_is_given_up_and_kept(engine: Engine) -> None:
    with transaction() as session:
        outbox.publier(session, "inconnu", "e", {})
    worker.faire_un_tour()
    assert _row("e").abandonne_le is not None
