"""Writes that share a transaction: answered once committed, and nobody pays for another."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from portail.infra import db, group_commit
from portail.infra.journal import EntreeJournal, consigner


def _actions() -> list[str]:
    with db.snapshot() as session:
        return sorted(session.exec(select(EntreeJournal.action)))


def _ecrire(action: str) -> Callable[[Session], str]:
    def work(session: Session) -> str:
        consigner(session, action, "x")
        session.flush()
        return action

    return work


def _each(session: Session, works: Sequence[Callable[[Session], Any]]) -> list[Any]:
    return [work(session) for work in works]


async def _ensemble(*works: Callable[[Session], Any]) -> list[Any]:
    writes = (group_commit.write(_each, work) for work in works)
    return await asyncio.gather(*writes, return_exceptions=True)


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry per transaction opened by the writer: « ok » or the name of what undid it."""
    seen: list[str] = []

    @contextmanager
    def counted() -> Iterator[Session]:
        try:
            with db.transaction() as session:
                yield session
        except BaseException as error:
            seen.append(type(error).__name__)
            raise
        seen.append("ok")

    monkeypatch.setattr(group_commit, "transaction", counted)
    return seen


async def test_what_comes_together_is_committed_together(engine: Engine, transactions: list[str]) -> None:
    actions = [f"a{rang:02d}" for rang in range(60)]
    assert await _ensemble(*(_ecrire(action) for action in actions)) == actions
    assert _actions() == actions
    assert 2 <= len(transactions) < 30


async def test_an_answer_means_it_is_committed(engine: Engine) -> None:
    for action in ("a", "b", "c"):
        await group_commit.write(_each, _ecrire(action))
        assert action in _actions()


async def test_one_that_fails_is_told_alone_and_undone_alone(engine: Engine, transactions: list[str]) -> None:
    def rate(session: Session) -> None:
        consigner(session, "de trop", "x")
        session.flush()
        raise ZeroDivisionError

    resultats = await _ensemble(*(_ecrire(f"avant{rang}") for rang in range(5)), rate, _ecrire("apres"))
    assert resultats[:5] == [f"avant{rang}" for rang in range(5)]
    assert isinstance(resultats[5], ZeroDivisionError)
    assert resultats[6] == "apres"
    assert _actions() == ["apres", *(f"avant{rang}" for rang in range(5))]
    assert "ZeroDivisionError" in transactions


async def test_what_the_database_refuses_undoes_nothing_else(engine: Engine) -> None:
    def double(session: Session) -> None:
        entree = EntreeJournal(action="double", objet="x")
        session.connection().execute(EntreeJournal.__table__.insert(), [entree.model_dump()] * 2)  # type: ignore[attr-defined]

    resultats = await _ensemble(_ecrire("a"), double, _ecrire("b"))
    assert (resultats[0], resultats[2]) == ("a", "b")
    assert isinstance(resultats[1], Exception)
    assert _actions() == ["a", "b"]


async def test_a_refusal_undoes_nothing_of_the_others(engine: Engine, transactions: list[str]) -> None:
    refus = PermissionError("non")
    resultats = await _ensemble(_ecrire("a"), lambda _session: refus, _ecrire("b"))
    assert resultats == ["a", refus, "b"]
    assert _actions() == ["a", "b"]
    assert set(transactions) == {"ok"}


async def test_what_is_asked_for_at_once_is_worked_on_at_once_in_order(engine: Engine) -> None:
    groups: list[list[int]] = []

    def double(_session: Session, numbers: Sequence[int]) -> list[int]:
        groups.append(list(numbers))
        return [2 * number for number in numbers]

    asked = range(20)
    answers = await asyncio.gather(*(group_commit.write(double, number) for number in asked))
    assert answers == [2 * number for number in asked]
    assert groups == [list(asked)]


async def test_one_nobody_waits_for_any_more_disturbs_nobody(engine: Engine) -> None:
    parti = asyncio.create_task(group_commit.write(_each, _ecrire("parti")))
    await asyncio.sleep(0)
    parti.cancel()
    assert await _ensemble(_ecrire("reste")) == ["reste"]
    assert await _ensemble(_ecrire("encore")) == ["encore"]
