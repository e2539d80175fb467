"""What is not wrong in a form, and yet is seldom meant: said to who wrote it, refused to nobody."""

from collections.abc import Iterator

from portail.formulaires.expressions import Expression, ExpressionRefusee, Genre, Portee, Programme, arbre
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.programmes import Incoherence, Programmes, Regle
from portail.formulaires.schema import Etape, Formulaire
from portail.formulaires.types.base import Element
from portail.formulaires.types.choix import ChoixMultiples
from portail.formulaires.types.pieces import Pieces


def remarquer(formulaire: Formulaire) -> Iterator[Incoherence]:
    """Conditions that decide nothing, questions nobody sees, choices without choice, files not told of."""
    programmes = formulaire.programmes
    for etape in formulaire.etapes:
        if not any(champ.demande for champ in etape.elements):
            yield Incoherence("cette étape ne pose aucune question", etape.id, d_une_etape=True)
        if (vaine := _toujours(etape.afficher_si, programmes.portee)) is not None:
            yield Incoherence(vaine, etape.id, Regle.ETAPE, d_une_etape=True)
        for champ in etape.elements:
            yield from _du_champ(etape, champ, programmes, programmes.portee)


def _du_champ(etape: Etape, champ: Element, programmes: Programmes, portee: Portee) -> Iterator[Incoherence]:
    for regle in Regle:
        if (vaine := _toujours(getattr(champ, regle, None), portee)) is not None:
            yield Incoherence(vaine, champ.id, regle)
    if _invisible(champ, etape, portee):
        yield Incoherence(" : personne ne verra cette question", champ.id, Regle.VISIBLE)
    valide = programmes.de(Regle.VALIDE, champ.id)
    if valide is not None and champ.id not in valide.references:
        yield Incoherence(" : cette règle ne lit pas la réponse qu’elle juge", champ.id, Regle.VALIDE)
    if isinstance(champ, Pieces) and not champ.aide:
        yield Incoherence("dites dans « aide » quel document joindre, et où le trouver", champ.id)
    if isinstance(champ, ChoixMultiples) and len(champ.options) == 1:
        yield Incoherence("une seule réponse est proposée", champ.id)


def _toujours(expression: object, portee: Portee) -> str | None:
    """What to say of an expression that is true whatever is answered."""
    if not isinstance(expression, Expression):
        return None
    contraire = _programme(arbre.Non(expression.arbre), portee)
    vaine = contraire is not None and contraire.jamais_vrai()
    return " : cette condition est toujours vraie, elle ne décide de rien" if vaine else None


def _invisible(champ: Element, etape: Etape, portee: Portee) -> bool:
    """Whether no answers show a field, its step being one that can show."""
    if champ.afficher_si is None:
        return False
    de_l_etape = [etape.afficher_si.arbre] if etape.afficher_si else []
    return not _vaine(de_l_etape, portee) and _vaine([*de_l_etape, champ.afficher_si.arbre], portee)


def _vaine(conditions: list[Noeud], portee: Portee) -> bool:
    programme = _programme(arbre.conjonction(conditions), portee) if conditions else None
    return programme is not None and programme.jamais_vrai()


def _programme(noeud: Noeud, portee: Portee) -> Programme | None:
    try:
        return Programme(Expression(noeud), portee, Genre.BOOLEEN)
    except ExpressionRefusee:
        return None  # told already, as a mistake
