"""Whether an expression can ever be true."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from math import prod

from portail.formulaires.expressions.evaluation import Calcul
from portail.formulaires.expressions.genres import Genre, Portee
from portail.formulaires.expressions.valeurs import Valeur

_ESSAIS_MAX = 2_000


class _Suppose:
    """Values that are supposed; all else is unknown, the day too: `inconnu` once it was asked."""

    def __init__(self, valeurs: Mapping[str, Valeur]) -> None:
        self._valeurs = valeurs
        self.inconnu = False

    @property
    def aujourdhui(self) -> date | None:
        self.inconnu = True
        return None

    debut_depot = aujourdhui

    def valeur(self, nom: str) -> Valeur:
        return self._valeurs.get(nom)

    def rempli(self, nom: str) -> bool | None:
        return self._valeurs[nom] is not None if nom in self._valeurs else None

    def colonne(self, nom: str) -> None:
        self.inconnu = True

    def rangees(self, bloc: str) -> None:
        self.inconnu = True


def toujours_faux(calcul: Calcul) -> bool:
    """Whether it is false before anything is answered, and so whatever is answered."""
    return calcul(_Suppose({})) is False


def jamais_vrai(calcul: Calcul, lus: Portee) -> bool:
    """Whether no answers make it true, when it reads few enough of them for all to be tried."""
    domaines: dict[str, tuple[Valeur, ...]] = {}
    for nom, genre in lus.items():
        if genre.genre is Genre.BOOLEEN:
            domaines[nom] = (None, True, False)
        elif genre.genre is Genre.CHOIX:
            domaines[nom] = (None, *genre.options)
    if len(domaines) < len(lus) or prod(map(len, domaines.values())) > _ESSAIS_MAX:
        return toujours_faux(calcul)
    return not any(
        _peut_etre_vrai(calcul, _Suppose(dict(zip(domaines, valeurs, strict=True))))
        for valeurs in product(*domaines.values())
    )


def _peut_etre_vrai(calcul: Calcul, essai: _Suppose) -> bool:
    dit = calcul(essai)
    return dit is True or (dit is None and essai.inconnu)
