"""Addresses of France, searched in the Géoplateforme (`/geocodage/search`, Base Adresse Nationale)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portail.core import communes
from portail.core.saisie import une_ligne
from portail.partners.http import PartenaireIndisponible, lire_json
from portail.partners.memoire import Memoire
from portail.partners.texte import LigneRemplie
from portail.settings import settings

PARTENAIRE = "Le service des adresses"
_MINIMUM, _MAXIMUM = 3, 200  # characters the partner accepts
_LIMITE = 6
_memoire: Memoire[tuple[str, str], tuple["Adresse", ...]] = Memoire(2000, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Adresse:
    """An address as the partner knows it; `voie` (number and street) is empty for a commune alone."""

    libelle: str
    voie: str
    code_postal: str
    commune: str
    code_insee: str
    score: float


class _Proprietes(BaseModel):
    model_config = ConfigDict(strict=True)

    label: LigneRemplie
    name: LigneRemplie
    type: str
    postcode: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    citycode: Annotated[str, Field(pattern=r"^([0-9]{2}|2[AB])[0-9]{3}$")]
    city: LigneRemplie
    score: Annotated[float, Field(ge=0, le=2)]


class _Resultat(BaseModel):
    model_config = ConfigDict(strict=True)

    properties: _Proprietes


class _Reponse(BaseModel):
    model_config = ConfigDict(strict=True)

    type: Literal["FeatureCollection"]
    features: list[object]


def chercher(texte: str) -> list[Adresse]:
    """At most six addresses for what is being typed, best first; none under three characters.

    `code_insee` is the commune's (arrondissements lead to their city). Kept one hour in memory.

    Raises:
        PartenaireIndisponible: the partner is down, late, or answers nonsense.
    """
    demande = _demande(texte)
    if len(demande) < _MINIMUM:
        return []
    racine = settings().geocodage_url.rstrip("/")
    cle = (racine, demande.casefold())
    connues = _memoire.lire(cle)
    if connues is None:
        params: dict[str, str | int] = {"q": demande, "limit": _LIMITE, "autocomplete": 1, "index": "address"}
        connues = _lire(lire_json(PARTENAIRE, f"{racine}/search", params))
        _memoire.ecrire(cle, connues)
    return list(connues)


def _demande(texte: str) -> str:
    """The partner refuses questions that do not begin with a letter or a figure, or that are too long."""
    demande = une_ligne(texte[: 2 * _MAXIMUM])
    while demande and not demande[0].isalnum():
        demande = demande[1:]
    return demande[:_MAXIMUM].strip()


def _lire(valeur: object) -> tuple[Adresse, ...]:
    try:
        reponse = _Reponse.model_validate(valeur)
    except ValidationError as cause:
        raise PartenaireIndisponible(PARTENAIRE, "réponse d’une autre forme") from cause
    adresses = [adresse for ligne in reponse.features[:_LIMITE] if (adresse := _adresse(ligne))]
    if reponse.features and not adresses:
        raise PartenaireIndisponible(PARTENAIRE, "aucune adresse lisible dans la réponse")
    return tuple(adresses)


def _adresse(ligne: object) -> Adresse | None:
    try:
        lue = _Resultat.model_validate(ligne).properties
    except ValidationError:
        return None  # one broken row must not hide the good ones
    return Adresse(
        libelle=lue.label,
        voie="" if lue.type == "municipality" else lue.name,
        code_postal=lue.postcode,
        commune=lue.city,
        code_insee=communes.code_commune(lue.citycode),
        score=lue.score,
    )
