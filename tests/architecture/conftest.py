"""An empty database on each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where it is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'portail.db'}"
        return
    with postgresql() as server:
        yield server.url
