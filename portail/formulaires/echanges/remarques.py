"""What is not wrong in a form, and yet is seldom meant: said to who wrote it, refused to nobody."""

from collections.abc import Iterator
from dataclasses import replace

from portail.formulaires.expressions import Expression, ExpressionRefusee, Genre, Portee, Programme, arbre
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.programmes import DES_CHAMPS, Incoherence, Regle
from portail.formulaires.schema import Etape, Formulaire
from portail.formulaires.types.base import Element
from portail.formulaires.types.choix import ChoixMultiples
from portail.formulaires.types.pieces import Pieces


def remarquer(formulaire: Formulaire) -> Iterator[Incoherence]:
    """Conditions that decide nothing, questions nobody sees, choices without choice, files not told of."""
    portee = formulaire.programmes.portee
    for etape in formulaire.etapes:
        if not any(champ.demande for champ in etape.elements):
            yield Incoherence("cette étape ne pose aucune question", etape.id, d_une_etape=True)
        if (vaine := _toujours(etape.afficher_si, portee)) is not None:
            yield Incoherence(vaine, etape.id, Regle.ETAPE, d_une_etape=True)
    yield from _des_champs(formulaire)
    for bloc, rangee in formulaire.rangees.items():
        yield from (replace(dite, bloc=bloc) for dite in _des_champs(rangee))


def _des_champs(formulaire: Formulaire) -> Iterator[Incoherence]:
    for etape, champ in formulaire.champs():
        for regle in DES_CHAMPS:
            if (vaine := _toujours(getattr(champ, regle, None), formulaire.programmes.portee)) is not None:
                yield Incoherence(vaine, champ.id, regle)
        if _invisible(champ, etape, formulaire):
            yield Incoherence(" : personne ne verra cette question", champ.id, Regle.VISIBLE)
        valide = formulaire.programmes.de(Regle.VALIDE, champ.id)
        if valide is not None and not _lit(valide, champ):
            phrase = " : cette règle ne lit pas la réponse qu’elle juge"
            yield Incoherence(phrase, champ.id, Regle.VALIDE)
        if isinstance(champ, Pieces) and not champ.aide:
            yield Incoherence("dites dans « aide » quel document joindre, et où le trouver", champ.id)
        if isinstance(champ, ChoixMultiples) and len(champ.options) == 1:
            yield Incoherence("une seule réponse est proposée", champ.id)


def _lit(programme: Programme, champ: Element) -> bool:
    """Whether an expression reads a field, or a column of it."""
    return champ.id in {nom.partition(".")[0] for nom in programme.references}


def _toujours(expression: object, portee: Portee) -> str | None:
    """What to say of an expression that is true whatever is answered."""
    if not isinstance(expression, Expression):
        return None
    contraire = _programme(arbre.Non(expression.arbre), portee)
    vaine = contraire is not None and contraire.jamais_vrai()
    return " : cette condition est toujours vraie, elle ne décide de rien" if vaine else None


def _invisible(champ: Element, etape: Etape, formulaire: Formulaire) -> bool:
    """Whether no answers show a field, its step and its section being of those that can show."""
    if champ.afficher_si is None:
        return False
    section = formulaire.champ(etape.sections.get(champ.id, ""))
    autour = [dite.afficher_si.arbre for dite in (etape, section) if dite and dite.afficher_si]
    portee = formulaire.programmes.portee
    return not _vaine(autour, portee) and _vaine([*autour, champ.afficher_si.arbre], portee)


def _vaine(conditions: list[Noeud], portee: Portee) -> bool:
    programme = _programme(arbre.conjonction(conditions), portee) if conditions else None
    return programme is not None and programme.jamais_vrai()


def _programme(noeud: Noeud, portee: Portee) -> Programme | None:
    try:
        return Programme(Expression(noeud), portee, Genre.BOOLEEN)
    except ExpressionRefusee:
        return None  # told already, as a mistake
