"""A form as data: steps, fields, limits and conditions, frozen once published."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from portail.formulaires.coherence import verifier_champ_seul, verifier_formulaire
from portail.formulaires.vocabulaire import OPERATEURS, TAILLE_MAX, FamilleFichier, Source, TypeChamp

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


class Comparaison(Gele):
    """One earlier answer against one operator; exactly one operator is given."""

    champ: Cle
    est: str | None = None
    n_est_pas: str | None = None
    parmi: tuple[str, ...] | None = None
    contient: str | None = None
    rempli: bool | None = None
    superieur: Decimal | date | None = None
    inferieur: Decimal | date | None = None

    @property
    def operateur(self) -> str:
        """The name of the one operator given."""
        return next(nom for nom in OPERATEURS if getattr(self, nom) is not None)

    def comparaisons(self) -> "Iterator[Comparaison]":
        """Itself."""
        yield self

    @model_validator(mode="after")
    def _un_seul_operateur(self) -> Self:
        donnes = [nom for nom in OPERATEURS if getattr(self, nom) is not None]
        if len(donnes) != 1:
            raise ValueError(f"la condition sur « {self.champ} » doit avoir un opérateur et un seul")
        return self


class Tous(Gele):
    """True when every condition is."""

    tous: tuple["Condition", ...] = Field(min_length=1)

    def comparaisons(self) -> Iterator[Comparaison]:
        """Every comparison inside, however deep."""
        for partie in self.tous:
            yield from partie.comparaisons()


class Un(Gele):
    """True when at least one condition is."""

    un: tuple["Condition", ...] = Field(min_length=1)

    def comparaisons(self) -> Iterator[Comparaison]:
        """Every comparison inside, however deep."""
        for partie in self.un:
            yield from partie.comparaisons()


Condition = Comparaison | Tous | Un


class Champ(Gele):
    """One question, heading or explanation. Which limits fit which type is checked by `coherence`."""

    id: Cle
    type: TypeChamp
    libelle: Texte = ""
    aide: Texte = ""
    requis: bool = True
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
    afficher_si: Condition | None = None
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
    champs: tuple[Champ, ...] = Field(min_length=1, max_length=100)


class Formulaire(Gele):
    """A whole form. Raises `pydantic.ValidationError` when it contradicts itself."""

    titre: Texte = Field(min_length=1)
    introduction: Texte = ""
    etapes: tuple[Etape, ...] = Field(min_length=1, max_length=30)

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
        """The form cut down to one step and the fields its conditions look at, however far: what is visible,
        missing or wrong in that step is the same in both, and does not cost more when the form grows."""
        return self._extraits[etape.id]

    def _extrait(self, etape: Etape) -> "Formulaire":
        gardes, a_suivre = {champ.id for champ in etape.champs}, list(etape.champs)
        while a_suivre:
            condition = a_suivre.pop().afficher_si
            lus = {comparaison.champ for comparaison in condition.comparaisons()} if condition else set()
            a_suivre += [self._index[nom][1] for nom in lus - gardes]
            gardes |= lus
        coupees = [
            Etape.model_construct(
                id=autre.id,
                titre=autre.titre,
                intro=autre.intro,
                champs=tuple(champ for champ in autre.champs if champ.id in gardes),
            )
            for autre in self.etapes
        ]
        return Formulaire.model_construct(
            titre=self.titre,
            introduction=self.introduction,
            etapes=tuple(autre for autre in coupees if autre.champs),
        )
