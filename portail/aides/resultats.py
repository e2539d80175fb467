"""What a search found, as the screen shows it: frozen and plain."""

from dataclasses import dataclass, field

from portail.aides.views import Carte


@dataclass(frozen=True)
class Aussi:
    """« Résultats aussi pour … »: how a word typed (`ecrit`) was read besides, and why.

    `raison` is « synonyme », « orthographe » or « lieu »; `mots` are what was looked for besides, or the
    place in words.
    """

    ecrit: str
    raison: str
    mots: tuple[str, ...]


@dataclass(frozen=True)
class Resultats:
    """What a search found: the cards of the pages asked for, and how many aids in all.

    `comptes` maps `(genre, valeur)` to how many aids would be found with that value, other facets unchanged,
    for every value of every facet. `partielles` of the `total`, at the end of the list, hold only a part of
    the words. When nothing is found, `pistes` are the words that would find something alone, in the whole
    catalogue, with how much.
    """

    cartes: tuple[Carte, ...] = ()
    total: int = 0
    comptes: dict[tuple[str, str], int] = field(default_factory=dict)
    partielles: int = 0
    aussi: tuple[Aussi, ...] = ()
    pistes: tuple[tuple[str, int], ...] = ()

    @property
    def entieres(self) -> tuple[Carte, ...]:
        """The cards, among those shown, of the aids that hold all the words."""
        return self.cartes[: self.total - self.partielles]
