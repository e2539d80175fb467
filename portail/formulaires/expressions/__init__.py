"""The one language of the forms: when a field shows, must be answered, is right; what an amount comes to.

A text is read into a tree (`analyse`), checked against the names it may read (`verification`), made into a
function of the answers (`evaluation`), and written back (`ecriture`). Nothing of it is ever run as Python.
"""

from dataclasses import dataclass
from functools import cached_property

from portail.formulaires.expressions import arbre
from portail.formulaires.expressions.analyse import LONGUEUR_MAX, analyser
from portail.formulaires.expressions.ecriture import ecrire
from portail.formulaires.expressions.evaluation import Calcul, compiler, en_centimes
from portail.formulaires.expressions.genres import Genre, Portee, Type
from portail.formulaires.expressions.possible import jamais_vrai, toujours_faux
from portail.formulaires.expressions.refus import ExpressionRefusee
from portail.formulaires.expressions.valeurs import Lecture, Valeur
from portail.formulaires.expressions.verification import Verificateur

__all__ = [
    "LONGUEUR_MAX",
    "Expression",
    "ExpressionRefusee",
    "Genre",
    "Lecture",
    "Portee",
    "Programme",
    "Type",
    "Valeur",
]


@dataclass(frozen=True)
class Expression:
    """An expression as written: two texts of one meaning are equal."""

    arbre: arbre.Noeud

    @classmethod
    def lire(cls, texte: str) -> "Expression":
        """Read a text. Raises `ExpressionRefusee` with a sentence and a place."""
        return cls(analyser(texte))

    @cached_property
    def references(self) -> frozenset[str]:
        """The names it reads."""
        return arbre.references(self.arbre)

    def __str__(self) -> str:
        """Its one text."""
        return ecrire(self.arbre)


class Programme:
    """An expression made ready to be computed, its names and types checked once."""

    def __init__(self, expression: Expression, portee: Portee, *attendus: Genre) -> None:
        """Raises `ExpressionRefusee` when a name is unknown or a type wrong. Without `attendus`, any kind."""
        types = Verificateur(portee)
        self.type: Type = types.type_de(expression.arbre)
        if attendus:
            types.exiger(expression.arbre, frozenset(attendus))
        self.references = expression.references
        self._lus = {nom: portee[nom] for nom in self.references}
        calcul = compiler(expression.arbre, types)
        self.valeur: Calcul = en_centimes(calcul) if self.type.genre is Genre.MONTANT else calcul

    def toujours_faux(self) -> bool:
        """Whether it is false whatever is answered, without looking at what may be answered."""
        return toujours_faux(self.valeur)

    def jamais_vrai(self) -> bool:
        """Whether no possible answers make it true, as far as they can all be tried."""
        return jamais_vrai(self.valeur, self._lus)
