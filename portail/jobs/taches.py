"""What each kind of outbox row does. A task may be run twice, and raises to be tried again."""

from collections.abc import Callable
from typing import Any

Tache = Callable[[str, dict[str, Any]], None]

TACHES: dict[str, Tache] = {}
