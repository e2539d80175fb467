"""Which tabs show a step."""

import pytest

from portail.dossiers import presence

ICI, LA = ("2026-AAAAAA", "projet"), ("2026-AAAAAA", "budget")


@pytest.fixture(autouse=True)
def _personne() -> None:
    presence._lieux.clear()
    presence._onglets.clear()


async def test_tabs_at_the_same_step_know_each_other() -> None:
    for onglet in ("a", "b", "c"):
        await presence.arriver(onglet, ICI)
    await presence.arriver("c", LA)
    assert await presence.autres("a", ICI) == ["b"]
    assert await presence.autres("a", LA) == ["c"]
    await presence.partir("b")
    await presence.partir("b")
    assert await presence.autres("a", ICI) == []


async def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "ONGLETS_MAX", 3)
    for onglet in "abcd":
        await presence.arriver(onglet, ICI)
    assert sorted(await presence.autres("", ICI)) == ["b", "c", "d"]
    for onglet in "bcd":
        await presence.partir(onglet)
    assert not presence._onglets
