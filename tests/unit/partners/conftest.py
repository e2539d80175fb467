"""Answers of the shape partners give, with invented values, and a host of its own for each test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures" / "partners"


@pytest.fixture
def base_url() -> str:
    """A host nobody asked before: neither its circuit breaker nor its answers are remembered."""
    return f"https://{uuid4().hex}.exemple.fr/api"


@pytest.fixture
def reponse() -> Callable[[str], Any]:
    return lambda nom: json.loads((FIXTURES / f"{nom}.json").read_text())
