"""Descriptions of forms that hypothesis draws, as demarches-simplifiees gives them, and worse."""

import base64
from typing import Any

from hypothesis import strategies as st

GENRES = (
    "Address", "AnnuaireEducation", "Carte", "Checkbox", "Civilite", "Cnaf", "Cojo", "Commune",
    "Date", "Datetime", "DecimalNumber", "Departement", "Dgfip", "DossierLink", "DropDownList",
    "Email", "EngagementJuridique", "Epci", "Explication", "ExpressionReguliere", "Formatted",
    "HeaderSection", "Iban", "IntegerNumber", "LinkedDropDownList", "Mesri", "MultipleDropDownList",
    "Number", "Pays", "Phone", "PieceJustificative", "PoleEmploi", "Referentiel", "Region",
    "Repetition", "Rna", "Rnf", "Siret", "Text", "Textarea", "TitreIdentite", "YesNo",
)  # fmt: skip
"""Every type of field it has."""
textes = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["Nom", "Date", "si", "", " ", "É 2", "--a--"]
)
longs = st.builds(lambda mot, fois: f"{mot} " * fois, textes, st.sampled_from([1, 40, 400, 1_500]))
n_importe_quoi = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | textes
)
options = st.lists(textes | st.sampled_from(["--A--", "a", "b", "Autre"]), max_size=6)
_termes = st.sampled_from(
    ["And", "Or", "Eq", "NotEq", "LessThan", "IncludeOperator", "EmptyOperator", "ChampValue"]
)
conditions = st.recursive(
    st.builds(
        lambda terme, numero, valeur: {
            "term": f"Logic::{terme}",
            "left": {"term": "Logic::ChampValue", "stable_id": numero},
            "right": {"term": "Logic::Constant", "value": valeur},
        },
        _termes,
        st.integers(0, 12),
        st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", "__other__"]),
    ),
    lambda dessous: st.builds(
        lambda terme, operandes: {"term": f"Logic::{terme}", "operands": operandes},
        st.sampled_from(["And", "Or"]),
        st.lists(dessous, max_size=3),
    ),
    max_leaves=4,
)
_DETAILS: dict[str, st.SearchStrategy[Any]] = {
    "label": textes | longs,
    "description": textes | longs | st.none(),
    "required": st.booleans(),
    "level": st.integers(1, 4),
    "options": options | n_importe_quoi,
    "otherOption": st.booleans(),
    "fileTemplate": st.fixed_dictionaries({"filename": textes}) | n_importe_quoi,
    "collapsibleExplanationEnabled": st.booleans(),
    "collapsibleExplanationText": textes | longs,
    "condition": conditions | n_importe_quoi,
    "minimum": n_importe_quoi,
}


def champ(genre: str) -> st.SearchStrategy[dict[str, Any]]:
    """A field of that type, with anything in it, but for its name."""
    return st.fixed_dictionaries({"__typename": st.just(f"{genre}ChampDescriptor")}, optional=_DETAILS)


genres = st.sampled_from([*GENRES, "Invente", "HeaderSection", "Repetition", "DropDownList"])
_simples = genres.flatmap(champ)
champs = st.recursive(
    _simples,
    lambda dessous: st.builds(
        lambda un, enfants: {**un, "champDescriptors": enfants}, _simples, st.lists(dessous, max_size=5)
    ),
    max_leaves=8,
)


def nommer(liste: list[dict[str, Any]]) -> list[str]:
    """Give each field of a description its name, and tell them all."""
    noms: list[str] = []
    a_voir = [*liste]
    while a_voir:
        un = a_voir.pop(0)
        un["id"] = base64.b64encode(f"Champ-{len(noms)}".encode()).decode()
        noms.append(un["id"])
        a_voir += un.get("champDescriptors", [])
    return noms
