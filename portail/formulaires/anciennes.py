"""Conditions as forms were published before the language: objects of JSON, always read, never written.

This is the one place that knows them: `convertir` gives the expression that shows the same fields.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from portail.formulaires.expressions import Expression, arbre
from portail.formulaires.expressions.arbre import Noeud
from portail.formulaires.expressions.valeurs import centimes

_OPERATEURS = ("est", "n_est_pas", "parmi", "contient", "rempli", "superieur", "inferieur")
_NOMBRE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_BOOLEENS = {"oui_non", "certification"}
_NOMBRES = {"entier", "decimal", "montant"}


class _Ancienne(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Comparaison(_Ancienne):
    champ: str
    est: str | None = None
    n_est_pas: str | None = None
    parmi: tuple[str, ...] | None = None
    contient: str | None = None
    rempli: bool | None = None
    superieur: Decimal | date | None = None
    inferieur: Decimal | date | None = None

    @property
    def operateur(self) -> str:
        return next(nom for nom in _OPERATEURS if getattr(self, nom) is not None)

    @model_validator(mode="after")
    def _un_seul_operateur(self) -> Self:
        if sum(getattr(self, nom) is not None for nom in _OPERATEURS) != 1:
            raise ValueError(f"la condition sur « {self.champ} » doit avoir un opérateur et un seul")
        return self


class _Tous(_Ancienne):
    tous: tuple["_Condition", ...] = Field(min_length=1)


class _Un(_Ancienne):
    un: tuple["_Condition", ...] = Field(min_length=1)


_Condition: TypeAlias = _Comparaison | _Tous | _Un
_LECTEUR: TypeAdapter[_Condition] = TypeAdapter(_Condition)


def moderniser(formulaire: object) -> object:
    """A form as stored, its former conditions as expressions; anything else is left for the schema to refuse.

    Raises:
        ValueError: what stands for a condition is none, in a sentence that says where.
    """
    champs = list(_champs(formulaire))
    if not isinstance(formulaire, Mapping) or not any(_ancienne(champ) for champ in champs):
        return formulaire
    types = {str(champ.get("id")): str(champ.get("type")) for champ in champs}

    def moderne(etape: object) -> object:
        if not isinstance(etape, Mapping) or not _a_des_champs(etape):
            return etape
        return {**etape, "champs": [_moderniser(champ, types) for champ in etape["champs"]]}

    return {**formulaire, "etapes": [moderne(etape) for etape in formulaire["etapes"]]}


def _champs(formulaire: object) -> Iterator[Mapping[str, object]]:
    etapes = formulaire.get("etapes") if isinstance(formulaire, Mapping) else None
    for etape in etapes if isinstance(etapes, list | tuple) else ():
        if _a_des_champs(etape):
            yield from (champ for champ in etape["champs"] if isinstance(champ, Mapping))


def _a_des_champs(etape: object) -> bool:
    return isinstance(etape, Mapping) and isinstance(etape.get("champs"), list | tuple)


def _ancienne(champ: object) -> bool:
    return isinstance(champ, Mapping) and isinstance(champ.get("afficher_si"), Mapping)


def _moderniser(champ: object, types: Mapping[str, str]) -> object:
    if not isinstance(champ, Mapping) or not _ancienne(champ):
        return champ
    try:
        return {**champ, "afficher_si": convertir(champ["afficher_si"], types)}
    except ValueError as refus:
        raise ValueError(f"« {champ.get('id')} », « afficher_si » : {refus}") from None


def convertir(condition: object, types: Mapping[str, str]) -> Expression:
    """The expression of a former condition; `types` are those of the fields of its form, by id.

    Raises:
        ValueError: it is no condition.
    """
    try:
        return Expression(_noeud(_LECTEUR.validate_python(condition), types))
    except (ValidationError, RecursionError):
        raise ValueError("cette condition n’a pas la forme attendue") from None


def _noeud(condition: _Condition, types: Mapping[str, str]) -> Noeud:
    match condition:
        case _Tous(tous=parties):
            return arbre.conjonction([_noeud(partie, types) for partie in parties])
        case _Un(un=parties):
            return arbre.disjonction([_noeud(partie, types) for partie in parties])
    return _comparaison(condition, types.get(condition.champ, ""))


def _comparaison(une: _Comparaison, genre: str) -> Noeud:
    lu = arbre.Reference(une.champ)
    match une.operateur:
        case "rempli":
            rempli = arbre.Appel("rempli", (lu,))
            return rempli if une.rempli else arbre.Non(rempli)
        case "parmi" if not une.parmi:  # never true, and never was
            return arbre.Comparaison("!=", lu, lu)
        case "parmi":
            return arbre.Parmi(lu, tuple(_valeur(valeur, genre) for valeur in une.parmi or ()))
        case "contient":
            return arbre.Contient(lu, arbre.Texte(une.contient or ""))
        case "est":
            return arbre.Comparaison("=", lu, _valeur(une.est or "", genre))
        case "n_est_pas":
            return arbre.Comparaison("!=", lu, _valeur(une.n_est_pas or "", genre))
        case "superieur":
            return arbre.Comparaison(">", lu, _borne(une.superieur, genre))
    return arbre.Comparaison("<", lu, _borne(une.inferieur, genre))


def _valeur(texte: str, genre: str) -> Noeud:
    """A value as the field's type writes it; one that does not fit stays a text, which the checks refuse."""
    if genre in _BOOLEENS and texte in ("oui", "non"):
        return arbre.Booleen(texte == "oui")
    if genre in _NOMBRES and _NOMBRE.fullmatch(texte):
        return _borne(Decimal(texte), genre)
    return arbre.Texte(texte)


def _borne(borne: Decimal | date | None, genre: str) -> Noeud:
    if isinstance(borne, date):
        return arbre.Jour(borne)
    nombre = borne or Decimal(0)
    en_euros = genre == "montant" and nombre == centimes(nombre)
    return arbre.signe(nombre, arbre.Montant if en_euros else arbre.Nombre)
