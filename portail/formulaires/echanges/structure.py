"""The names and values a form may hold at each place, as its JSON Schema says."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from portail.formulaires.schema import Formulaire


@cache
def _schema() -> dict[str, Any]:
    return Formulaire.model_json_schema()


def _formes(noeud: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A part of the schema, or each of those it gives the choice of."""
    if "$ref" in noeud:
        yield from _formes(_schema()["$defs"][str(noeud["$ref"]).rpartition("/")[2]])
    elif choix := noeud.get("oneOf") or noeud.get("anyOf") or noeud.get("allOf"):
        for forme in choix:
            yield from _formes(forme)
    else:
        yield noeud


def _descendre(loc: Sequence[int | str], types: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What stands at the end of a way, `types` saying of which type are the fields on it, in order."""
    a_lire, formes = list(types), list(_formes(_schema()))
    for partie in loc:
        if isinstance(partie, int):
            formes = [sous for forme in formes if "items" in forme for sous in _formes(forme["items"])]
            declare = a_lire.pop(0) if a_lire else ""
            formes = [forme for forme in formes if _type_de(forme) in (None, declare)] or formes
        else:
            trouvees = (forme.get("properties", {}).get(partie) for forme in formes)
            formes = [sous for trouvee in trouvees if trouvee for sous in _formes(trouvee)]
    yield from formes


def _type_de(forme: dict[str, Any]) -> str | None:
    declare = forme.get("properties", {}).get("type", {})
    return declare.get("const") if isinstance(declare, dict) else None


def noms(loc: Sequence[int | str], types: Sequence[str]) -> list[str]:
    """The names that may stand there."""
    return list(dict.fromkeys(nom for forme in _descendre(loc, types) for nom in forme.get("properties", ())))


def types_qui_ont(nom: str) -> list[str]:
    """The types of field that have an entry of that name."""
    return [
        declare
        for definition in _schema().get("$defs", {}).values()
        if (declare := _type_de(definition)) and nom in definition["properties"]
    ]
