"""The outbox: nothing leaves for a fact that was undone, nothing is done twice, nothing is forgotten."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail import cli
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


def echouer_jusqu_au_bout(cle: str) -> timedelta:
    """How long a row is tried before it is given up."""
    debut = instant = clock.now()
    while _row(cle).abandonne_le is None:
        with clock.fixed(instant):
            worker.faire_un_tour()
        pause = _row(cle).du_le - instant
        assert pause <= timedelta(hours=1)
        instant = max(instant, _row(cle).du_le)
    return instant - debut


def test_a_server_that_is_down_for_days_loses_nothing(faits: list[str]) -> None:
    _publier("c", quoi="accuse", panne="oui")
    assert timedelta(days=7) <= echouer_jusqu_au_bout("c") < timedelta(days=8)
    with snapshot() as session:
        assert outbox.abandonnes(session) == 1


def test_what_was_given_up_is_taken_up_again(faits: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _publier("refuse", quoi="accuse")
    with transaction() as session:
        pris = outbox.prendre(session)
        assert pris is not None
        assert outbox.rate(session, pris.id, "refused", definitif=True)
    worker.faire_un_tour()
    assert faits == []
    for dit in ("1\u00a0envoi", "0\u00a0envoi"):
        cli.reprendre()
        assert dit in capsys.readouterr().out
    worker.faire_un_tour()
    assert faits == ["accuse"]


def test_a_definitive_failure_is_not_tried_again(faits: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(_id: str, _charge: dict[str, str]) -> None:
        raise outbox.Definitif("550 unknown")

    monkeypatch.setitem(worker.TACHES, "essai", refuser)
    _publier("d")
    worker.faire_un_tour()
    assert (_row("d").abandonne_le is not None, _row("d").erreur) == (True, "Definitif: 550 unknown")


def test_a_slow_server_never_makes_a_row_leave_twice(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a row is done, nobody else may take it, however long those before it lasted."""
    with transaction() as session:
        for quoi in "abc":
            outbox.publier(session, "lent", quoi, {"quoi": quoi})
    instant = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: instant[0])
    repris: list[str] = []

    def lentement(_id: str, charge: dict[str, str]) -> None:
        instant[0] += outbox.LEASE * 0.9
        with pytest.raises(ZeroDivisionError), transaction() as session:  # another worker, that dies
            while autre := outbox.prendre(session):
                repris.append(autre.charge["quoi"])
            _ = 1 / 0
        assert charge["quoi"] not in repris
        repris.clear()

    monkeypatch.setitem(worker.TACHES, "lent", lentement)
    assert worker.faire_un_tour() == 3
    assert [_row(cle).erreur for cle in "abc"] == ["", "", ""]


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


def test_what_is_slow_waits_in_a_line_of_its_own(faits: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LENTES", {"lent"})
    monkeypatch.setitem(worker.TACHES, "lent", lambda _, charge: faits.append(charge["quoi"]))
    with transaction() as session:
        outbox.publier(session, "lent", "l", {"quoi": "analyse"})
    _publier("v", quoi="mail")
    assert worker.faire_un_tour(lent=False) == 1
    assert faits == ["mail"]
    assert worker.faire_un_tour(lent=True) == 1
    assert faits == ["mail", "analyse"]


def test_a_slow_task_delays_nobody_s_mail(faits: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The antivirus hangs until the mail has left."""
    parti, fin = threading.Event(), threading.Event()
    monkeypatch.setattr(worker, "LENTES", {"lent"})
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.01)
    monkeypatch.setitem(worker.TACHES, "lent", lambda _id, _charge: bool(parti.wait(20)))
    monkeypatch.setitem(worker.TACHES, "mail", lambda _id, _charge: parti.set())
    with transaction() as session:
        outbox.publier(session, "lent", "l", {})
        outbox.publier(session, "mail", "m", {})
    travailleur = threading.Thread(target=worker.travailler, args=(fin,))
    travailleur.start()
    assert parti.wait(20)
    fin.set()
    travailleur.join(20)
    assert not travailleur.is_alive()
