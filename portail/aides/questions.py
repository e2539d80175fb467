"""What somebody says of themselves to find their aids: answers as typed, checked, made a profile. Pure.

Everything is optional. What makes no sense is no answer: it comes from a browser, or from nowhere good.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self

from portail.aides.criteres import texte_cherche
from portail.aides.eligibilite.activites import section
from portail.aides.eligibilite.profil import Lieu, Profil
from portail.aides.vocabulaire import BENEFICIAIRES, PROFILS, PROFILS_DE, THEMATIQUES
from portail.core import communes, lieux
from portail.core.referentiels import forme_juridique
from portail.core.saisie import une_ligne
from portail.demandeurs.rules import TypeDemandeur

EFFECTIFS: dict[str, str] = {
    "0-0": "Aucun salarié",
    "1-2": "1 ou 2\u00a0salariés",
    "3-9": "3 à 9\u00a0salariés",
    "10-19": "10 à 19\u00a0salariés",
    "20-49": "20 à 49\u00a0salariés",
    "50-99": "50 à 99\u00a0salariés",
    "100-249": "100 à 249\u00a0salariés",
    "250-4999": "250 à 4\u202f999\u00a0salariés",
    "5000-": "5\u202f000\u00a0salariés ou plus",
}
_TRANCHES = {
    "00": "0-0", "01": "1-2", "02": "3-9", "03": "3-9", "11": "10-19", "12": "20-49", "21": "50-99",
    "22": "100-249", "31": "100-249", "32": "250-4999", "41": "250-4999", "42": "250-4999", "51": "250-4999",
    "52": "5000-", "53": "5000-",
}  # fmt: skip
"""INSEE's ranges of staff, within ours."""

_FORMES: dict[TypeDemandeur, tuple[str, ...]] = {
    TypeDemandeur.ASSOCIATION: ("9220", "9230", "9221", "9222", "9223", "9210", "9300"),
    TypeDemandeur.ENTREPRISE: ("1000", "5499", "5710", "5720", "5458", "5598", "6533", "6598", "6316"),
    TypeDemandeur.COLLECTIVITE: ("7210", "7346", "7348", "7344", "7343", "7220", "7353", "7355"),
    TypeDemandeur.ETABLISSEMENT_PUBLIC: ("7331", "7364", "7366", "7383", "7361", "7371", "4140"),
    TypeDemandeur.AUTRE: ("8450", "8420", "8210", "7410", "9110"),
}
"""The legal forms one meets most, for each kind of organisation."""

_TYPES = {genre.value: genre for genre in TypeDemandeur}
_AGE_MAX = 120


@dataclass(frozen=True)
class Reponses:
    """The answers, canonical or empty."""

    type: str = ""
    situations: tuple[str, ...] = ()
    commune: str = ""  # INSEE's code
    age: str = ""
    forme: str = ""
    naf: str = ""
    effectif: str = ""
    creation: str = ""  # a year
    texte: str = ""
    themes: tuple[str, ...] = ()

    @classmethod
    def lire(cls, texte: object) -> Self:
        """Answers a browser kept; what makes no sense is left out."""
        try:
            lues = json.loads(texte) if isinstance(texte, str) and len(texte) < 4_000 else None
        except (ValueError, RecursionError):
            lues = None
        reponses = cls()
        connues = lues if isinstance(lues, dict) else {}
        for champ in (un.name for un in fields(cls)):
            reponses = reponses.avec(champ, connues.get(champ))
        return reponses

    def ecrire(self) -> str:
        """The answers given, for the browser to keep; empty when there are none."""
        donnees = {champ: valeur for champ, valeur in asdict(self).items() if valeur}
        return json.dumps(donnees, ensure_ascii=False) if donnees else ""

    def avec(self, champ: object, valeur: object) -> Self:
        """The same answers with another one; what makes no sense empties it, or changes nothing."""
        lire = _LECTURES.get(champ) if isinstance(champ, str) else None
        if lire is None:
            return self
        changes: dict[str, Any] = {str(champ): lire(valeur)}
        if champ == "type" and changes["type"] != self.type:
            changes |= {"situations": (), "forme": ""}  # they were another kind's
        return replace(self, **changes)

    @property
    def genre(self) -> TypeDemandeur | None:
        """The kind of applicant."""
        return _TYPES.get(self.type)

    def profil(self) -> Profil:
        """What these answers say of who asks."""
        moins, _, plus = self.effectif.partition("-")
        annee = int(self.creation) if self.creation else 0
        return Profil(
            type=self.genre,
            situations=frozenset(self.situations),
            age=int(self.age) if self.age else None,
            lieu=ou(self.commune),
            forme=self.forme,
            naf=self.naf,
            effectif=(int(moins), int(plus) if plus else None) if moins else None,
            creation=(date(annee, 1, 1), date(annee, 12, 31)) if annee else None,
        )


def ou(code: str) -> Lieu | None:
    """The place of a commune, None when there is no such commune."""
    commune = communes.par_code(code)
    return Lieu(lieux.contenants(f"COM-{commune.code}"), commune.population) if commune else None


def situations_de(genre: TypeDemandeur | None) -> dict[str, str]:
    """The situations one may tell of, for this kind of applicant: not that which all of them share."""
    if genre is None:
        return {}
    generique, siens = PROFILS_DE[genre]
    return {code: nom for code, nom in PROFILS.items() if code in siens and code != generique}


def formes_de(genre: TypeDemandeur | None, code: str = "") -> dict[str, str]:
    """The legal forms to choose from; one known from a register is added, were it not among them."""
    codes = [*_FORMES.get(genre, ())] if genre else []
    if code and code not in codes:
        codes.append(code)
    return {un: nom for un in codes if (nom := forme_juridique(un))}


def tranche(code: str) -> str:
    """Our range of staff for one of INSEE's; empty when it says nothing."""
    return _TRANCHES.get(code, "")


def _un_de(liste: Iterable[str], valeur: object) -> str:
    return valeur if isinstance(valeur, str) and valeur in liste else ""


def _plusieurs(liste: Iterable[str], valeur: object) -> tuple[str, ...]:
    donnees = {un for un in valeur if isinstance(un, str)} if isinstance(valeur, list | tuple) else ()
    return tuple(code for code in liste if code in donnees)


def _nombre(valeur: object, bas: int, haut: int) -> str:
    ecrit = une_ligne(valeur[:20]) if isinstance(valeur, str) else ""
    ecrit = ecrit.removesuffix("ans").strip()
    compris = ecrit.isascii() and ecrit.isdigit() and len(ecrit) <= 4 and bas <= int(ecrit) <= haut
    return str(int(ecrit)) if compris else ""


def _code(valeur: object, longueur: int) -> str:
    return valeur if isinstance(valeur, str) and valeur.isascii() and len(valeur) <= longueur else ""


def _commune(valeur: object) -> str:
    commune = communes.par_code(_code(valeur, 5))
    return commune.code if commune else ""


_LECTURES: dict[str, Any] = {
    "type": lambda v: _un_de(BENEFICIAIRES, v),
    "situations": lambda v: _plusieurs(PROFILS, v),
    "commune": _commune,
    "age": lambda v: _nombre(v, 0, _AGE_MAX),
    "forme": lambda v: _code(v, 4) if forme_juridique(_code(v, 4)) else "",
    "naf": lambda v: _code(v, 6) if section(_code(v, 6)) else "",
    "effectif": lambda v: _un_de(EFFECTIFS, v),
    "creation": lambda v: _nombre(v, 1600, 2200),
    "texte": lambda v: texte_cherche(v) if isinstance(v, str) else "",
    "themes": lambda v: _plusieurs(THEMATIQUES, v),
}
