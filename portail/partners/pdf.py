"""PDF by Typst, tagged PDF/UA-1 in French: the règlement of an aid and the accusé d’enregistrement.

`compiler("reglement", DonneesReglement)` and `compiler("accuse", DonneesAccuse)` give the file's bytes.
The templates (`modeles/*.typ`) receive the data as one JSON string and only ever show it as text:
nothing a person typed is read as Typst code, and Markdown is parsed here (`pdf_markdown`), not there.
Fonts come from `modeles/fonts` alone, so that every machine makes the same file.

The accusé follows articles L112-11 and R112-11-1 to R112-11-4 of the code des relations entre le public
et l'administration: date of receipt, the service in charge and how to reach it. It is the *accusé
d'enregistrement*, sent at once by the machine; the *accusé de réception* is the service's own.
"""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal, NotRequired, TypedDict, overload

import typst

from portail.core import clock
from portail.core.formats import date_longue, heure, taille
from portail.partners.pdf_markdown import blocs
from portail.partners.pdf_texte import Json, imprimable

MODELES = Path(__file__).parent / "modeles"


class ErreurPdf(Exception):
    """Typst refused the document: the message tells the template and Typst's own words."""


class DonneesReglement(TypedDict):
    """What `reglement.typ` shows. `corps` is Markdown, its headings are the articles."""

    collectivite: str
    titre: str
    version_du: date
    corps: str
    accent: str  # #rrggbb


class ServicePdf(TypedDict):
    """Who is in charge (R112-11-1, 2°): a name, a phone and a mail or postal address."""

    nom: str
    telephone: str
    mail: NotRequired[str]
    adresse: NotRequired[str]


class ReponsePdf(TypedDict):
    """One answer as the applicant reads it; an empty `valeur` is shown « Non renseigné »."""

    libelle: str
    valeur: str


class EtapePdf(TypedDict):
    """One step of the form, with its answers in order."""

    titre: str
    reponses: list[ReponsePdf]


class PiecePdf(TypedDict):
    """One file received: `libelle` is what was asked, `nom` the file's name, `octets` its size."""

    libelle: str
    nom: str
    octets: int
    sha256: str


class DonneesAccuse(TypedDict):
    """What `accuse.typ` shows. `depose_le` is aware; `demandeur` one line per entry, the name first."""

    collectivite: str
    numero: str
    aide: str
    depose_le: datetime
    demandeur: list[str]
    service: ServicePdf
    etapes: list[EtapePdf]
    pieces: list[PiecePdf]
    accent: str  # #rrggbb


@overload
def compiler(modele: Literal["reglement"], donnees: DonneesReglement) -> bytes: ...
@overload
def compiler(modele: Literal["accuse"], donnees: DonneesAccuse) -> bytes: ...
def compiler(modele: str, donnees: DonneesReglement | DonneesAccuse) -> bytes:
    """The PDF/UA-1 file made of a template and its data; safe from several threads at once.

    The same data at the same instant give the same bytes. Raises `ErreurPdf`.
    """
    try:
        prets = _preparer(dict(donnees))
        texte = json.dumps(prets, ensure_ascii=False)
        return typst.compile(
            MODELES / f"{modele}.typ",
            root=MODELES,
            font_paths=polices(),
            sys_inputs={"donnees": texte},
            pdf_standards="ua-1",
            timestamp=int(clock.now().timestamp()),
        )
    except (RuntimeError, OSError, KeyError, TypeError, ValueError) as erreur:
        raise ErreurPdf(f"Le document « {modele} » n’a pas pu être produit : {erreur}") from erreur


@cache
def polices() -> typst.Fonts:
    """The bundled fonts and no other, read once for the process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[MODELES / "fonts"]
    )


def _preparer(donnees: dict[str, object]) -> Json:
    """The data in JSON: dates in words, Markdown in blocks, and only characters a bundled font can draw."""
    corps = donnees.pop("corps", None)
    valeurs: dict[str, Json] = {}
    for nom, valeur in donnees.items():
        valeurs[nom] = _en_mots(valeur)
    if isinstance(corps, str):
        valeurs["corps"] = blocs(corps)
    return imprimable(valeurs)


def _en_mots(valeur: object) -> Json:
    match valeur:
        case datetime():
            return {"jour": date_longue(valeur.astimezone(clock.PARIS).date()), "heure": heure(valeur)}
        case date():
            return date_longue(valeur)
        case list():
            return [_en_mots(element) for element in valeur]
        case dict():
            mots = {str(nom): _en_mots(element) for nom, element in valeur.items()}
            return mots | {"taille": taille(valeur["octets"])} if "octets" in valeur else mots
        case str() | int():
            return valeur
    raise TypeError(f"donnée inattendue : {type(valeur).__name__}")
