"""Waiting for what happens behind the screen: a row in the database, a mail, a file."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
ATTENTE = 20.0


def attendre(lire: Callable[[], T], quoi: str) -> T:
    """Read until it is there (neither empty nor None nor False), and return it."""
    limite = time.monotonic() + ATTENTE
    while not (trouve := lire()):
        assert time.monotonic() < limite, f"never came: {quoi}"
        time.sleep(0.05)
    return trouve
