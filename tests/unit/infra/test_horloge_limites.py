"""Limits of frequency under a clock that jumps."""

import time

import pytest

from portail.infra import ratelimit

HEURES = 3 * 3600.0


@pytest.mark.parametrize("saut", [-HEURES, HEURES])
def test_a_clock_that_jumps_stops_nobody_for_hours(monkeypatch: pytest.MonkeyPatch, saut: float) -> None:
    depart = time.time()
    assert ratelimit.permis("1/minute", "zoe")
    assert not ratelimit.permis("1/minute", "zoe")
    monkeypatch.setattr(time, "time", lambda: depart + saut)
    assert ratelimit.attente(["1/minute"], "zoe") <= 60
    monkeypatch.setattr(time, "time", lambda: depart + saut + 61)
    assert ratelimit.permis("1/minute", "zoe")


def test_a_clock_set_right_by_a_second_forgets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    depart = time.time()
    assert ratelimit.permis("1/minute", "zoe")
    monkeypatch.setattr(time, "time", lambda: depart - 1)
    assert not ratelimit.permis("1/minute", "zoe")
