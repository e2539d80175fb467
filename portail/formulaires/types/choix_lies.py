"""Choices that depend on one another: a tree, one list for each of its levels."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from portail.formulaires.expressions import genres
from portail.formulaires.types.base import Gele, Option, Partie, Slug, Texte, Valeur
from portail.formulaires.types.parties import EnParties, parties

_NIVEAUX_MAX = 5
_BRANCHES_MAX = 5_000
_HORS_LISTE = "Choisissez parmi les réponses proposées."


class Branche(Gele):
    """One answer of a level, with those of the next one that go with it."""

    valeur: Slug
    libelle: Texte = Field(min_length=1)
    branches: tuple["Branche", ...] = ()


class ChoixLies(EnParties):
    """« niveau_1 », « niveau_2 »…: what is chosen from the trunk on; an answer without branch ends it."""

    manque: ClassVar[str] = "Choisissez une réponse."

    type: Literal["choix_lies"]
    niveaux: tuple[Annotated[str, StringConstraints(min_length=1, max_length=200)], ...] = Field(
        min_length=2, max_length=_NIVEAUX_MAX
    )
    branches: tuple[Branche, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _arbre(self) -> Self:
        nombre = 0
        for profondeur, soeurs in _fratries(self.branches):
            valeurs = [branche.valeur for branche in soeurs]
            nombre += len(valeurs)
            if profondeur > len(self.niveaux):
                raise ValueError(f"« {self.id} » : l’arbre est plus profond que ses niveaux")
            if len(set(valeurs)) != len(valeurs):
                raise ValueError(f"« {self.id} » : deux branches voisines ont la même valeur")
        if nombre > _BRANCHES_MAX:
            raise ValueError(f"« {self.id} » : l’arbre a plus de {_BRANCHES_MAX} branches")
        return self

    @property
    def genre(self) -> genres.Type:
        return genres.OPAQUE

    @property
    def morceaux(self) -> tuple[Partie, ...]:
        return self.boites({})

    def compare(self, partie: str) -> bool:
        return False  # chosen again faster than compared

    def suites(self, partie: str) -> tuple[str, ...]:
        noms = self._noms
        return noms[noms.index(partie) + 1 :]

    @property
    def _noms(self) -> tuple[str, ...]:
        return tuple(f"niveau_{rang}" for rang in range(1, len(self.niveaux) + 1))

    def boites(self, brut: Mapping[str, str]) -> tuple[Partie, ...]:
        """Every level; those that what stands above does not open yet have no option."""
        boites, soeurs, chemin = [], self.branches, "/"
        for nom, libelle in zip(self._noms, self.niveaux, strict=True):
            offertes = tuple(Option(valeur=un.valeur, libelle=un.libelle) for un in soeurs)
            boites.append(Partie(nom, libelle, offertes, lot=chemin))
            choisie = _parmi(soeurs, brut.get(nom, ""))
            soeurs = choisie.branches if choisie else ()
            chemin += f"{brut.get(nom, '')}/"
        return tuple(boites)

    def lire_parties(self, brut: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        lues, soeurs = dict.fromkeys(self._noms, ""), self.branches
        for nom, libelle in zip(self._noms, self.niveaux, strict=True):
            if not soeurs:
                break
            choisie = _parmi(soeurs, brut.get(nom, ""))
            if choisie is None:
                vide = not brut.get(nom)
                return lues, {
                    nom: f"Choisissez : {libelle[:1].lower()}{libelle[1:]}." if vide else _HORS_LISTE
                }
            lues[nom], soeurs = choisie.valeur, choisie.branches
        return lues, {}

    def montrer(self, valeur: Valeur) -> str:
        return " › ".join(self._libelles(parties(valeur)))

    def montrer_brut(self, brut: Valeur) -> str:
        return " › ".join(self._libelles(parties(brut)))

    def _libelles(self, brut: Mapping[str, str]) -> Iterator[str]:
        soeurs = self.branches
        for nom in self._noms:
            choisie = _parmi(soeurs, brut.get(nom, ""))
            if choisie is None:
                return
            yield choisie.libelle
            soeurs = choisie.branches


def _parmi(branches: tuple[Branche, ...], valeur: str) -> Branche | None:
    return next((branche for branche in branches if branche.valeur == valeur), None)


def _fratries(
    branches: tuple[Branche, ...], profondeur: int = 1
) -> Iterator[tuple[int, tuple[Branche, ...]]]:
    yield profondeur, branches
    for branche in branches:
        if branche.branches:
            yield from _fratries(branche.branches, profondeur + 1)
