"""The JSON Schema that editors use: in French, it takes what is right and refuses what is wrong."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import portail.demo
from portail.formulaires.echanges.ecriture import ecrire_yaml
from portail.formulaires.echanges.json_schema import json_schema
from portail.formulaires.echanges.lecture import lire_yaml
from portail.formulaires.echanges.noeuds import donnees
from portail.formulaires.schema import Formulaire
from tests.formulaires_au_hasard import formulaires

DEMO = sorted((Path(portail.demo.__file__).parent / "formulaires").glob("*.yaml"))
SCHEMA = json_schema()
VALIDEUR = jsonschema.Draft202012Validator(SCHEMA)


def lu(texte: str) -> Any:
    """What an editor reads: numbers of JSON."""
    return _en_json(donnees(lire_yaml(texte).racine))


def _en_json(donnee: Any) -> Any:
    if isinstance(donnee, dict):
        return {nom: _en_json(valeur) for nom, valeur in donnee.items()}
    if isinstance(donnee, list):
        return [_en_json(element) for element in donnee]
    return donnee if isinstance(donnee, str | int | None) else float(donnee)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("fichier", DEMO, ids=lambda fichier: fichier.stem)
def test_it_takes_the_demonstration(fichier: Path) -> None:
    VALIDEUR.validate(lu(fichier.read_text(encoding="utf-8")))


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=20)
@given(formulaire=formulaires())
def test_it_takes_any_form(formulaire: Formulaire) -> None:
    VALIDEUR.validate(lu(ecrire_yaml(formulaire)))


JUSTE = "titre: A\netapes: [{id: a, titre: A, champs: [%s]}]"


@pytest.mark.parametrize(
    "champ",
    [
        "{id: x, type: texxte, libelle: X}",
        "{id: x, type: texte}",
        "{id: X, type: texte, libelle: X}",
        "{id: x, type: texte, libelle: X, aidee: Y}",
        "{id: x, type: date, libelle: X, longueur_max: 3}",
        "{id: x, type: texte, libelle: X, longueur_max: 0}",
        "{id: x, type: texte, libelle: X, valide_si: rempli(x)}",
        "{id: x, type: texte, libelle: X, avertissement: Attention}",
        "{id: x, type: choix, libelle: X}",
    ],
)
def test_it_refuses_what_is_wrong(champ: str) -> None:
    VALIDEUR.validate(lu(JUSTE % "{id: x, type: texte, libelle: X}"))
    with pytest.raises(jsonschema.ValidationError):
        VALIDEUR.validate(lu(JUSTE % champ))


def test_every_word_is_explained_in_french() -> None:
    """What is missing is said in `echanges/mots.toml`, or by `Field(description="…")` in its class."""
    muets = [
        (nom, cle)
        for nom, definition in {"Formulaire": SCHEMA, **SCHEMA["$defs"]}.items()
        for cle, rubrique in ({"": definition} | definition.get("properties", {})).items()
        if not rubrique.get("description")
    ]
    assert muets == []
