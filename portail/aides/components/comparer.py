"""« Comparer »: the control on cards and sheets, and the bar that leads to the comparison."""

from typing import Any

import reflex as rx

from portail.aides.comparaison import MAX
from portail.ui.picks import Pick, PickBar, Unpick

_LISTE = "comparer"
_MOTS = {
    "region": "Aides à comparer",
    "one": "aide à comparer",
    "many": "aides à comparer",
    "go": "Comparer",
    "more": "Choisissez-en une autre.",
    "clear": "Tout retirer",
}


def comparer(aide: Any) -> rx.Component:
    """Pick `aide`, anything with `slug` and `titre`, to compare it."""
    return Pick.create(
        list=_LISTE, max=MAX, value=aide.slug, name=aide.titre, label="Comparer", full="Trois aides au plus"
    )


def retirer(aide: Any, ensuite: Any) -> rx.Component:
    """Take `aide` out of the comparison."""
    return Unpick.create(list=_LISTE, value=aide.slug, name=aide.titre, label="Retirer", on_drop=ensuite)


def barre() -> rx.Component:
    """How many aids are picked, at the foot of the window."""
    return PickBar.create(list=_LISTE, href="/aides/comparer", parameter="aide", words=_MOTS)
