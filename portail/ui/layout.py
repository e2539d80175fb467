"""The frame of every page: header, main, footer, live region; and what a page is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import reflex as rx


@dataclass(frozen=True)
class Page:
    """A page as the application registers it. `titre` may be a Var for pages about one thing."""

    route: str
    titre: Any
    contenu: Callable[[], rx.Component]
    on_load: list[Any] = field(default_factory=list)
    description: str = ""
    demo_only: bool = False
