"""Answers of the shape partners give, with invented values, and a host of its own for each test."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from portail.settings import settings

FIXTURES = Path(__file__).parents[2] / "fixtures" / "partners"


@pytest.fixture
def base_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host nobody asked before, for both partners: no circuit breaker and no answer of it is remembered."""
    url = f"https://{uuid4().hex}.exemple.fr/api"
    for name, value in (("GEOCODAGE_URL", url), ("ENTREPRISES_URL", url), ("PARTNER_TIMEOUT", "5")):
        monkeypatch.setenv(f"PORTAIL_{name}", value)
    settings.cache_clear()
    yield url
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def reponse() -> Callable[[str], Any]:
    return lambda nom: json.loads((FIXTURES / f"{nom}.json").read_text())
