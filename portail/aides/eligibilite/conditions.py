"""What of an aid decides who may ask for it: what its columns hold, as criteria. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portail.aides.eligibilite.activites import section
from portail.aides.eligibilite.exigences import (
    Activites,
    ActivitesExclues,
    Age,
    Anciennete,
    Beneficiaires,
    Effectif,
    Formes,
    FormesExclues,
    Population,
    Profils,
    Tailles,
    Zone,
)
from portail.aides.eligibilite.profil import Exigence
from portail.demandeurs.rules import TypeDemandeur


class Taille(StrEnum):
    """The four sizes of companies."""

    TPE = "TPE"
    PME = "PME"
    ETI = "ETI"
    GE = "GE"


class Conditions(BaseModel):
    """The criteria of an aid that a machine can check, as kept in `Aide.conditions`; bounds included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age_min: int | None = Field(None, ge=0, le=120)
    age_max: int | None = Field(None, ge=0, le=120)
    formes: tuple[str, ...] = ()
    """INSEE's legal categories, whole or by their beginning: « 92 », « 5458 »."""
    formes_juridiques_exclues: tuple[str, ...] = ()
    """By the names of the national schema: « SARL », « Association »."""
    naf: tuple[str, ...] = ()
    naf_exclus: tuple[str, ...] = ()
    effectif_min: int | None = Field(None, ge=0)
    effectif_max: int | None = Field(None, ge=0)
    tailles: tuple[Taille, ...] = ()
    anciennete_min: int | None = Field(None, ge=0)
    """Months since the organisation was created."""
    anciennete_max: int | None = Field(None, ge=0)
    population_min: int | None = Field(None, ge=0)
    """Inhabitants of the commune that asks."""
    population_max: int | None = Field(None, ge=0)

    @classmethod
    def lire(cls, valeur: object) -> Self:
        """What a column holds: a criterion that cannot be read is left out, and bars nobody."""
        gardes: dict[str, Any] = {}
        for nom, brut in valeur.items() if isinstance(valeur, dict) else ():
            try:
                cls.model_validate({nom: brut})
            except (ValidationError, TypeError, RecursionError):
                continue
            gardes[nom] = brut
        return cls.model_validate(gardes)


AUCUNE = Conditions()


@dataclass(frozen=True)
class Offre:
    """What of an aid decides who may ask."""

    beneficiaires: Sequence[str] = ()
    profils: Sequence[str] = ()
    territoires: Sequence[str] = ()
    territoires_exclus: Sequence[str] = ()
    territoire_libelle: str = ""
    conditions: Conditions = AUCUNE


def exigences(offre: Offre) -> tuple[Exigence, ...]:
    """The criteria of an aid, in the order they are told."""
    return (*_qui_et_ou(offre), *_criteres(offre.conditions))


def en_phrases(conditions: Conditions, ceux: Sequence[str] = ()) -> tuple[str, ...]:
    """Every criterion a machine checks for these applicants, each in its sentence."""
    genres = [genre for genre in TypeDemandeur if genre.organisation and genre.value in ceux]
    genre = genres[0] if len(genres) == 1 else TypeDemandeur.AUTRE
    return tuple(critere.phrase(genre) for critere in _criteres(conditions))


def _qui_et_ou(offre: Offre) -> Iterator[Exigence]:
    if offre.beneficiaires:
        yield Beneficiaires(tuple(offre.beneficiaires))
    if offre.profils:
        yield Profils(tuple(offre.profils))
    if offre.territoires or offre.territoires_exclus:
        territoires, exclus = frozenset(offre.territoires), frozenset(offre.territoires_exclus)
        yield Zone(territoires, exclus, offre.territoire_libelle)


def _criteres(c: Conditions) -> Iterator[Exigence]:
    yield from _bornee(Age(c.age_min, c.age_max))
    if c.formes:
        yield Formes(c.formes)
    if c.formes_juridiques_exclues:
        yield FormesExclues(c.formes_juridiques_exclues)
    if c.naf:
        yield Activites(c.naf)
    if connues := tuple(code for code in c.naf_exclus if section(code)):
        yield ActivitesExclues(connues)
    yield from _bornee(Effectif(c.effectif_min, c.effectif_max))
    if c.tailles:
        yield Tailles(tuple(taille.value for taille in c.tailles))
    yield from _bornee(Anciennete(c.anciennete_min, c.anciennete_max))
    yield from _bornee(Population(c.population_min, c.population_max))


def _bornee(critere: Exigence) -> Iterator[Exigence]:
    """The criterion, unless its bounds let everybody through."""
    if critere.phrase(None):
        yield critere
