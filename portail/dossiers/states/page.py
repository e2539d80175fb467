"""What every page of a dossier needs: its address read, a screen that stays while the server comes back."""

from dataclasses import fields
from typing import Any, TypeVar, get_origin
from urllib.parse import parse_qs, urlsplit

from reflex.state import _override_base_method


class Retenue:
    """Mixed into a page's state: a server that restarted and knows nothing yet blanks nothing.

    The browser asks for the whole state at each reconnection, then for the page's loading. Between the
    two, the blank state would take away the fields somebody is typing in. A plain class, so that no
    browser can call it.
    """

    chemin: str
    """The address the state was loaded for, empty until then."""

    @_override_base_method
    def dict(self, include_computed: bool = True, initial: bool = False, **kwargs: Any) -> dict[str, Any]:
        """The state for the browser; nothing of it before it is loaded. `initial`: the compiler asks."""
        complet: dict[str, Any] = super().dict(include_computed, initial, **kwargs)  # type: ignore[misc]
        if not self.chemin and not initial:
            complet[self.get_full_name()] = {}  # type: ignore[attr-defined]
        return complet


V = TypeVar("V")

SUFFIXE = " – Portail des aides"
ABSENT = f"Dossier introuvable{SUFFIXE}"


def vide(genre: type[V]) -> V:
    """A view with nothing in it, for a page that has nothing to show yet."""
    return genre(**{f.name: (get_origin(f.type) or f.type)() for f in fields(genre)})  # type: ignore[arg-type,operator]


def morceaux(chemin: str) -> list[str]:
    """The parts of an address, as a browser tells it: « /dossiers/2026-ABC/projet » has three."""
    return [morceau for morceau in chemin.split("/") if morceau]


def numero_et_etape(chemin: str) -> tuple[str, str]:
    """The number and the step an address of a dossier names, each empty when absent."""
    _, numero, etape, *_ = [*morceaux(chemin), "", "", ""]
    return numero, etape


def parametre(adresse: str, nom: str) -> str:
    """The first value of a query parameter, empty when absent."""
    try:
        return parse_qs(urlsplit(adresse).query).get(nom, [""])[0]
    except ValueError:  # an address no browser makes
        return ""
