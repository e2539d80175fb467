"""Descriptions by demarches-simplifiees, as the tests of what becomes of them write them."""

import json
from pathlib import Path
from typing import Any

from portail.formulaires.echanges.demarches.importer import Reprise, importer
from portail.formulaires.schema import Formulaire
from portail.formulaires.types.ensembles import Bloc

FERME = Path(__file__).parent / "fixtures" / "demarches" / "ferme.json"
UNE_QUESTION = {"__typename": "TextChampDescriptor", "id": "Q", "label": "Nom", "required": True}


def importer_champs(*liste: dict[str, Any], **autour: Any) -> Reprise:
    """What becomes of a description of these fields."""
    return importer(json.dumps({"title": "Aide", **autour, "champDescriptors": liste}).encode())


def un_champ(genre: str, **details: Any) -> dict[str, Any]:
    """A field of that type, with a name and a label."""
    donnees = {"__typename": f"{genre}ChampDescriptor", "label": f"Le {genre}", "required": True}
    return {**donnees, "id": f"ds-{genre}", **details}


def champ_lu(reprise: Reprise, champ_id: str) -> dict[str, Any]:
    """A field of the form, what is the default left out."""
    champ = reprise.formulaire.champ(champ_id)
    assert champ is not None
    return champ.model_dump(mode="json", exclude_defaults=True) | {"type": champ.type}


def identifiants(formulaire: Formulaire) -> set[str]:
    """The names of all its steps and fields."""
    ids = {etape.id for etape in formulaire.etapes}
    for _, champ in formulaire.champs():
        ids |= {champ.id} | ({dedans.id for dedans in champ.champs} if isinstance(champ, Bloc) else set())
    return ids
