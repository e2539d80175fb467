"""From a checked tree to a function of the answers: three-valued, total, decimal.

Closures rather than a walk down the tree: what can be decided once is, every keystroke runs the rest.
"""

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from portail.formulaires.expressions import arbre, fonctions
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.expressions.valeurs import CALCUL, Lecture, Valeur, centimes, fini
from portail.formulaires.expressions.verification import Verificateur

Calcul: TypeAlias = Callable[[Lecture], Valeur]

_COMPARER: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERER: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": CALCUL.add,
    "-": CALCUL.subtract,
    "*": CALCUL.multiply,
    "/": CALCUL.divide,
}


def compiler(noeud: Noeud, types: Verificateur) -> Calcul:
    """The function of a tree that `types` has checked."""
    fabrique: Callable[[Any, Verificateur], Calcul] = _FABRIQUES[type(noeud)]
    return fabrique(noeud, types)


def en_centimes(calcul: Calcul) -> Calcul:
    """The same amount with its two digits, even written « 5 € » or taken from `min`."""
    return _sur_une(centimes, calcul)


def _constante(valeur: Valeur) -> Calcul:
    return lambda lecture: valeur


def _reference(noeud: arbre.Reference, types: Verificateur) -> Calcul:
    nom = noeud.nom
    return lambda lecture: lecture.valeur(nom)


def _sur_une(faire: Callable[[Any], Valeur], terme: Calcul) -> Calcul:
    def valeur(lecture: Lecture) -> Valeur:
        lu = terme(lecture)
        return None if lu is None else faire(lu)

    return valeur


def _sur_deux(faire: Callable[[Any, Any], Valeur], gauche: Calcul, droite: Calcul) -> Calcul:
    def valeur(lecture: Lecture) -> Valeur:
        un = gauche(lecture)
        if un is None:
            return None
        autre = droite(lecture)
        return None if autre is None else faire(un, autre)

    return valeur


def _comparaison(noeud: arbre.Comparaison, types: Verificateur) -> Calcul:
    faire = _COMPARER[noeud.operateur]
    return _sur_deux(faire, compiler(noeud.gauche, types), compiler(noeud.droite, types))


def _contient(noeud: arbre.Contient, types: Verificateur) -> Calcul:
    return _sur_deux(operator.contains, compiler(noeud.liste, types), compiler(noeud.element, types))


def _parmi(noeud: arbre.Parmi, types: Verificateur) -> Calcul:
    gauche, elements = compiler(noeud.gauche, types), [compiler(un, types) for un in noeud.elements]

    def valeur(lecture: Lecture) -> Valeur:
        cherche = gauche(lecture)
        if cherche is None:
            return None
        lus = [element(lecture) for element in elements]
        return True if cherche in lus else None if None in lus else False

    return valeur


def _connecteur(noeud: arbre.Et | arbre.Ou, types: Verificateur) -> Calcul:
    """Kleene: one false part makes « et » false, one true part makes « ou » true, whatever is unknown."""
    parties, decide = [compiler(partie, types) for partie in noeud.parties], isinstance(noeud, arbre.Ou)

    def valeur(lecture: Lecture) -> Valeur:
        inconnu = False
        for partie in parties:
            lu = partie(lecture)
            if lu is decide:
                return decide
            inconnu = inconnu or lu is None
        return None if inconnu else not decide

    return valeur


def _si(noeud: arbre.Si, types: Verificateur) -> Calcul:
    condition, alors, sinon = (compiler(partie, types) for partie in arbre.enfants(noeud))

    def valeur(lecture: Lecture) -> Valeur:
        lu = condition(lecture)
        return None if lu is None else alors(lecture) if lu else sinon(lecture)

    return valeur


def _calcul(noeud: arbre.Calcul, types: Verificateur) -> Calcul:
    """An amount is rounded once, at the end of its chain: « a / 3 * 3 » is a."""
    premier = compiler(noeud.premier, types)
    suite = [(_OPERER[operateur], compiler(terme, types)) for operateur, terme in noeud.suite]
    finir = centimes if types.est_un_montant(noeud) else fini

    def valeur(lecture: Lecture) -> Valeur:
        total = premier(lecture)
        for operer, terme in suite:
            lu = terme(lecture)
            if not (isinstance(total, Decimal) and isinstance(lu, Decimal)):
                return None
            total = operer(total, lu)
        return finir(total) if isinstance(total, Decimal) else None

    return valeur


def _appel(noeud: arbre.Appel, types: Verificateur) -> Calcul:
    premier = noeud.arguments[0] if noeud.arguments else None
    if isinstance(premier, arbre.Reference) and noeud.fonction in _SUR_UN_NOM:
        return partial(_SUR_UN_NOM[noeud.fonction], premier.nom)
    arguments = [compiler(argument, types) for argument in noeud.arguments]
    match noeud.fonction:
        case "aujourdhui":
            return lambda lecture: lecture.aujourdhui
        case "debut_depot":
            return lambda lecture: lecture.debut_depot
        case "age":
            return _sur_deux(fonctions.age, arguments[0], lambda lecture: lecture.aujourdhui)
        case "jours":
            return _sur_deux(fonctions.jours, *arguments)
        case "longueur":
            return _sur_une(fonctions.longueur, arguments[0])
        case "arrondi":
            return _arrondi(noeud, arguments[0])
    return _extreme(min if noeud.fonction == "min" else max, arguments)


def _arrondi(noeud: arbre.Appel, terme: Calcul) -> Calcul:
    precision = noeud.arguments[1] if len(noeud.arguments) > 1 else None
    chiffres = int(precision.valeur) if isinstance(precision, arbre.Nombre) else 0
    return _sur_une(partial(fonctions.arrondi, chiffres=chiffres), terme)


def _extreme(choisir: Callable[[list[Any]], Valeur], arguments: list[Calcul]) -> Calcul:
    def valeur(lecture: Lecture) -> Valeur:
        lus = [argument(lecture) for argument in arguments]
        return None if None in lus else choisir(lus)

    return valeur


def _rempli(nom: str, lecture: Lecture) -> Valeur:
    return lecture.rempli(nom)


def _nombre(bloc: str, lecture: Lecture) -> Valeur:
    rangees = lecture.rangees(bloc)
    return None if rangees is None else Decimal(rangees)


def _somme(colonne: str, lecture: Lecture) -> Valeur:
    cellules = lecture.colonne(colonne)
    return None if cellules is None else fonctions.somme(cellules)


_SUR_UN_NOM: dict[str, Callable[[str, Lecture], Valeur]] = {
    "rempli": _rempli,
    "nombre": _nombre,
    "somme": _somme,
}


def _litteral(noeud: Any, types: Verificateur) -> Calcul:
    valeur: Decimal | date | bool | str = noeud.valeur
    return _constante(valeur)


_FABRIQUES: dict[type, Callable[[Any, Verificateur], Calcul]] = {
    arbre.Nombre: _litteral,
    arbre.Montant: _litteral,
    arbre.Jour: _litteral,
    arbre.Texte: _litteral,
    arbre.Booleen: _litteral,
    arbre.Pourcentage: lambda noeud, types: _constante(fini(CALCUL.divide(noeud.valeur, Decimal(100)))),
    arbre.Reference: _reference,
    arbre.Oppose: lambda noeud, types: _sur_une(CALCUL.minus, compiler(noeud.terme, types)),
    arbre.Non: lambda noeud, types: _sur_une(operator.not_, compiler(noeud.terme, types)),
    arbre.Calcul: _calcul,
    arbre.Comparaison: _comparaison,
    arbre.Parmi: _parmi,
    arbre.Contient: _contient,
    arbre.Et: _connecteur,
    arbre.Ou: _connecteur,
    arbre.Si: _si,
    arbre.Appel: _appel,
}
