"""The one clock: UTC inside, Paris on screen. Tests may hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_held: list[datetime] = []


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _held[-1] if _held else datetime.now(UTC)


def today() -> date:
    """Today's date in Paris: deposit windows open and close at midnight there."""
    return now().astimezone(PARIS).date()


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (aware), in every thread of the process."""
    _held.append(instant.astimezone(UTC))
    try:
        yield
    finally:
        _held.pop()
