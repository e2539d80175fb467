"""A form as data: steps, fields, limits and conditions, frozen once published."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from portail.formulaires.anciennes import moderniser
from portail.formulaires.coherence import verifier_champ_seul, verifier_formulaire
from portail.formulaires.expressions import LONGUEUR_MAX, Expression
from portail.formulaires.programmes import Cachable, Programmes, Regle, ordre, preparer
from portail.formulaires.vocabulaire import TAILLE_MAX, FamilleFichier, Source, TypeChamp

Texte = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Cle = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]


class Gele(BaseModel):
    """Base of the schema: immutable, and nothing unforeseen is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Gele):
    """One answer offered: `valeur` is stored, `libelle` is read."""

    valeur: Slug
    libelle: Texte = Field(min_length=1)


def _lire_expression(valeur: object) -> Expression:
    if isinstance(valeur, Expression):
        return valeur
    if isinstance(valeur, str):
        return Expression.lire(valeur)
    raise ValueError('une expression s’écrit en texte, par exemple : nature = "association"')


Formule = Annotated[
    Expression,
    PlainValidator(_lire_expression),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "maxLength": LONGUEUR_MAX}),
]
"""An expression, written as its text (`formulaires.expressions`)."""


class Champ(Gele):
    """One question, heading or explanation. Which limits fit which type is checked by `coherence`."""

    id: Cle
    type: TypeChamp
    libelle: Texte = ""
    aide: Texte = ""
    requis: StrictBool | Formule = True
    texte: Annotated[str, StringConstraints(max_length=20_000)] = ""
    """Markdown of an explanation."""
    longueur_max: int | None = Field(default=None, ge=1, le=20_000)
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    periode: Literal["passe", "futur"] | None = None
    au_plus_tot: date | None = None
    au_plus_tard: date | None = None
    nombre_min: int | None = Field(default=None, ge=1, le=100)
    nombre_max: int | None = Field(default=None, ge=1, le=100)
    familles: tuple[FamilleFichier, ...] = tuple(FamilleFichier)
    taille_max: int = Field(default=TAILLE_MAX, ge=1, le=200_000_000)
    """Bytes each file may weigh."""
    options: tuple[Option, ...] = ()
    afficher_si: Formule | None = None
    valide_si: Formule | None = None
    """What a right answer makes true, told by `message_invalide` when it is false."""
    message_invalide: Texte = ""
    prefill: Source | None = None

    @cached_property
    def demande(self) -> bool:
        """Whether the field asks for something (an answer or files)."""
        return self.type not in (TypeChamp.TITRE, TypeChamp.EXPLICATION)

    @cached_property
    def repond(self) -> bool:
        """Whether the field has a value in the answers (files are counted apart)."""
        return self.demande and self.type is not TypeChamp.PIECES

    @cached_property
    def sensible(self) -> bool:
        """Whether the answer must be encrypted where it is stored and masked where it is shown."""
        return self.type is TypeChamp.IBAN

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        verifier_champ_seul(self)
        return self


class Etape(Gele):
    """One page of the form; `id` is the last part of its address."""

    id: Slug
    titre: Texte = Field(min_length=1)
    intro: Texte = ""
    afficher_si: Formule | None = None
    champs: tuple[Champ, ...] = Field(min_length=1, max_length=100)


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

    def champs(self) -> Iterator[tuple[Etape, Champ]]:
        """Every field with its step, in the order of the form."""
        for etape in self.etapes:
            for champ in etape.champs:
                yield etape, champ

    @cached_property
    def _index(self) -> dict[str, tuple[Etape, Champ]]:
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
        return any(champ.type is TypeChamp.PIECES for _, champ in self.champs())

    @cached_property
    def _extraits(self) -> dict[str, "Formulaire"]:
        return {etape.id: self._extrait(etape) for etape in self.etapes}

    def etape(self, etape_id: str) -> Etape | None:
        """The step of that id, if any."""
        return next((etape for etape in self.etapes if etape.id == etape_id), None)

    def etape_de(self, champ: Champ) -> Etape:
        """The step that asks this field of the form."""
        return self._index[champ.id][0]

    def champ(self, champ_id: str) -> Champ | None:
        """The field of that id, if any."""
        trouve = self._index.get(champ_id)
        return trouve[1] if trouve else None

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
