"""A form as the YAML an agent likes to read; read back, it is the same form."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from portail.formulaires.echanges.noeuds import Scalaire
from portail.formulaires.expressions.arbre import Lieu
from portail.formulaires.schema import Formulaire

LARGEUR = 100
_LARGEUR_EN_LIGNE = 88
_EN_LIGNE_MAX = 6
_D_ABORD = ("id", "valeur", "type", "titre", "libelle", "introduction", "intro", "aide")
_ENFIN = ("options", "colonnes", "champs", "etapes")
_SAUTS = re.compile("[\r\x85\u2028\u2029]")
"""Line breaks to YAML, which writes them as its own."""
_TOUJOURS = ("id", "type")
"""Kept even where it is the default: it tells what the rest is."""


def ecrire_yaml(formulaire: Formulaire) -> str:
    """A form as YAML: what is the default left out, names in a constant order, long texts in blocks."""
    entier = formulaire.model_dump()
    court = _garder(formulaire.model_dump(exclude_defaults=True), entier)
    return yaml.dump(
        _ranger(court), Dumper=_Plume, allow_unicode=True, width=LARGEUR, indent=2, sort_keys=False
    )


def _garder(court: Any, entier: Any) -> Any:
    """What is not the default, and the types."""
    if isinstance(court, Mapping):
        gardes = {nom: valeur for nom, valeur in entier.items() if nom in court or nom in _TOUJOURS}
        return {nom: _garder(court.get(nom, valeur), valeur) for nom, valeur in gardes.items()}
    if isinstance(court, list | tuple):
        return [_garder(un, autre) for un, autre in zip(court, entier, strict=True)]
    return court


def _ranger(valeur: Any) -> Any:
    """What names and tells comes first, what holds others last."""
    if isinstance(valeur, list):
        return [_ranger(element) for element in valeur]
    if not isinstance(valeur, dict):
        return valeur
    rangs = {nom: rang - len(_D_ABORD) for rang, nom in enumerate(_D_ABORD)}
    rangs |= {nom: rang + 1 for rang, nom in enumerate(_ENFIN)}
    return {nom: _ranger(valeur[nom]) for nom in sorted(valeur, key=lambda nom: rangs.get(nom, 0))}


class _Plume(yaml.SafeDumper):
    """Writes so that this house's reader and YAML 1.1 alike read what was meant."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: who reads a field wants its options there."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand further in than their name."""
        super().increase_indent(flow, indentless=False)

    def expect_block_sequence_item(self, first: bool = False) -> None:
        """Part what takes several lines by an empty one."""
        longue = isinstance(self.event, yaml.MappingStartEvent) and not self.event.flow_style
        if longue and not first and not self.open_ended:  # after « |+ » empty lines would be of the text
            if self.column:
                self.write_line_break()
            self.write_line_break()
        super().expect_block_sequence_item(first)


def _texte(plume: _Plume, texte: str) -> yaml.ScalarNode:
    style = None
    if _SAUTS.search(texte):
        style = '"'
    elif texte == texte.strip():
        if "\n" in texte:
            style = "|"
        elif len(texte) > _LARGEUR_EN_LIGNE:
            style = ">"
    if style is None and not isinstance(Scalaire(texte, Lieu()).donnee, str):
        style = "'"  # « 0.5 » is a number here, whatever YAML 1.1 says
    return plume.represent_scalar("tag:yaml.org,2002:str", texte, style=style)


def _nombre(plume: _Plume, valeur: Decimal) -> yaml.ScalarNode:
    texte = format(valeur, "f")
    return plume.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in texte else 'int'}", texte)


def _jour(plume: _Plume, valeur: date) -> yaml.ScalarNode:
    return plume.represent_scalar("tag:yaml.org,2002:timestamp", valeur.isoformat())


def _liste(plume: _Plume, valeur: Sequence[Any]) -> yaml.SequenceNode:
    simples = all(not isinstance(element, dict | list | tuple) for element in valeur)
    return plume.represent_sequence(
        "tag:yaml.org,2002:seq", valeur, flow_style=simples and _tient(map(str, valeur))
    )


def _objet(plume: _Plume, valeur: Mapping[str, Any]) -> yaml.MappingNode:
    simples = all(isinstance(element, str | int | Decimal) for element in valeur.values())
    en_ligne = "id" not in valeur and len(valeur) <= _EN_LIGNE_MAX and simples
    mots = [f"{nom}: {element}" for nom, element in valeur.items()]
    return plume.represent_mapping("tag:yaml.org,2002:map", valeur, flow_style=en_ligne and _tient(mots))


def _tient(mots: Any) -> bool:
    ecrits = ", ".join(mots)
    return len(ecrits) <= _LARGEUR_EN_LIGNE and "\n" not in ecrits


_Plume.add_representer(str, _texte)
_Plume.add_representer(Decimal, _nombre)
_Plume.add_representer(date, _jour)
_Plume.add_representer(list, _liste)
_Plume.add_representer(tuple, _liste)
_Plume.add_representer(dict, _objet)
_Plume.add_multi_representer(Enum, lambda plume, valeur: _texte(plume, str(valeur.value)))
