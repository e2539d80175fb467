"""What the keys of answers name: a question, a part of it, a cell of a row of a block."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from portail.formulaires.schema import Etape, Formulaire
from portail.formulaires.types.base import Element, Question
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc
from portail.formulaires.validation import Examen

LONGUEUR_MAX = 200


class Cible(NamedTuple):
    """The question a key names. `champ` is the key without its part: « budget », « depenses.k3f9.prix ».

    `racine` is the field of the form it stands in: itself, or the block whose row is `rangee`.
    """

    question: Question
    champ: str
    partie: str
    racine: Question
    rangee: str = ""

    @property
    def cle(self) -> str:
        """The whole key."""
        return f"{self.champ}.{self.partie}" if self.partie else self.champ

    def examen(self, examen: Examen) -> Examen | None:
        """What its answer is examined with: the form, or its row; None when that row is no more."""
        if not isinstance(self.racine, Bloc):
            return examen
        return examen.rangees(self.racine).get(self.rangee)

    def valeur(self, valeurs: Mapping[str, object]) -> object:
        """Its raw answer, among those of the form."""
        if not isinstance(self.racine, Bloc):
            return valeurs.get(self.champ)
        return self._rangees(self.racine, valeurs).get(self.rangee, {}).get(self.question.id)

    def presente(self, valeurs: Mapping[str, object]) -> bool:
        """Whether it is asked: its row was not taken away."""
        return not isinstance(self.racine, Bloc) or self.rangee in self._rangees(self.racine, valeurs)

    @staticmethod
    def _rangees(bloc: Bloc, valeurs: Mapping[str, object]) -> dict[str, dict[str, object]]:
        return dict(bloc.rangees(valeurs.get(bloc.id)))


def cible(schema: Formulaire, cle: object) -> Cible | None:
    """The question that a client's key names, None if there is none.

    The key of a block by itself names none: its rows come and go by `blocs`.
    """
    if not isinstance(cle, str) or len(cle) > LONGUEUR_MAX:
        return None
    nom, *reste = cle.split(".")
    racine = schema.question(nom)
    if racine is None or not racine.repond:
        return None
    if not isinstance(racine, Bloc):
        return _cible(racine, nom, reste, racine)
    if len(reste) < 2:
        return None
    rangee, colonne, *reste = reste
    question = racine.colonne(colonne)
    return _cible(question, f"{nom}.{rangee}.{colonne}", reste, racine, rangee) if question else None


def _cible(
    question: Question, champ: str, reste: list[str], racine: Question, rangee: str = ""
) -> Cible | None:
    partie = ".".join(reste)
    if reste and partie not in question.parties:
        return None
    return Cible(question, champ, partie, racine, rangee)


class Place(NamedTuple):
    """An element as a step shows it: its key, itself, what it is examined with, the row it is in."""

    cle: str
    element: Element
    examen: Examen
    rangee: str = ""
    cachee: bool = False  # its block is hidden

    @property
    def montree(self) -> bool:
        """Whether it shows."""
        return not self.cachee and self.element.id in self.examen.visibles

    @property
    def libelle(self) -> str:
        """What it asks, and of which row."""
        return f"{self.rangee}, {self.element.libelle}" if self.rangee else self.element.libelle

    @property
    def se_relit(self) -> bool:
        """Whether the récapitulatif and the receipt tell it; a block with rows is told by them."""
        element = self.element
        if isinstance(element, Bloc) and self.examen.rangees(element):
            return False
        return self.montree and (element.demande or (isinstance(element, Calcul) and self.lecture != ""))

    @property
    def lecture(self) -> str:
        """Its answer, or what it comes to, as one reads it."""
        if isinstance(self.element, Calcul):
            return self.element.montrer(self.examen.regard.valeur(self.element.id))
        if not isinstance(self.element, Question) or not self.element.repond:
            return ""
        return self.element.afficher(self.examen.reponses.get(self.element.id))


def places(etape: Etape, examen: Examen) -> Iterator[Place]:
    """All that a step shows or hides, in order; the rows of a block follow it."""
    for element in etape.elements:
        yield Place(element.id, element, examen)
        if not isinstance(element, Bloc):
            continue
        for rang, (nom, rangee) in enumerate(examen.rangees(element).items(), start=1):
            titre = f"{element.nom_rangee} {rang}"
            for cellule in element.champs:
                cle = f"{element.id}.{nom}.{cellule.id}"
                yield Place(cle, cellule, rangee, titre, element.id not in examen.visibles)
