"""Whether somebody may ask for an aid, as far as a machine can tell: the criteria, and the verdict. Pure.

Nobody is told « no » for a fact that is not known: it stays to be checked, and is said as such.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portail.aides import phrases
from portail.aides.activites import Rapport, rapport
from portail.aides.vocabulaire import PROFILS_DE
from portail.demandeurs.rules import TypeDemandeur

PRESQUE_MAX = 2
"""Criteria one may miss and still be told that one nearly may ask."""

_COMMUNE = "7210"


class Taille(StrEnum):
    """The four sizes of companies, by staff alone."""

    TPE = "TPE"
    PME = "PME"
    ETI = "ETI"
    GE = "GE"


TAILLES: dict[Taille, tuple[int, int | None]] = {
    Taille.TPE: (0, 9),
    Taille.PME: (0, 249),  # a very small company is one of them
    Taille.ETI: (250, 4999),
    Taille.GE: (5000, None),
}


class Conditions(BaseModel):
    """The criteria of an aid that a machine can check, as kept in `Aide.conditions`; bounds included."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age_min: int | None = Field(None, ge=0, le=120)
    age_max: int | None = Field(None, ge=0, le=120)
    formes: tuple[str, ...] = ()
    """INSEE's legal categories, whole or by their beginning: « 92 », « 5458 »."""
    naf: tuple[str, ...] = ()
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
class Offre:
    """What of an aid decides who may ask."""

    beneficiaires: Sequence[str] = ()
    profils: Sequence[str] = ()
    territoires: Sequence[str] = ()
    territoires_exclus: Sequence[str] = ()
    territoire_libelle: str = ""
    conditions: Conditions = AUCUNE


class Statut(StrEnum):
    """May they ask?"""

    POSSIBLE = "possible"  # nothing known stands against it
    PRESQUE = "presque"  # one or two criteria do
    NON = "non"  # it is for others


@dataclass(frozen=True)
class Inconnu:
    """A fact that would settle a criterion, and the criterion in a sentence."""

    fait: Fait
    phrase: str


@dataclass(frozen=True)
class Verdict:
    """May they ask, why not, and what is left to check."""

    statut: Statut
    raisons: tuple[str, ...] = ()
    inconnus: tuple[Inconnu, ...] = ()


@dataclass(frozen=True)
class _Constat:
    """A criterion looked at: met, not met, or None when the fact is not known; `loin`: for others."""

    fait: Fait
    phrase: str
    tenu: bool | None
    loin: bool = False


def examiner(profil: Profil, offre: Offre, jour: date) -> Verdict:
    """May this applicant ask for this aid, as far as is known on that day?"""
    constats = list(_constats(profil, offre, jour))
    manques = [constat for constat in constats if constat.tenu is False]
    inconnus = tuple(Inconnu(c.fait, c.phrase) for c in constats if c.tenu is None)
    raisons = tuple(constat.phrase for constat in manques)
    if not manques:
        return Verdict(Statut.POSSIBLE, (), inconnus)
    if any(constat.loin for constat in manques) or len(manques) > PRESQUE_MAX:
        return Verdict(Statut.NON, raisons, inconnus)
    return Verdict(Statut.PRESQUE, raisons, inconnus)


def _constats(profil: Profil, offre: Offre, jour: date) -> Iterator[_Constat]:
    yield from _qui(profil, offre)
    yield from _ou(profil, offre)
    conditions, genre = offre.conditions, profil.type
    if genre is None:
        return  # which criteria apply depends on it
    if genre is TypeDemandeur.PERSONNE_PHYSIQUE:
        if phrase := phrases.age(conditions.age_min, conditions.age_max):
            yield _Constat(
                Fait.AGE, phrase, _dans(profil.age, profil.age, conditions.age_min, conditions.age_max)
            )
        return
    yield from _metier(profil, conditions)
    yield from _taille(profil, conditions, genre)
    if phrase := phrases.anciennete(conditions.anciennete_min, conditions.anciennete_max):
        tot, tard = profil.creation or (None, None)
        tenu = _dans(
            _mois(tard, jour), _mois(tot, jour), conditions.anciennete_min, conditions.anciennete_max
        )
        yield _Constat(Fait.CREATION, phrase, tenu)
    if genre is TypeDemandeur.COLLECTIVITE:
        yield from _population(profil, conditions)


def _qui(profil: Profil, offre: Offre) -> Iterator[_Constat]:
    if offre.beneficiaires:
        connu = None if profil.type is None else profil.type.value in offre.beneficiaires
        yield _Constat(Fait.TYPE, phrases.beneficiaires(offre.beneficiaires), connu, loin=True)
    if profil.type is None:
        return
    generique, siens = PROFILS_DE[profil.type]
    vises = [code for code in offre.profils if code in siens]
    if not vises or generique in offre.profils:
        return
    tenu = not profil.situations.isdisjoint(vises) if profil.situations else None
    yield _Constat(Fait.SITUATION, phrases.profils(vises), tenu, loin=True)


def _ou(profil: Profil, offre: Offre) -> Iterator[_Constat]:
    if not offre.territoires and not offre.territoires_exclus:
        return
    phrase = phrases.territoire(offre.territoire_libelle)
    yield _Constat(Fait.COMMUNE, phrase, _servi(profil.lieu, offre), loin=True)


def _servi(lieu: Lieu | None, offre: Offre) -> bool | None:
    """Whether the aid is offered there: None when it depends on a kind of territory we know nothing of."""
    if lieu is None:
        return None
    if not lieu.codes.isdisjoint(offre.territoires_exclus):
        return False
    if not offre.territoires or not lieu.codes.isdisjoint(offre.territoires):
        return True
    connus = {code.partition("-")[0] for code in lieu.codes}
    return False if all(code.partition("-")[0] in connus for code in offre.territoires) else None


def _metier(profil: Profil, conditions: Conditions) -> Iterator[_Constat]:
    if conditions.formes:
        tenu = None if not profil.forme else _forme(profil.forme, conditions.formes)
        loin = bool(profil.forme) and all(profil.forme[:1] != forme[:1] for forme in conditions.formes)
        yield _Constat(Fait.FORME, phrases.formes(conditions.formes), tenu, loin)
    if conditions.naf:
        rapports = {rapport(profil.naf, voulu) for voulu in conditions.naf} if profil.naf else set()
        connu: bool | None = None
        if Rapport.MEME in rapports:
            connu = True
        elif rapports and Rapport.INDECIS not in rapports:
            connu = False
        yield _Constat(
            Fait.ACTIVITE, phrases.activites(conditions.naf), connu, loin=rapports == {Rapport.AUTRE}
        )


def _forme(mienne: str, voulues: Sequence[str]) -> bool | None:
    if any(mienne.startswith(voulue) for voulue in voulues):
        return True
    return None if any(voulue.startswith(mienne) for voulue in voulues) else False


def _taille(profil: Profil, conditions: Conditions, genre: TypeDemandeur) -> Iterator[_Constat]:
    moins, plus = profil.effectif or (None, None)
    if phrase := phrases.effectif(conditions.effectif_min, conditions.effectif_max, genre):
        tenu = _dans(moins, plus, conditions.effectif_min, conditions.effectif_max)
        yield _Constat(Fait.EFFECTIF, phrase, tenu)
    if conditions.tailles and genre is TypeDemandeur.ENTREPRISE:
        vus = [_dans(moins, plus, *TAILLES[taille]) for taille in conditions.tailles]
        tenu = True if True in vus else None if None in vus else False
        yield _Constat(Fait.EFFECTIF, phrases.tailles([t.value for t in conditions.tailles]), tenu)


def _population(profil: Profil, conditions: Conditions) -> Iterator[_Constat]:
    phrase = phrases.population(conditions.population_min, conditions.population_max)
    if not phrase:
        return
    # A group of communes or a département has other inhabitants than the commune it sits in.
    habitants = profil.lieu.habitants if profil.lieu and profil.forme.startswith(_COMMUNE) else None
    tenu = _dans(habitants, habitants, conditions.population_min, conditions.population_max)
    yield _Constat(Fait.COMMUNE, phrase, tenu)


def _dans(moins: int | None, plus: int | None, bas: int | None, haut: int | None) -> bool | None:
    """Whether [moins, plus] lies within the bounds; None when a part of it does, or nothing is known."""
    if moins is None:
        return None
    if (bas is not None and plus is not None and plus < bas) or (haut is not None and moins > haut):
        return False
    dessous = bas is not None and moins < bas
    dessus = haut is not None and (plus is None or plus > haut)
    return None if dessous or dessus else True


def _mois(debut: date | None, jour: date) -> int | None:
    """Whole months from one day to another, none before it began."""
    if debut is None:
        return None
    ecoules = (jour.year - debut.year) * 12 + jour.month - debut.month - (jour.day < debut.day)
    return max(0, ecoules)
