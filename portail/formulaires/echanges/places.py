"""Where something of a form is: in its file, and in words an agent knows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from portail.formulaires.echanges.noeuds import Liste, Noeud, Objet, Scalaire
from portail.formulaires.expressions.arbre import Lieu

Chemin: TypeAlias = tuple[int | str, ...]
"""The way from the root: « etapes », 0, « champs », 2, « libelle »."""

_SECTIONS = {"section": "section", "bloc": "bloc"}


class Place(NamedTuple):
    """A way in the tree, and what was looked for at its end and is not there."""

    chemin: Chemin
    manque: str = ""


def situer(racine: Noeud, loc: Sequence[int | str], rangs: Mapping[Chemin, Sequence[int]]) -> Place:
    """The place that pydantic says by `loc`, when it was given only these elements of some lists.

    What pydantic adds, the type of a field, the branch of a choice of types, is left out.
    """
    ici, chemin, manque = racine, list[int | str](), ""
    for rang, dite in enumerate(loc):
        partie, manque = dite, ""
        if isinstance(dite, int) and dite < len(rangs.get(tuple(chemin), ())):
            partie = rangs[tuple(chemin)][dite]
        if isinstance(partie, int) and isinstance(ici, Liste) and partie < len(ici.elements):
            ici = ici.elements[partie]
        elif isinstance(partie, str) and isinstance(ici, Objet) and partie in ici.entrees:
            if rang and isinstance(loc[rang - 1], int) and ici.texte("type") == partie:
                continue
            ici = ici.entrees[partie].valeur
        else:
            manque = str(partie)
            continue
        chemin.append(partie)
    return Place(tuple(chemin), manque)


def noeud_de(racine: Noeud, chemin: Chemin) -> Noeud:
    """What is at the end of a way that exists."""
    ici = racine
    for partie in chemin:
        if isinstance(ici, Liste) and isinstance(partie, int):
            ici = ici.elements[partie]
        elif isinstance(ici, Objet) and isinstance(partie, str):
            ici = ici.entrees[partie].valeur
    return ici


def lieu_du_nom(racine: Noeud, chemin: Chemin) -> Lieu:
    """Where the name of an entry is written; where an element begins."""
    parent = noeud_de(racine, chemin[:-1])
    if chemin and isinstance(parent, Objet) and isinstance(chemin[-1], str):
        return parent.entrees[chemin[-1]].lieu
    return noeud_de(racine, chemin).lieu


def lieu_dans(racine: Noeud, chemin: Chemin, indice: int) -> Lieu:
    """Where the character of that index of a text stands."""
    noeud = noeud_de(racine, chemin)
    return noeud.lieu_de(indice) if isinstance(noeud, Scalaire) else noeud.lieu


def en_mots(racine: Noeud, chemin: Chemin) -> str:
    """A place in words: étape « projet », champ « budget », « minimum »."""
    mots, ici = list[str](), racine
    for rang, partie in enumerate(chemin):
        if isinstance(partie, int) and isinstance(ici, Liste):
            ici = ici.elements[partie]
            if mots and rang:
                mots.pop()  # « champs » says nothing more
            mots.append(_element(ici, str(chemin[rang - 1]) if rang else "", partie))
        elif isinstance(ici, Objet):
            ici = ici.entrees[str(partie)].valeur
            mots.append(f"« {partie} »")
    return ", ".join(mots)


def _element(noeud: Noeud, dans: str, rang: int) -> str:
    genre = {"etapes": "étape", "champs": "champ", "options": "option"}.get(dans, f"« {dans} »")
    if not isinstance(noeud, Objet):
        return f"{genre} n° {rang + 1}"
    nom = noeud.texte("id") or noeud.texte("valeur")
    genre = _SECTIONS.get(noeud.texte("type"), genre) if dans == "champs" else genre
    return f"{genre} « {nom[:64]} »" if nom else f"{genre} n° {rang + 1}"


def unite(chemin: Chemin) -> Chemin:
    """The step, section or field that holds a place; the form itself is the empty one."""
    for fin in range(len(chemin), 1, -1):
        if isinstance(chemin[fin - 1], int) and chemin[fin - 2] in ("etapes", "champs"):
            return chemin[:fin]
    return ()
