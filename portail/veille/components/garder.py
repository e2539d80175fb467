"""« Garder »: a star on cards and sheets, with an account or in this browser alone; see garder.jsx."""

from typing import Any

import reflex as rx

from portail.comptes.guards import Visite
from portail.veille.states.etoiles import EtoilesState as S


class Garder(rx.Component):
    """The star of one aid. `person` is empty when nobody is signed in: this browser keeps it then."""

    library = rx.asset("garder.jsx", shared=True).importable_path
    tag = "Garder"
    lib_dependencies: list[str] = ["idb-keyval@6.3.0"]
    slug: rx.Var[str]
    titre: rx.Var[Any]
    person: rx.Var[str]
    gardee: rx.Var[bool]
    on_garder: rx.EventHandler[rx.event.passthrough_event_spec(str, bool)]  # type: ignore[valid-type]


class Gardees(rx.Component):
    """What this browser keeps without an account, told or offered; see gardees.jsx."""

    library = rx.asset("gardees.jsx", shared=True).importable_path
    tag = "Gardees"
    person: rx.Var[str]
    jointe: rx.Var[int]
    on_lire: rx.EventHandler[rx.event.passthrough_event_spec(list)]  # type: ignore[valid-type]
    on_joindre: rx.EventHandler[rx.event.passthrough_event_spec(list)]  # type: ignore[valid-type]


def garder(aide: Any) -> rx.Component:
    """The star of `aide`, anything with `slug` and `titre`."""
    return Garder.create(
        slug=aide.slug,
        titre=aide.titre,
        person=Visite.cle,
        gardee=S.gardees.contains(aide.slug),
        on_garder=S.garder,
    )


def a_joindre(on_lire: Any = None, ensuite: Any = None) -> rx.Component:
    """The offer to take into the account what this browser keeps; nothing when it keeps nothing.

    `on_lire(slugs)` is called once when nobody is signed in, with what it keeps; `ensuite` once it is taken.
    """
    ecoute = {} if on_lire is None else {"on_lire": on_lire}
    gestes = [S.joindre] if ensuite is None else [S.joindre, ensuite]
    return Gardees.create(person=Visite.cle, jointe=S.jointe, on_joindre=gestes, **ecoute)
