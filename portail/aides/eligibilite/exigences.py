"""What aids ask of who asks for them, criterion by criterion. Pure.

Criteria are values: aids that ask the same share them, and a whole catalogue is judged by judging each once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portail.aides.eligibilite import phrases
from portail.aides.eligibilite.activites import Rapport, rapport
from portail.aides.eligibilite.formes import FORMES, SURES
from portail.aides.eligibilite.profil import Constat, Exigence, Fait, Profil
from portail.aides.vocabulaire import PROFILS_DE
from portail.demandeurs.rules import TypeDemandeur

TAILLES: dict[str, tuple[int, int | None]] = {
    "TPE": (0, 9),
    "PME": (0, 249),  # a very small company is one of them
    "ETI": (250, 4999),
    "GE": (5000, None),
}
"""The four sizes of companies, by staff alone."""
_COMMUNE = "7210"


@dataclass(frozen=True)
class Beneficiaires(Exigence):
    """The kinds of applicants."""

    fait = Fait.TYPE
    codes: tuple[str, ...]

    def juger(self, profil: Profil, jour: date) -> Constat | None:
        """Asked of everybody, of whom nothing is known too."""
        return Constat(None if profil.type is None else profil.type.value in self.codes, loin=True)

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.beneficiaires(self.codes)


@dataclass(frozen=True)
class Profils(Exigence):
    """The situations among each kind of applicants: students, apprentices…"""

    fait = Fait.SITUATION
    genres = frozenset(TypeDemandeur)
    codes: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.profils(self._vises(genre))

    def _constat(self, profil: Profil, jour: date) -> Constat | None:
        vises = self._vises(profil.type)
        if not vises or (profil.type and PROFILS_DE[profil.type][0] in self.codes):
            return None
        return Constat(not profil.situations.isdisjoint(vises) if profil.situations else None, loin=True)

    def _vises(self, genre: TypeDemandeur | None) -> list[str]:
        return [code for code in self.codes if genre and code in PROFILS_DE[genre][1]]


@dataclass(frozen=True)
class Zone(Exigence):
    """Where an aid is offered: in these territories, or anywhere without them, but in those left out."""

    fait = Fait.COMMUNE
    territoires: frozenset[str]
    exclus: frozenset[str] = frozenset()
    libelle: str = ""

    def servie(self, autour: frozenset[str], au_dessus: frozenset[str]) -> bool | None:
        """Whether it is offered at a place, by the codes that touch it and those that hold the whole of it.

        None when it depends on a kind of territory we know nothing of.
        """
        if not self.exclus.isdisjoint(au_dessus):
            return False
        if not self.territoires or not self.territoires.isdisjoint(autour):
            return True
        connus = {code.partition("-")[0] for code in autour}
        return False if all(code.partition("-")[0] in connus for code in self.territoires) else None

    @property
    def va_de_soi(self) -> bool:
        """That one is of the région goes without saying."""
        return all(code.startswith(("REG-", "PAYS-")) for code in self.territoires)

    def juger(self, profil: Profil, jour: date) -> Constat | None:
        """Asked of everybody."""
        codes = profil.lieu.codes if profil.lieu else None
        return Constat(None if codes is None else self.servie(codes, codes), loin=True)

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.territoire(self.libelle)


@dataclass(frozen=True)
class Bornes(Exigence):
    """A number between two bounds, both included."""

    bas: int | None
    haut: int | None

    def _constat(self, profil: Profil, jour: date) -> Constat:
        return Constat(_dans(*self._mesure(profil, jour), self.bas, self.haut))

    def _mesure(self, profil: Profil, jour: date) -> tuple[int | None, int | None]:
        """The least and the most it may be; None is not known, or has no end."""
        raise NotImplementedError


@dataclass(frozen=True)
class Age(Bornes):
    """How old people are."""

    fait = Fait.AGE
    genres = frozenset({TypeDemandeur.PERSONNE_PHYSIQUE})

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.age(self.bas, self.haut)

    def _mesure(self, profil: Profil, jour: date) -> tuple[int | None, int | None]:
        return profil.age, profil.age


@dataclass(frozen=True)
class Formes(Exigence):
    """Legal forms, by INSEE's categories, whole or by their beginning: « 92 », « 5458 »."""

    fait = Fait.FORME
    codes: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.formes(self.codes)

    def _constat(self, profil: Profil, jour: date) -> Constat:
        if not profil.forme:
            return Constat(None)
        loin = all(profil.forme[:1] != code[:1] for code in self.codes)
        return Constat(_de_ces_formes(profil.forme, self.codes), loin)


@dataclass(frozen=True)
class FormesExclues(Exigence):
    """Legal forms left out, by the names of the national schema; one that has no category bars nobody."""

    fait = Fait.FORME
    noms: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.formes_exclues(self.noms)

    def _constat(self, profil: Profil, jour: date) -> Constat | None:
        connus = [nom.casefold() for nom in self.noms if nom.casefold() in FORMES]
        if not connus:
            return None
        if not profil.forme:
            return Constat(None)
        if any(_de_ces_formes(profil.forme, SURES.get(nom, FORMES[nom])) for nom in connus):
            return Constat(False)
        peut_etre = any(_de_ces_formes(profil.forme, FORMES[nom]) is not False for nom in connus)
        return Constat(None if peut_etre else True)


@dataclass(frozen=True)
class Activites(Exigence):
    """What an organisation does, by INSEE's NAF."""

    fait = Fait.ACTIVITE
    codes: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.activites(self.codes)

    def _constat(self, profil: Profil, jour: date) -> Constat:
        if not profil.naf:
            return Constat(None)
        rapports = [rapport(profil.naf, voulu) for voulu in self.codes]
        if Rapport.MEME in rapports:
            return Constat(True)
        loin = all(un is Rapport.AUTRE for un in rapports)
        return Constat(None if Rapport.INDECIS in rapports else False, loin)


@dataclass(frozen=True)
class ActivitesExclues(Exigence):
    """What an organisation may not do."""

    fait = Fait.ACTIVITE
    codes: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.activites_exclues(self.codes)

    def _constat(self, profil: Profil, jour: date) -> Constat:
        if not profil.naf:
            return Constat(None)
        rapports = [rapport(profil.naf, exclu) for exclu in self.codes]
        if Rapport.MEME in rapports:
            return Constat(False)
        return Constat(None if Rapport.INDECIS in rapports else True)


@dataclass(frozen=True)
class Effectif(Bornes):
    """How many people an organisation employs."""

    fait = Fait.EFFECTIF

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.effectif(self.bas, self.haut, genre or TypeDemandeur.AUTRE)

    def _mesure(self, profil: Profil, jour: date) -> tuple[int | None, int | None]:
        return profil.effectif or (None, None)


@dataclass(frozen=True)
class Tailles(Exigence):
    """The size of a company."""

    fait = Fait.EFFECTIF
    genres = frozenset({TypeDemandeur.ENTREPRISE})
    codes: tuple[str, ...]

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.tailles(self.codes)

    def _constat(self, profil: Profil, jour: date) -> Constat:
        moins, plus = profil.effectif or (None, None)
        vus = [_dans(moins, plus, *TAILLES[taille]) for taille in self.codes]
        return Constat(True if True in vus else None if None in vus else False)


@dataclass(frozen=True)
class Anciennete(Bornes):
    """Months since the organisation was created."""

    fait = Fait.CREATION

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.anciennete(self.bas, self.haut)

    def _mesure(self, profil: Profil, jour: date) -> tuple[int | None, int | None]:
        tot, tard = profil.creation or (None, None)
        return _mois(tard, jour), _mois(tot, jour)


@dataclass(frozen=True)
class Population(Bornes):
    """Inhabitants of the commune that asks."""

    fait = Fait.COMMUNE
    genres = frozenset({TypeDemandeur.COLLECTIVITE})

    def phrase(self, genre: TypeDemandeur | None) -> str:
        return phrases.population(self.bas, self.haut)

    def _mesure(self, profil: Profil, jour: date) -> tuple[int | None, int | None]:
        # A group of communes or a département has other inhabitants than the commune it sits in.
        habitants = profil.lieu.habitants if profil.lieu and profil.forme.startswith(_COMMUNE) else None
        return habitants, habitants


def _de_ces_formes(mienne: str, voulues: Sequence[str]) -> bool | None:
    if any(mienne.startswith(voulue) for voulue in voulues):
        return True
    return None if any(voulue.startswith(mienne) for voulue in voulues) else False


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
