"""From a text to its tree: the grammar by Lark, the values by what follows, in bounded time on any text."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from portail.formulaires.expressions import arbre
from portail.formulaires.expressions.arbre import Lieu, Noeud, Operateur
from portail.formulaires.expressions.refus import ExpressionRefusee, refus_de_lecture

LONGUEUR_MAX = 20_000
PROFONDEUR_MAX = 60
"""How many levels an expression may have; what reads trees walks down them."""

_COMPARATEURS: dict[str, arbre.Comparateur] = {
    "=": "=", "!=": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=",
}  # fmt: skip
_OPERATEURS: dict[str, Operateur] = {
    "+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/",
}  # fmt: skip
_ECHAPPES = {'\\"': '"', "\\\\": "\\", "\\n": "\n"}
_SURNOM = "champ."
_VIRGULE_COLLEE = re.compile("[0-9][0-9 \u00a0\u2009\u202f]*,[0-9]+")


def analyser(texte: str) -> Noeud:
    """The tree of a text.

    Raises:
        ExpressionRefusee: it is no expression, or too long, or too deep.
    """
    if len(texte) > LONGUEUR_MAX:
        raise ExpressionRefusee(f"l’expression dépasse {LONGUEUR_MAX} caractères", Lieu())
    try:
        lu: Noeud = _analyseur().parse(texte)  # type: ignore[assignment]  # the builder makes nodes
    except UnexpectedInput as erreur:
        raise refus_de_lecture(erreur, texte) from None
    _verifier_profondeur(lu)
    _verifier_virgules(lu, texte)
    return lu


@cache
def _analyseur() -> Lark:
    grammaire = Path(__file__).with_name("grammaire.lark").read_text(encoding="utf-8")
    return Lark(grammaire, start="debut", parser="lalr", lexer="basic", transformer=_Constructeur())


def _verifier_profondeur(lu: Noeud) -> None:
    niveau: list[Noeud] = [lu]
    for _ in range(PROFONDEUR_MAX):
        niveau = [enfant for noeud in niveau for enfant in arbre.enfants(noeud)]
        if not niveau:
            return
    raise ExpressionRefusee(f"l’expression a plus de {PROFONDEUR_MAX} niveaux", niveau[0].lieu)


def _verifier_virgules(lu: Noeud, texte: str) -> None:
    """« [1,2] » could be read as one number or as two: it is refused."""
    a_voir = [lu]
    while a_voir:
        noeud = a_voir.pop()
        a_voir += arbre.enfants(noeud)
        if isinstance(noeud, arbre.Parmi | arbre.Appel):
            for element in noeud.elements if isinstance(noeud, arbre.Parmi) else noeud.arguments:
                collee = _VIRGULE_COLLEE.match(texte, element.lieu.indice)
                if isinstance(element, arbre.Nombre) and collee:
                    lus = f"« {collee[0].replace(',', '.')} » ou « {collee[0].replace(',', ' ; ')} »"
                    phrase = f"« {collee[0]} » se lit de deux façons dans une liste ; on attend {lus}"
                    raise ExpressionRefusee(phrase, element.lieu)


def _lieu(signe: Token) -> Lieu:
    return Lieu(signe.line or 1, signe.column or 1, signe.start_pos or 0)


def _decimal(signe: str) -> Decimal:
    return Decimal(re.sub(r"[^0-9.]", "", signe.replace(",", ".")))


@v_args(inline=True)
class _Constructeur(Transformer[Token, Noeud]):
    """Builds each node as soon as the parser has its parts; it keeps nothing, and may serve many at once."""

    def si(self, si: Token, condition: Noeud, _a: Token, alors: Noeud, _s: Token, sinon: Noeud) -> Noeud:
        return arbre.Si(condition, alors, sinon, lieu=_lieu(si))

    def disjonction(self, *parties: Noeud) -> Noeud:
        return arbre.disjonction(parties)

    def conjonction(self, *parties: Noeud) -> Noeud:
        return arbre.conjonction(parties)

    def non(self, signe: Token, terme: Noeud) -> Noeud:
        return arbre.Non(terme, lieu=_lieu(signe))

    def comparer(self, gauche: Noeud, signe: Token, droite: Noeud) -> Noeud:
        return arbre.Comparaison(_COMPARATEURS[signe], gauche, droite, lieu=gauche.lieu)

    def parmi(self, gauche: Noeud, *elements: Noeud) -> Noeud:
        return arbre.Parmi(gauche, elements, lieu=gauche.lieu)

    def dans(self, element: Noeud, liste: Noeud) -> Noeud:
        return arbre.Contient(liste, element, lieu=element.lieu)

    def contient(self, liste: Noeud, element: Noeud) -> Noeud:
        return arbre.Contient(liste, element, lieu=liste.lieu)

    def somme(self, premier: Noeud, *suite: Any) -> Noeud:
        """What follows is an operator, a term, an operator, a term…"""
        operateurs = (_OPERATEURS[signe] for signe in suite[::2])
        return arbre.calcul(premier, *zip(operateurs, suite[1::2], strict=True))

    produit = somme

    def oppose(self, signe: Token, terme: Noeud) -> Noeud:
        return arbre.Oppose(terme, lieu=_lieu(signe))

    def nombre(self, signe: Token) -> Noeud:
        return arbre.Nombre(_decimal(signe), lieu=_lieu(signe))

    def montant(self, signe: Token) -> Noeud:
        valeur = _decimal(signe)
        if len(format(valeur, "f").partition(".")[2].rstrip("0")) > 2:
            raise ExpressionRefusee("un montant compte deux chiffres au plus après la virgule", _lieu(signe))
        return arbre.Montant(valeur, lieu=_lieu(signe))

    def pourcentage(self, signe: Token) -> Noeud:
        return arbre.Pourcentage(_decimal(signe), lieu=_lieu(signe))

    def jour(self, signe: Token) -> Noeud:
        parties = signe.split("-") if "-" in signe else signe.split("/")[::-1]
        try:
            return arbre.Jour(date(*map(int, parties)), lieu=_lieu(signe))
        except ValueError:
            phrase = f"« {signe} » n’est pas une date ; on attend « 2026-03-01 » ou « 01/03/2026 »"
            raise ExpressionRefusee(phrase, _lieu(signe)) from None

    def texte(self, signe: Token) -> Noeud:
        def caractere(trouve: re.Match[str]) -> str:
            if trouve[0] not in _ECHAPPES:
                phrase = f"« {trouve[0]} » ne s’écrit pas dans un texte ; on attend « \\\\ »"
                raise ExpressionRefusee(phrase, _lieu(signe))
            return _ECHAPPES[trouve[0]]

        return arbre.Texte(re.sub(r"\\.", caractere, signe[1:-1]), lieu=_lieu(signe))

    def citation(self, signe: Token) -> Noeud:
        return arbre.Texte(signe[1:-1].strip(" \u00a0\u202f"), lieu=_lieu(signe))

    def vrai(self, signe: Token) -> Noeud:
        return arbre.Booleen(True, lieu=_lieu(signe))

    def faux(self, signe: Token) -> Noeud:
        return arbre.Booleen(False, lieu=_lieu(signe))

    reponse_non = faux

    def reference(self, signe: Token) -> Noeud:
        return arbre.Reference(signe.removeprefix(_SURNOM), lieu=_lieu(signe))

    def appel(self, nom: Token, *arguments: Noeud | None) -> Noeud:
        donnes = tuple(argument for argument in arguments if argument is not None)
        return arbre.Appel(nom.lower(), donnes, lieu=_lieu(nom))
