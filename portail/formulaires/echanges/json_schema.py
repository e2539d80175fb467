"""The JSON Schema of forms, with French words: editors complete what is typed and explain it."""

import tomllib
from pathlib import Path
from typing import Any

from portail.formulaires.schema import Formulaire

_DIALECTE = "https://json-schema.org/draft/2020-12/schema"
_ENSEMBLE = (("valide_si", "message_invalide"), ("avertir_si", "avertissement"))


def json_schema() -> dict[str, Any]:
    """A new copy of it."""
    mots = tomllib.loads(Path(__file__).with_name("mots.toml").read_text(encoding="utf-8"))
    schema = Formulaire.model_json_schema()
    definitions = schema.get("$defs", {})
    for nom, definition in definitions.items():
        _nommer(definition, nom, mots)
    _nommer(schema, "Formulaire", mots)
    return {
        "$schema": _DIALECTE,
        **schema,
        "title": mots["formulaire"]["titre"],
        "description": mots["formulaire"]["description"],
    }


def _nommer(definition: dict[str, Any], nom: str, mots: dict[str, dict[str, str]]) -> None:
    """Say in French what a part of a form is, and each of its entries; what its class says comes first."""
    rubriques = definition.get("properties", {})
    genre = rubriques.get("type", {}).get("const", "")
    dit = (
        rubriques.get("type", {}).get("description")
        or mots["types"].get(genre)
        or mots["definitions"].get(nom)
    )
    definition.pop("description", None)  # the docstring is for who reads the code
    definition["title"] = genre or nom
    if dit:
        definition["description"] = dit
    for cle, rubrique in rubriques.items():
        rubrique["title"] = cle
        if "description" not in rubrique and (mot := mots["rubriques"].get(cle)):
            rubrique["description"] = dit if cle == "type" and dit else mot
    _exiger(definition)


def _exiger(definition: dict[str, Any]) -> None:
    """What the classes check by themselves: a question has its words, a rule its sentence."""
    rubriques = definition.get("properties", {})
    if "requis" in rubriques:
        rubriques["libelle"]["minLength"] = 1
        definition["required"] = [*definition.get("required", []), "libelle"]
        ensemble = [(un, autre) for un, autre in _ENSEMBLE if un in rubriques]
        definition["dependentRequired"] = {un: [autre] for un, autre in ensemble} | {
            autre: [un] for un, autre in ensemble
        }
