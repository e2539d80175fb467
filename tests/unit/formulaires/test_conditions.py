"""Which fields are visible, given the answers."""

from typing import Any

import pytest

from portail.formulaires.conditions import champs_visibles
from portail.formulaires.schema import Formulaire

OPTIONS = [{"valeur": v, "libelle": v} for v in ("a", "b", "c")]
CIBLES = [
    {"id": "ouinon", "type": "oui_non", "libelle": "?"},
    {"id": "choix", "type": "choix", "libelle": "?", "options": OPTIONS},
    {"id": "multi", "type": "choix_multiples", "libelle": "?", "options": OPTIONS},
    {"id": "montant", "type": "montant", "libelle": "?"},
    {"id": "jour", "type": "date", "libelle": "?"},
    {"id": "texte", "type": "texte", "libelle": "?"},
    {"id": "siret", "type": "siret", "libelle": "?"},
    {"id": "certif", "type": "certification", "libelle": "?"},
]

A_OU_B = [{"champ": "choix", "est": "a"}, {"champ": "choix", "est": "b"}]
SI_OUI = {"champ": "ouinon", "est": "oui"}


def formulaire(*champs: dict[str, Any]) -> Formulaire:
    etape = {"id": "une", "titre": "Une", "champs": [*CIBLES, *champs]}
    return Formulaire.model_validate({"titre": "F", "etapes": [etape]})


def visible(condition: dict[str, Any], reponses: dict[str, object]) -> bool:
    champ = {"id": "x", "type": "texte", "libelle": "?", "afficher_si": condition}
    return "x" in champs_visibles(formulaire(champ), reponses)


@pytest.mark.parametrize(
    ("condition", "vraie", "fausse"),
    [
        ({"champ": "ouinon", "est": "oui"}, {"ouinon": "oui"}, {"ouinon": "non"}),
        ({"champ": "ouinon", "est": "oui"}, {"ouinon": True}, {}),
        ({"champ": "ouinon", "n_est_pas": "oui"}, {"ouinon": "non"}, {"ouinon": "oui"}),
        ({"champ": "ouinon", "n_est_pas": "oui"}, {"ouinon": "non"}, {}),
        ({"champ": "certif", "est": "oui"}, {"certif": True}, {"certif": False}),
        ({"champ": "choix", "parmi": ["a", "b"]}, {"choix": "b"}, {"choix": "c"}),
        ({"champ": "multi", "contient": "b"}, {"multi": ["a", "b"]}, {"multi": ["a"]}),
        ({"champ": "texte", "est": "deux mots"}, {"texte": " deux  mots "}, {"texte": "mots"}),
        ({"champ": "texte", "rempli": True}, {"texte": "a"}, {"texte": " "}),
        ({"champ": "texte", "rempli": False}, {}, {"texte": "a"}),
        ({"champ": "siret", "rempli": False}, {"siret": ""}, {"siret": "123"}),
        ({"champ": "montant", "superieur": 23000}, {"montant": "23 000,01"}, {"montant": "23 000"}),
        ({"champ": "montant", "superieur": 23000}, {"montant": "30000"}, {"montant": "beaucoup"}),
        ({"champ": "montant", "inferieur": 10}, {"montant": "9,99"}, {}),
        ({"champ": "montant", "est": "12"}, {"montant": "12,00"}, {"montant": "12,50"}),
        ({"champ": "jour", "superieur": "2026-01-31"}, {"jour": "1/2/2026"}, {"jour": "31/1/2026"}),
        ({"champ": "jour", "inferieur": "2026-01-31"}, {"jour": "30/1/2026"}, {"jour": "31/1/2026"}),
        (
            {"tous": [{"champ": "ouinon", "est": "oui"}, {"champ": "choix", "est": "a"}]},
            {"ouinon": "oui", "choix": "a"},
            {"ouinon": "oui", "choix": "b"},
        ),
        (
            {"un": [{"champ": "ouinon", "est": "oui"}, {"champ": "choix", "est": "a"}]},
            {"choix": "a"},
            {"ouinon": "non", "choix": "b"},
        ),
        (
            {"tous": [{"champ": "texte", "rempli": True}, {"un": A_OU_B}]},
            {"texte": "t", "choix": "b"},
            {"choix": "b"},
        ),
    ],
)
def test_conditions(condition: dict[str, Any], vraie: dict[str, object], fausse: dict[str, object]) -> None:
    assert visible(condition, vraie)
    assert not visible(condition, fausse)


def test_without_condition_a_field_is_always_visible() -> None:
    assert champs_visibles(formulaire(), {}) == {champ["id"] for champ in CIBLES}


@pytest.mark.parametrize("condition", [{"est": "oui"}, {"n_est_pas": "non"}, {"rempli": False}])
def test_what_a_hidden_answer_controls_is_hidden_too(condition: dict[str, Any]) -> None:
    milieu = {"id": "milieu", "type": "oui_non", "libelle": "?", "afficher_si": SI_OUI}
    bout = {"id": "bout", "type": "texte", "libelle": "?", "afficher_si": {"champ": "milieu"} | condition}
    reponse = {} if "rempli" in condition else {"milieu": "oui"}
    chaine = formulaire(milieu, bout)
    assert champs_visibles(chaine, {"ouinon": "oui"} | reponse) >= {"milieu", "bout"}
    assert not champs_visibles(chaine, {"ouinon": "non"} | reponse) & {"milieu", "bout"}


def test_a_stored_value_of_a_wrong_kind_hides_without_a_crash() -> None:
    assert not visible({"champ": "multi", "contient": "b"}, {"multi": {"b": 1}})
