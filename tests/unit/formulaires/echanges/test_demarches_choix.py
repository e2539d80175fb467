"""The lists of answers and the conditions of demarches-simplifiees, in the language of forms."""

from typing import Any

import pytest

from tests.demarches import UNE_QUESTION, champ_lu, importer_champs, un_champ


@pytest.mark.parametrize(
    ("options", "autre", "genre"),
    [
        (["Oui", "Non"], False, "choix"),
        (["Oui", "Non", "Autre"], True, "choix"),
        (["Oui"], False, "choix_multiples"),
        (["Oui"], True, "texte"),
        ([], False, "texte"),
        (None, False, "texte"),
        (["a"] * 5_000 + ["b"], False, "texte"),
    ],
)
def test_a_list_is_a_choice_if_it_offers_one(options: Any, autre: bool, genre: str) -> None:
    reprise = importer_champs(un_champ("DropDownList", label="Choix", options=options, otherOption=autre))
    champ = champ_lu(reprise, "choix")
    assert champ["type"] == genre
    assert bool(reprise.rapport.suites["ds-DropDownList"].adapte) is (genre != "choix")
    if genre == "choix":
        assert [option["libelle"] for option in champ["options"]] == ["Oui", "Non"]


def _condition(terme: str, numero: int, valeur: object) -> dict[str, Any]:
    return {
        "term": f"Logic::{terme}",
        "left": {"term": "Logic::ChampValue", "stable_id": numero},
        "right": {"term": "Logic::Constant", "value": valeur},
    }


@pytest.mark.parametrize(
    ("condition", "attendue"),
    [
        (_condition("Eq", 1, True), "oui_non"),
        (_condition("NotEq", 1, True), "oui_non = non"),
        (_condition("Eq", 2, False), "non rempli(case)"),
        (_condition("Eq", 3, "Rouge vif"), 'choix = "rouge-vif"'),
        (_condition("NotEq", 3, "__other__"), 'choix != "autre"'),
        (_condition("IncludeOperator", 4, "Bio"), 'labels contient "bio"'),
        (_condition("ExcludeOperator", 4, "Bio"), 'non labels contient "bio"'),
        (_condition("GreaterThanEq", 5, 10), "effectif >= 10"),
        ({"term": "Logic::Or", "operands": [_condition("Eq", 1, True), _condition("LessThan", 5, 3)]},
         "oui_non ou effectif < 3"),
        (_condition("Eq", 3, "Absente"), None),
        (_condition("Eq", 6, True), None),
        (_condition("Eq", 99, True), None),
        ({"term": "Logic::And", "operands": []}, None),
        ("oui", None),
    ],
)  # fmt: skip
def test_a_condition_is_kept_or_said(condition: Any, attendue: str | None) -> None:
    reprise = importer_champs(
        un_champ("YesNo", id="1", label="Oui non"),
        un_champ("Checkbox", id="2", label="Case"),
        un_champ("DropDownList", id="3", label="Choix", options=["Rouge vif", "Bleu"], otherOption=True),
        un_champ("MultipleDropDownList", id="4", label="Labels", options=["Bio", "HVE"]),
        un_champ("IntegerNumber", id="5", label="Effectif"),
        un_champ("Text", id="6", label="Suite", condition=condition),
    )
    suite = reprise.rapport.suites["6"]
    assert champ_lu(reprise, "suite").get("afficher_si") == attendue
    assert ("sa condition d’affichage n’est pas reprise" in " ".join(suite.adapte)) is (attendue is None)


def test_conditions_that_turn_round_are_said() -> None:
    reprise = importer_champs(
        un_champ("YesNo", id="1", label="Un", condition=_condition("Eq", 2, True)),
        un_champ("YesNo", id="2", label="Deux", condition=_condition("Eq", 1, True)),
    )
    adaptes = [suite for suite in reprise.rapport.suites.values() if suite.adapte]
    assert len(adaptes) == 1


def test_a_description_without_conditions_says_so() -> None:
    assert "afficher_si" in importer_champs(UNE_QUESTION).rapport.generales[0]


def test_lists_share_what_a_file_has_room_for() -> None:
    longue = [f"Réponse {rang}" for rang in range(1_200)]
    liees = ["--Toutes--", *longue]
    champs = [
        un_champ("LinkedDropDownList", id=f"l{rang}", label="Liste", options=liees) for rang in range(5)
    ]
    textes = [un_champ("Text", id=f"t{rang}", description="À dire", required=False) for rang in range(1_400)]
    reprise = importer_champs(*champs, *textes)
    types = [champ.type for _, champ in reprise.formulaire.champs()]
    assert (types.count("choix_lies"), types.count("section") > 0) == (3, True)
    assert "trop pour un formulaire" in reprise.rapport.suites["l4"].adapte[0]


def test_a_description_that_leaves_out_what_is_required_or_the_levels_says_so() -> None:
    question = {"__typename": "TextChampDescriptor", "id": "1", "label": "Nom"}
    titre = {"__typename": "HeaderSectionChampDescriptor", "id": "2", "label": "Projet"}
    dites = " ".join(importer_champs(titre, question).rapport.generales)
    assert "aucun n’est obligatoire" in dites
    assert "chaque titre fait une étape" in dites
    complet = importer_champs({**titre, "level": 1}, {**question, "required": False}).rapport.generales
    assert not {"obligatoire", "titre"} & set(" ".join(complet).split())
