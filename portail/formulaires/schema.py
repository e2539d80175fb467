"""A form as data: steps, fields, limits and conditions, frozen once published."""

from collections.abc import Iterator
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from portail.formulaires.anciennes import moderniser
from portail.formulaires.coherence import verifier_formulaire
from portail.formulaires.programmes import Cachable, Programmes, Regle, ordre, preparer
from portail.formulaires.types import UnElement
from portail.formulaires.types.base import Element, Formule, Gele, Question, Slug, Texte
from portail.formulaires.types.pieces import Pieces


class Etape(Gele):
    """One page of the form; `id` is the last part of its address."""

    id: Slug
    titre: Texte = Field(min_length=1)
    intro: Texte = ""
    afficher_si: Formule | None = None
    champs: tuple[UnElement, ...] = Field(min_length=1, max_length=300)


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
            for champ in etape.champs:
                yield etape, champ

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        return (champ for _, champ in self.champs() if isinstance(champ, Question))

    @cached_property
    def _index(self) -> dict[str, tuple[Etape, Element]]:
        return {champ.id: (etape, champ) for etape, champ in self.champs()}

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

    def etape_de(self, champ: Element) -> Etape:
        """The step that asks this field of the form."""
        return self._index[champ.id][0]

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
        siens, programmes = {champ.id for champ in etape.champs}, self.programmes
        lus = {nom for sien in siens for nom in programmes.lus(sien, Regle.REQUIS, Regle.VALIDE)}
        lus |= {nom for autre in self.etapes for nom in programmes.lus(autre.id, Regle.ETAPE)}
        gardes: set[str] = set()
        a_suivre = siens | lus & self._index.keys()
        while a_suivre:
            nom = a_suivre.pop()
            gardes.add(nom)
            la_sienne = self._index[nom][0].id
            regards = programmes.lus(nom, Regle.VISIBLE) | programmes.lus(la_sienne, Regle.ETAPE)
            a_suivre |= (regards & self._index.keys()) - gardes
        coupees = [
            Etape.model_construct(
                id=autre.id,
                titre=autre.titre,
                intro=autre.intro,
                afficher_si=autre.afficher_si,
                champs=tuple(champ for champ in autre.champs if champ.id in gardes),
            )
            for autre in self.etapes
        ]
        extrait = Formulaire.model_construct(
            titre=self.titre,
            introduction=self.introduction,
            etapes=tuple(coupees),
        )
        extrait.__dict__["programmes"] = self.programmes  # made ready already
        return extrait
