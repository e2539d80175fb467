"""The functions of the language: how each is written, what it takes and gives, what it computes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portail.formulaires.expressions.genres import Genre
from portail.formulaires.expressions.valeurs import CALCUL, Valeur, fini


@dataclass(frozen=True)
class Fonction:
    """`genres` of its arguments, in order; a function of several kinds is typed in `appels`."""

    exemple: str
    genres: tuple[Genre, ...] = ()
    rend: Genre = Genre.NOMBRE
    minimum: int | None = None
    maximum: int | None = None

    def accepte(self, nombre: int) -> bool:
        """Whether it may be called with so many arguments."""
        exact = len(self.genres)
        bas = exact if self.minimum is None else self.minimum
        return bas <= nombre <= (exact if self.maximum is None else self.maximum)


FONCTIONS: dict[str, Fonction] = {
    "rempli": Fonction("rempli(champ)", (Genre.OPAQUE,), Genre.BOOLEEN),
    "somme": Fonction("somme(bloc.champ)", (Genre.COLONNE,)),
    "nombre": Fonction("nombre(bloc)", (Genre.BLOC,)),
    "min": Fonction("min(a, b)", minimum=2, maximum=50),
    "max": Fonction("max(a, b)", minimum=2, maximum=50),
    "arrondi": Fonction("arrondi(a) ou arrondi(a, 2)", minimum=1, maximum=2),
    "aujourdhui": Fonction("aujourdhui()", (), Genre.DATE),
    "debut_depot": Fonction("debut_depot()", (), Genre.DATE),
    "age": Fonction("age(date)", (Genre.DATE,)),
    "jours": Fonction("jours(date, date)", (Genre.DATE, Genre.DATE)),
    "longueur": Fonction("longueur(texte)", (Genre.TEXTE,)),
}
CHIFFRES_MAX = 6
"""How many figures after the mark `arrondi` may keep."""


def age(naissance: date, jour: date) -> Decimal | None:
    """Whole years; unknown for a day to come."""
    if naissance > jour:
        return None
    pas_encore = (jour.month, jour.day) < (naissance.month, naissance.day)
    return Decimal(jour.year - naissance.year - pas_encore)


def jours(debut: date, fin: date) -> Decimal:
    """Days from the first to the second, negative when it comes before."""
    return Decimal((fin - debut).days)


def longueur(texte: str) -> Decimal:
    """How many characters."""
    return Decimal(len(texte))


def somme(cellules: tuple[Valeur, ...]) -> Decimal | None:
    """Of what is filled in a column; one that cannot be read makes it unknown, none at all is zero."""
    total = Decimal(0)
    for cellule in cellules:
        if not isinstance(cellule, Decimal):
            return None
        total = CALCUL.add(total, cellule)
    return fini(total)


def arrondi(valeur: Decimal, chiffres: int) -> Decimal | None:
    """Halves go away from zero, as one counts money."""
    return fini(CALCUL.quantize(valeur, Decimal(1).scaleb(-chiffres)))
