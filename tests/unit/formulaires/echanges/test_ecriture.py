"""A form is written as an agent would, and is the same once read again."""

import json
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from portail.formulaires.echanges.controle import lire_formulaire
from portail.formulaires.echanges.ecriture import ecrire_yaml
from portail.formulaires.schema import Formulaire
from tests.formulaires_au_hasard import formulaires

ECRIT = """\
titre: 'Aide : la suite'
introduction: |-
  # Avant de commencer

  Préparez **tout**.
etapes:
  - id: projet
    titre: Votre projet
    champs:
      - id: nature
        type: choix
        libelle: Qui demande ?
        options:
          - {valeur: oui, libelle: 'Une commune, ou deux'}
          - {valeur: '2024', libelle: Autre}

      - id: cout
        type: montant
        libelle: Coût
        requis: nature = "oui"
        minimum: 1000.50
        maximum: 20000

      - id: devis
        type: pieces
        libelle: Devis
        aide: >-
          Un devis par dépense de plus de mille euros, daté de moins de trois mois, au nom de la commune.
        requis: false
        familles: [pdf, image]

      - id: debut
        type: date
        libelle: Début
        au_plus_tot: 2026-03-01
"""


def test_it_is_written_to_be_read() -> None:
    formulaire = lire_formulaire(ECRIT.encode())
    assert ecrire_yaml(formulaire) == ECRIT
    cout, debut = formulaire.champ("cout"), formulaire.champ("debut")
    assert (cout.minimum, debut.au_plus_tot) == (Decimal("1000.50"), date(2026, 3, 1))  # type: ignore[union-attr]


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=50)
@given(formulaire=formulaires())
def test_any_form_is_the_same_once_read(formulaire: Formulaire) -> None:
    ecrit = ecrire_yaml(formulaire)
    relu = lire_formulaire(ecrit.encode())
    assert relu == formulaire
    assert ecrire_yaml(relu) == ecrit


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=20)
@given(formulaire=formulaires())
def test_any_form_is_the_same_for_other_readers_of_yaml(formulaire: Formulaire) -> None:
    assert Formulaire.model_validate(yaml.safe_load(ecrire_yaml(formulaire))) == formulaire


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], max_examples=20)
@given(formulaire=formulaires())
def test_the_json_of_the_database_is_read_too(formulaire: Formulaire) -> None:
    contenu = json.dumps(formulaire.model_dump(mode="json", exclude_unset=True))
    assert lire_formulaire(contenu.encode()) == formulaire


def test_json_writes_signs_in_two_halves() -> None:
    formulaire = lire_formulaire(ECRIT.encode()).model_copy(update={"titre": "Aide \U0001f33f"})
    contenu = json.dumps(formulaire.model_dump(mode="json"))
    assert "\\ud83c\\udf3f" in contenu
    assert lire_formulaire(contenu.encode()) == formulaire


@pytest.mark.parametrize(
    "texte", ["oui", "01", "12:30", "2026-03-01", "1000.50", "null", "~", "true", "- a", "# b", "a: b"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(texte: str) -> None:
    formulaire = lire_formulaire(ECRIT.encode()).model_copy(update={"titre": texte})
    assert lire_formulaire(ecrire_yaml(formulaire).encode()).titre == texte
    assert yaml.safe_load(ecrire_yaml(formulaire))["titre"] == texte
