"""From a tree to its one text, which reads back as the same tree."""

import re
from decimal import Decimal

from portail.formulaires.expressions import arbre
from portail.formulaires.expressions.arbre import Noeud

_SI, _OU, _ET, _NON, _COMPARAISON, _SOMME, _PRODUIT, _UNAIRE, _ATOME = range(9)
_NIVEAUX: dict[type, int] = {
    arbre.Si: _SI,
    arbre.Ou: _OU,
    arbre.Et: _ET,
    arbre.Non: _NON,
    arbre.Comparaison: _COMPARAISON,
    arbre.Parmi: _COMPARAISON,
    arbre.Contient: _COMPARAISON,
    arbre.Oppose: _UNAIRE,
}
_RESERVES = re.compile("si|alors|sinon|ou|et|non|parmi|dans|contient|oui|vrai|faux", re.IGNORECASE)
_A_ECHAPPER = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n"})


def ecrire(noeud: Noeud, niveau: int = _SI) -> str:
    """The text of a tree, between parentheses where something of this level is expected."""
    texte = _texte(noeud)
    return f"({texte})" if _niveau(noeud) < niveau else texte


def _niveau(noeud: Noeud) -> int:
    if isinstance(noeud, arbre.Calcul):
        return _SOMME if arbre.additif(noeud) else _PRODUIT
    return _NIVEAUX.get(type(noeud), _ATOME)


def _texte(noeud: Noeud) -> str:
    match noeud:
        case arbre.Si(condition=condition, alors=alors, sinon=sinon):
            return f"si {ecrire(condition, _OU)} alors {ecrire(alors, _OU)} sinon {ecrire(sinon)}"
        case arbre.Ou(parties=parties):
            return " ou ".join(ecrire(partie, _ET) for partie in parties)
        case arbre.Et(parties=parties):
            return " et ".join(ecrire(partie, _NON) for partie in parties)
        case arbre.Non(terme=terme):
            return f"non {ecrire(terme, _NON)}"
        case arbre.Comparaison(operateur=operateur, gauche=gauche, droite=droite):
            return f"{ecrire(gauche, _SOMME)} {operateur} {_cote(droite)}"
        case arbre.Parmi(gauche=gauche, elements=elements):
            return f"{ecrire(gauche, _SOMME)} parmi [{', '.join(_cote(element) for element in elements)}]"
    return _terme(noeud)


def _terme(noeud: Noeud) -> str:
    match noeud:
        case arbre.Contient(liste=liste, element=element):
            return f"{ecrire(liste, _SOMME)} contient {ecrire(element, _SOMME)}"
        case arbre.Calcul():
            return _chaine(noeud)
        case arbre.Oppose(terme=terme):
            return f"-{ecrire(terme, _UNAIRE)}"
        case arbre.Appel(fonction=fonction, arguments=arguments):
            return f"{fonction}({', '.join(ecrire(argument) for argument in arguments)})"
    return _atome(noeud)


def _cote(noeud: Noeud) -> str:
    """Beside a comparison and in a list, yes and no are written as one answers."""
    if isinstance(noeud, arbre.Booleen):
        return "oui" if noeud.valeur else "non"
    return ecrire(noeud, _SOMME)


def _chaine(chaine: arbre.Calcul) -> str:
    niveau = _niveau(chaine)
    suite = "".join(f" {operateur} {ecrire(terme, niveau + 1)}" for operateur, terme in chaine.suite)
    return f"{ecrire(chaine.premier, niveau + 1)}{suite}"


def _atome(noeud: Noeud) -> str:
    match noeud:
        case arbre.Nombre(valeur=valeur):
            return _nombre(valeur)
        case arbre.Montant(valeur=valeur):
            return f"{_nombre(valeur) if valeur == valeur.to_integral_value() else f'{valeur:.2f}'} EUR"
        case arbre.Pourcentage(valeur=valeur):
            return f"{_nombre(valeur)} %"
        case arbre.Jour(valeur=jour):
            return jour.isoformat()
        case arbre.Texte(valeur=texte):
            return f'"{texte.translate(_A_ECHAPPER)}"'
        case arbre.Booleen(valeur=vrai):
            return "vrai" if vrai else "faux"
        case arbre.Reference(nom=nom):
            return f"champ.{nom}" if _RESERVES.fullmatch(nom) else nom
    raise TypeError(type(noeud).__name__)


def _nombre(valeur: Decimal) -> str:
    """Every digit, without those that say nothing."""
    texte = format(valeur, "f")
    return texte.rstrip("0").rstrip(".") if "." in texte else texte
