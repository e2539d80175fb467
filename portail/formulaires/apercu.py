"""A form read before anything is answered: all that it asks, the files to prepare, how long it takes."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portail.formulaires.expressions import Expression
from portail.formulaires.schema import Formulaire
from portail.formulaires.types.base import Element, Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.declaration import Declaration
from portail.formulaires.types.ensembles import Bloc, Section
from portail.formulaires.types.lectures import Explication
from portail.formulaires.types.pieces import Pieces

FACULTATIF = "facultatif"
SELON = "selon vos réponses"
CALCULE = "calculé par le portail"
CHOIX_MAX = 20
"""Answers offered that are listed; a longer list is a list one searches."""
MOTS_PAR_MINUTE = 200


@dataclass(frozen=True)
class Demandee:
    """What stands in a step. `mention` says when it may be left out; `dedans` is what it holds.

    `genre`: « question », « titre », « ensemble », « texte ».
    """

    genre: str
    libelle: str
    mention: str = ""
    aide: str = ""
    texte: str = ""
    choix: tuple[str, ...] = ()
    dedans: tuple["Demandee", ...] = ()
    modele: str = ""
    adresse_modele: str = ""


@dataclass(frozen=True)
class EtapeDemandee:
    """A step, whole."""

    titre: str
    mention: str
    intro: str
    dedans: tuple[Demandee, ...]


@dataclass(frozen=True)
class Apercu:
    """A form, whole. `fichiers` are the questions that files answer; `duree` reads « environ 25 minutes »."""

    introduction: str
    duree: str
    nombre: int
    fichiers: tuple[Demandee, ...]
    etapes: tuple[EtapeDemandee, ...]


def apercu(formulaire: Formulaire) -> Apercu:
    """All that a form may ask."""
    lues = tuple(
        EtapeDemandee(e.titre, _si(e.afficher_si), e.intro, tuple(map(_vue, e.champs)))
        for e in formulaire.etapes
    )
    poses = list(_poses(formulaire))
    return Apercu(
        introduction=formulaire.introduction,
        duree=dire(sum(_secondes(un) / (2 if parfois else 1) for un, parfois in poses)),
        nombre=sum(isinstance(un, Question) for un, _ in poses),
        fichiers=tuple(_vue(un, parfois=parfois) for un, parfois in poses if isinstance(un, Pieces)),
        etapes=lues,
    )


def dire(secondes: float) -> str:
    """A time as one says it, never less than it is: by five minutes, by a quarter of an hour after one."""
    minutes = 5 * max(math.ceil(secondes / 300), 1)
    if minutes < 60:
        return f"environ {minutes}\u00a0minutes"
    heures, reste = divmod(15 * math.ceil(minutes / 15), 60)
    return f"environ {heures}\u00a0h\u00a0{reste}" if reste else f"environ {heures}\u00a0h"


def _si(condition: Expression | None) -> str:
    return SELON if condition else ""


def _poses(formulaire: Formulaire) -> Iterator[tuple[Element, bool]]:
    """Every element, and whether it, its section or its step shows for some only."""
    for etape in formulaire.etapes:
        for champ in etape.champs:
            parfois = bool(etape.afficher_si or champ.afficher_si)
            yield champ, parfois
            for dedans in champ.champs if isinstance(champ, Section) else ():
                yield dedans, parfois or bool(dedans.afficher_si)


def _secondes(element: Element) -> float:
    """An optional question counts for half; a block, for the rows it asks for, two at least."""
    lu = 60 * len(_texte(element).split()) / MOTS_PAR_MINUTE
    if not isinstance(element, Question):
        return lu
    if isinstance(element, Bloc):
        repondre = max(element.nombre_min or 0, 2) * sum(map(_secondes, element.champs))
    else:
        repondre = element.secondes
    return lu + (repondre / 2 if element.requis is False else repondre)


def _texte(element: Element) -> str:
    return element.texte if isinstance(element, Explication | Declaration) else ""


def _vue(element: Element, *, parfois: bool = False) -> Demandee:
    if isinstance(element, Section):
        dedans = tuple(map(_vue, element.champs))
        return Demandee(
            "ensemble", element.libelle, _si(element.afficher_si), aide=element.intro, dedans=dedans
        )
    if isinstance(element, Explication):
        return Demandee("texte", element.libelle, _si(element.afficher_si), texte=element.texte)
    if isinstance(element, Calcul):
        return Demandee("question", element.libelle, CALCULE, aide=element.aide)
    if not isinstance(element, Question):
        return Demandee("titre", element.libelle, _si(element.afficher_si))
    modele = element.modele if isinstance(element, Pieces) else None
    return Demandee(
        genre="ensemble" if isinstance(element, Bloc) else "question",
        libelle=element.libelle,
        mention=_mention(element, parfois=parfois),
        aide=" ".join(mot for mot in (element.aide, element.precision, *_bornes(element)) if mot),
        texte=_texte(element),
        choix=_choix(element),
        dedans=tuple(map(_vue, element.champs)) if isinstance(element, Bloc) else (),
        modele=modele.nom if modele else "",
        adresse_modele=modele.adresse if modele else "",
    )


def _mention(question: Question, *, parfois: bool) -> str:
    if question.requis is False:
        return FACULTATIF
    return SELON if parfois or question.afficher_si or isinstance(question.requis, Expression) else ""


def _bornes(question: Question) -> Iterable[str]:
    if isinstance(question, Bloc):
        yield f"Autant de lignes qu’il en faut, {question.maximum} au plus."


def _choix(question: Question) -> tuple[str, ...]:
    """The answers offered, unless they are a long list, or say nothing: « Oui », « Non »."""
    offertes = tuple(option.libelle for option in question.offertes)
    return () if len(offertes) > CHOIX_MAX or [*offertes] == ["Oui", "Non"] else offertes
