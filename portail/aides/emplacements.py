"""Places on the screens of the catalogue that rooms above fill, where the portal is assembled.

Each holds functions that draw something: on a card (given the `Carte`), on a sheet (given the `FicheAide`),
beside the results of a search (given its address).
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

Dessin = Callable[[Any], rx.Component]

SUR_LA_CARTE: list[Dessin] = []
SUR_LA_FICHE: list[Dessin] = []
SUR_LA_RECHERCHE: list[Dessin] = []


def dessiner(emplacement: list[Dessin], sujet: Any) -> list[rx.Component]:
    """What rooms above have put there, about `sujet`."""
    return [dessin(sujet) for dessin in emplacement]
