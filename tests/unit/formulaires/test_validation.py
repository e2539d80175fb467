"""States of steps, and what stands in the way of submitting."""

from typing import Any

import pytest

from portail.formulaires.schema import Formulaire
from portail.formulaires.validation import (
    EtatEtape,
    examiner,
    verifier,
)

FORMULAIRE = Formulaire.model_validate(
    {
        "titre": "F",
        "etapes": [
            {
                "id": "qui",
                "titre": "Qui",
                "champs": [
                    {"id": "intro", "type": "explication", "texte": "Bonjour"},
                    {"id": "nom", "type": "texte", "libelle": "Nom"},
                    {"id": "siret", "type": "siret", "libelle": "SIRET"},
                    {"id": "site", "type": "texte", "libelle": "Site", "requis": False},
                ],
            },
            {
                "id": "autres",
                "titre": "Autres",
                "champs": [{"id": "remarque", "type": "texte_long", "libelle": "Remarque", "requis": False}],
            },
            {
                "id": "aides",
                "titre": "Aides",
                "champs": [
                    {"id": "aides", "type": "oui_non", "libelle": "Autres aides ?"},
                    {
                        "id": "montant",
                        "type": "montant",
                        "libelle": "Montant",
                        "afficher_si": {"champ": "aides", "est": "oui"},
                    },
                ],
            },
            {
                "id": "justificatif",
                "titre": "Justificatif",
                "champs": [
                    {
                        "id": "preuve",
                        "type": "pieces",
                        "libelle": "Preuves",
                        "nombre_min": 2,
                        "nombre_max": 3,
                        "afficher_si": {"champ": "aides", "est": "oui"},
                    }
                ],
            },
        ],
    }
)
SIRET = "73282932000074"


def etat(etape_id: str, reponses: dict[str, object], pieces: dict[str, int] | None = None) -> EtatEtape:
    etape = FORMULAIRE.etape(etape_id)
    assert etape
    return examiner(FORMULAIRE, reponses, pieces).etat(etape)


@pytest.mark.parametrize(
    ("reponses", "attendu"),
    [
        ({}, EtatEtape.A_FAIRE),
        ({"nom": " "}, EtatEtape.A_FAIRE),
        ({"nom": "Jean"}, EtatEtape.EN_COURS),
        ({"site": "exemple.fr"}, EtatEtape.EN_COURS),
        ({"nom": "Jean", "siret": "123"}, EtatEtape.A_CORRIGER),
        ({"siret": "123"}, EtatEtape.A_CORRIGER),
        ({"nom": "Jean", "siret": SIRET}, EtatEtape.COMPLETE),
        ({"nom": "Jean", "siret": SIRET, "site": "x" * 300}, EtatEtape.A_CORRIGER),
    ],
)
def test_state_of_a_step(reponses: dict[str, object], attendu: EtatEtape) -> None:
    assert etat("qui", reponses) is attendu


def test_an_optional_step_is_to_do_until_touched_and_prevents_nothing() -> None:
    assert etat("autres", {}) is EtatEtape.A_FAIRE
    assert etat("autres", {"remarque": "Merci"}) is EtatEtape.COMPLETE
    assert "autres" not in {manque.etape for manque in examiner(FORMULAIRE, {}).tous_les_manques}


def test_a_hidden_field_is_neither_missing_nor_wrong() -> None:
    assert etat("aides", {"aides": "non", "montant": "faux"}) is EtatEtape.COMPLETE
    assert etat("aides", {"aides": "oui"}) is EtatEtape.EN_COURS
    assert etat("aides", {"aides": "oui", "montant": "faux"}) is EtatEtape.A_CORRIGER


def test_a_step_that_asks_nothing_any_more_is_complete() -> None:
    assert etat("justificatif", {}) is EtatEtape.A_FAIRE
    assert etat("justificatif", {"aides": "non"}) is EtatEtape.COMPLETE


@pytest.mark.parametrize(
    ("nombre", "attendu"),
    [
        (0, EtatEtape.A_FAIRE),
        (1, EtatEtape.EN_COURS),
        (2, EtatEtape.COMPLETE),
        (3, EtatEtape.COMPLETE),
        (4, EtatEtape.A_CORRIGER),
    ],
)
def test_state_of_a_step_of_files(nombre: int, attendu: EtatEtape) -> None:
    assert etat("justificatif", {"aides": "oui"}, {"preuve": nombre}) is attendu


def test_what_is_missing_comes_in_the_order_of_the_form() -> None:
    reponses: dict[str, object] = {"aides": "oui", "siret": "123", "montant": "12"}
    trouves = examiner(FORMULAIRE, reponses, {"preuve": 1}).tous_les_manques
    assert [(m.etape, m.champ, m.a_corriger) for m in trouves] == [
        ("qui", "nom", False),
        ("qui", "siret", True),
        ("justificatif", "preuve", False),
    ]
    assert trouves[0].phrase == "Répondez à cette question."
    assert "14 chiffres" in trouves[1].phrase
    assert trouves[2].phrase == "Joignez au moins 2\u00a0fichiers."


def test_optional_steps_left_alone_do_not_prevent_submitting() -> None:
    reponses: dict[str, object] = {"nom": "Jean", "siret": SIRET, "aides": "non"}
    assert etat("autres", reponses) is EtatEtape.A_FAIRE
    assert examiner(FORMULAIRE, reponses).pret
    assert not examiner(FORMULAIRE, {}).pret


def test_a_field_is_not_scolded_for_what_is_not_typed_yet() -> None:
    nom, siret = (FORMULAIRE.question(nom) for nom in ("nom", "siret"))
    assert nom
    assert siret
    assert verifier(nom, "") is None
    assert verifier(nom, "", exiger=True) == "Répondez à cette question."
    assert verifier(siret, SIRET, exiger=True) is None
    assert "14 chiffres" in (verifier(siret, "1") or "")
    assert verifier(siret, {"junk": [1]}) is not None


@pytest.mark.parametrize(
    ("limites", "nombre", "phrase"),
    [
        ({}, 0, "Joignez au moins un fichier."),
        ({}, 1, None),
        ({"requis": False}, 0, None),
        ({"requis": False, "nombre_min": 2}, 0, None),
        ({"requis": False, "nombre_min": 2}, 1, "Joignez au moins 2 fichiers."),
        ({"nombre_max": 1}, 2, "Gardez au plus 1 fichier : vous en avez joint 2."),
    ],
)
def test_number_of_files(limites: dict[str, Any], nombre: int, phrase: str | None) -> None:
    question = {"id": "p", "type": "pieces", "libelle": "P"} | limites
    etape = {"id": "e", "titre": "E", "champs": [question]}
    form = Formulaire.model_validate({"titre": "F", "etapes": [etape]})
    obtenu = examiner(form, {}, {"p": nombre}).erreur(form.etapes[0].champs[0], exiger=True)
    assert (obtenu and obtenu.replace("\u00a0", " ")) == phrase
