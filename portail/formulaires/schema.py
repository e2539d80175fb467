"""A form as data: steps, fields, limits and conditions, frozen once published."""

from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from portail.formulaires.anciennes import moderniser
from portail.formulaires.coherence import verifier_formulaire
from portail.formulaires.programmes import (
    DES_CHAMPS,
    Cachable,
    Programmes,
    Regle,
    lus_des_rangees,
    ordre,
    preparer,
    regards,
)
from portail.formulaires.types import UnElement
from portail.formulaires.types.base import Element, Formule, Gele, Question, Slug, Texte
from portail.formulaires.types.calcul import Calcul
from portail.formulaires.types.ensembles import Bloc, Section
from portail.formulaires.types.pieces import Pieces


class Etape(Gele):
    """One page of the form; `id` is the last part of its address."""

    id: Slug
    titre: Texte = Field(min_length=1)
    intro: Texte = ""
    afficher_si: Formule | None = None
    champs: tuple[UnElement, ...] = Field(min_length=1, max_length=300)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All that stands in it: each section comes before what it holds."""
        return tuple(
            element
            for champ in self.champs
            for element in ((champ, *champ.champs) if isinstance(champ, Section) else (champ,))
        )

    @cached_property
    def sections(self) -> dict[str, str]:
        """The section of each element that is in one."""
        return {
            champ.id: section.id
            for section in self.champs
            if isinstance(section, Section)
            for champ in section.champs
        }


class Formulaire(Gele):
    """A whole form. Raises `pydantic.ValidationError` when it contradicts itself."""

    titre: Texte = Field(min_length=1)
    introduction: Texte = ""
    etapes: tuple[Etape, ...] = Field(min_length=1, max_length=30)

    @model_validator(mode="before")
    @classmethod
    def _conditions_d_avant(cls, donnees: object) -> object:
        return moderniser(donnees)

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        verifier_formulaire(self)
        return self

    def champs(self) -> Iterator[tuple[Etape, Element]]:
        """Every field with its step, in the order of the form."""
        for etape in self.etapes:
            for champ in etape.elements:
                yield etape, champ

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        return (champ for _, champ in self.champs() if isinstance(champ, Question))

    @cached_property
    def _index(self) -> dict[str, tuple[Etape, Element]]:
        return {champ.id: (etape, champ) for etape, champ in self.champs()}

    @cached_property
    def calculs(self) -> dict[str, Calcul]:
        """What it computes."""
        return {champ.id: champ for _, champ in self.champs() if isinstance(champ, Calcul)}

    @cached_property
    def rangees(self) -> dict[str, "Formulaire"]:
        """What one row of each block asks, as a form of one step that may read all of this one."""
        return {champ.id: self._rangee(champ) for _, champ in self.champs() if isinstance(champ, Bloc)}

    def _rangee(self, bloc: Bloc) -> "Formulaire":
        etape = Etape.model_construct(id=bloc.id, titre=bloc.libelle, champs=bloc.champs)
        rangee = Formulaire.model_construct(titre=bloc.libelle, etapes=(etape,))
        rangee.__dict__["programmes"] = preparer(rangee, self.programmes.portee)
        return rangee

    @cached_property
    def programmes(self) -> Programmes:
        """Its expressions, made ready once."""
        return preparer(self)

    @cached_property
    def ordre(self) -> tuple[Cachable, ...]:
        """Its steps and fields that an expression may hide, each after what it looks at."""
        return ordre(self, self.programmes)

    @cached_property
    def etapes_montrees(self) -> frozenset[str]:
        """The steps that show whatever is answered."""
        cachables = {un.id for un in self.ordre if un.regle is Regle.ETAPE}
        return frozenset(etape.id for etape in self.etapes) - cachables

    @cached_property
    def champs_montres(self) -> frozenset[str]:
        """The fields that show whatever is answered."""
        return frozenset(self._index) - {un.id for un in self.ordre if un.regle is Regle.VISIBLE}

    @cached_property
    def joint(self) -> bool:
        """Whether it asks for files."""
        return any(isinstance(champ, Pieces) for _, champ in self.champs())

    @cached_property
    def _extraits(self) -> dict[str, "Formulaire"]:
        return {etape.id: self._extrait(etape) for etape in self.etapes}

    def etape(self, etape_id: str) -> Etape | None:
        """The step of that id, if any."""
        return next((etape for etape in self.etapes if etape.id == etape_id), None)

    def lieu(self, champ_id: str) -> tuple[Etape, Element]:
        """A field and its step. Raises `KeyError` when there is none."""
        return self._index[champ_id]

    def champ(self, champ_id: str) -> Element | None:
        """The field of that id, if any."""
        trouve = self._index.get(champ_id)
        return trouve[1] if trouve else None

    def question(self, champ_id: str) -> Question | None:
        """The question of that id, if any."""
        champ = self.champ(champ_id)
        return champ if isinstance(champ, Question) else None

    def extrait(self, etape: Etape) -> "Formulaire":
        """The form cut down to the fields of one step, and those that its expressions and the conditions of
        steps look at, however far: what is visible, missing or wrong in that step, and which steps show, is
        the same in both, and does not cost more when the form grows."""
        return self._extraits[etape.id]

    def _extrait(self, etape: Etape) -> "Formulaire":
        siens, programmes = {champ.id for champ in etape.elements}, self.programmes
        lus = {nom for sien in siens for nom in programmes.lus(sien, *DES_CHAMPS)}
        for bloc in (champ for champ in etape.elements if isinstance(champ, Bloc)):
            lus |= lus_des_rangees(self, bloc, *DES_CHAMPS)
        lus |= {nom for autre in self.etapes for nom in programmes.lus(autre.id, Regle.ETAPE)}
        gardes: set[str] = set()
        a_suivre = siens | self._champs_lus(lus)
        while a_suivre:
            nom = a_suivre.pop()
            gardes.add(nom)
            de_l_etape = programmes.lus(self._index[nom][0].id, Regle.ETAPE)
            a_suivre |= self._champs_lus(regards(self, programmes, nom) | de_l_etape) - gardes
        extrait = Formulaire.model_construct(
            titre=self.titre,
            introduction=self.introduction,
            etapes=tuple(_coupee(autre, gardes) for autre in self.etapes),
        )
        extrait.__dict__["programmes"] = self.programmes  # made ready already
        extrait.__dict__["rangees"] = self.rangees
        return extrait

    def _champs_lus(self, noms: Iterable[str]) -> set[str]:
        """The fields that names read: « depenses.montant » reads the block."""
        return {nom.partition(".")[0] for nom in noms} & self._index.keys()


def _coupee(etape: Etape, gardes: Container[str]) -> Etape:
    coupee = Etape.model_construct(
        id=etape.id, titre=etape.titre, intro=etape.intro, afficher_si=etape.afficher_si, champs=etape.champs
    )
    coupee.__dict__["elements"] = tuple(champ for champ in etape.elements if champ.id in gardes)
    return coupee
