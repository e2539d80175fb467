"""What is known of who asks, and what a criterion is. Pure."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from portail.demandeurs.rules import TypeDemandeur

ORGANISATIONS = frozenset(genre for genre in TypeDemandeur if genre.organisation)


class Fait(StrEnum):
    """A fact about who asks, which may not be known."""

    TYPE = "type"
    SITUATION = "situation"
    COMMUNE = "commune"
    AGE = "age"
    FORME = "forme"
    ACTIVITE = "activite"
    EFFECTIF = "effectif"
    CREATION = "creation"


@dataclass(frozen=True)
class Lieu:
    """Where somebody is: every territory that holds it (« COM-24037 », « DEP-24 »…), its inhabitants."""

    codes: frozenset[str]
    habitants: int | None = None


@dataclass(frozen=True)
class Profil:
    """What is known of who asks; None, or an empty text, is not known.

    `effectif` and `creation` are the least and the most, the first and the last day they may be: people
    choose a range, and know a year.
    """

    type: TypeDemandeur | None = None
    situations: frozenset[str] = frozenset()
    age: int | None = None
    lieu: Lieu | None = None
    forme: str = ""
    naf: str = ""
    effectif: tuple[int, int | None] | None = None
    creation: tuple[date, date] | None = None


@dataclass(frozen=True)
class Constat:
    """How a criterion stands: met, not met, or None when the fact is not known; `loin`: it is for others."""

    tenu: bool | None
    loin: bool = False


@dataclass(frozen=True)
class Exigence:
    """A criterion: the fact that settles it, and of whom it is asked."""

    fait: ClassVar[Fait]
    genres: ClassVar[Set[TypeDemandeur]] = ORGANISATIONS

    def juger(self, profil: Profil, jour: date) -> Constat | None:
        """How it stands for somebody on a day; None when it is not asked of them."""
        return self._constat(profil, jour) if profil.type in self.genres else None

    def phrase(self, genre: TypeDemandeur | None) -> str:
        """The criterion in a sentence, for this kind of applicant."""
        raise NotImplementedError

    def _constat(self, profil: Profil, jour: date) -> Constat | None:
        raise NotImplementedError

    @property
    def va_de_soi(self) -> bool:
        """Whether nobody needs to be told of it while the fact is not known."""
        return False
