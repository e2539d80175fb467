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
