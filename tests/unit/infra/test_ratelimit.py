"""Limits of frequency."""

import pytest

from portail.core.errors import TropDeDemandes
from portail.infra import ratelimit


def test_the_limit_is_by_key() -> None:
    assert [ratelimit.permis("2/minute", "a") for _ in range(3)] == [True, True, False]
    assert ratelimit.permis("2/minute", "b")


def test_the_refusal_says_when_to_come_back() -> None:
    ratelimit.exiger("1/hour", "x", message="Réessayez dans une heure.")
    with pytest.raises(TropDeDemandes, match="dans une heure"):
        ratelimit.exiger("1/hour", "x", message="Réessayez dans une heure.")


def test_the_longest_delay_is_told_without_counting() -> None:
    limites = ("1/minute", "2/hour")
    assert ratelimit.attente(limites, "a") == 0
    assert ratelimit.attente(limites, "a") == 0
    assert all(ratelimit.permis(limite, "a") for limite in limites)
    assert 50 <= ratelimit.attente(limites, "a") <= 60
    ratelimit.permis("2/hour", "a")
    assert 3500 <= ratelimit.attente(limites, "a") <= 3600
    assert ratelimit.attente(limites, "b") == 0


def test_uses_can_be_forgotten() -> None:
    limites = ("1/minute", "1/hour")
    for limite in limites:
        ratelimit.permis(limite, "a")
        ratelimit.permis(limite, "b")
    ratelimit.effacer(limites, "a")
    assert ratelimit.attente(limites, "a") == 0
    assert ratelimit.attente(limites, "b") > 0
