"""The README's page on the language: what an agent copies from it works."""

import re
from pathlib import Path

import pytest

from portail.formulaires.conditions import champs_visibles
from portail.formulaires.echanges.controle import controler
from portail.formulaires.expressions import Expression, Genre, Programme, genres
from portail.formulaires.expressions.fonctions import FONCTIONS
from portail.formulaires.programmes import DEHORS
from portail.formulaires.types import TYPES
from portail.formulaires.types.base import Question
from portail.formulaires.validation import examiner

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
LANGUE = README.partition("## The language of forms")[2].partition("\n## ")[0]
PORTEE = {
    **DEHORS,
    "cofinance": genres.BOOLEEN,
    "nature": genres.choix("association", "commune"),
    "objectifs": genres.liste("sobriete"),
    "cout": genres.MONTANT,
    "aide_demandee": genres.MONTANT,
    "salaries": genres.NOMBRE,
    "debut": genres.DATE,
    "fin": genres.DATE,
    "siret": genres.TEXTE,
    "resume": genres.TEXTE,
    "devis": genres.FICHIERS,
}


def _entre(marque: str, ou: str = LANGUE) -> str:
    return ou.partition(f"<!-- {marque} -->\n")[2].partition(f"<!-- /{marque} -->")[0]


EXEMPLES = [
    exemple
    for ligne in _entre("formules").splitlines()[2:]
    for exemple in re.findall("`([^`]+)`", ligne.split(" | ")[0])
]


def test_the_examples_are_found() -> None:
    assert len(EXEMPLES) > 20


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_each_example_is_a_condition(exemple: str) -> None:
    Programme(Expression.lire(exemple), PORTEE, Genre.BOOLEEN)


def test_every_type_is_told_with_its_own_limits() -> None:
    dits = {}
    for ligne in _entre("types").splitlines()[2:]:
        genre, _, limites, *_ = ligne.removeprefix("| ").split(" |")
        dits[genre.strip("`")] = limites
    assert set(dits) == set(TYPES)
    communes = set(Question.model_fields)
    for genre, classe in TYPES.items():
        renvoi = next((autre for autre in TYPES if f"as `{autre}`" in dits[genre]), genre)
        siennes = set(classe.model_fields) - communes
        assert siennes <= set(re.findall("`([a-z_]+)`", dits[renvoi])), genre


def test_every_function_is_told() -> None:
    assert {nom for nom in FONCTIONS if f"{nom}(" in LANGUE} == set(FONCTIONS)


def test_the_form_can_be_published_and_does_what_is_told() -> None:
    ecrit = re.sub("^```.*$", "", _entre("formulaire", README), flags=re.M)
    formulaire, fautes, remarques = controler(ecrit.encode())
    assert formulaire is not None, fautes
    assert remarques == ()
    assert "accords" not in champs_visibles(formulaire, {"cofinance": "oui", "cout": "23 000"})
    reponses = {"cofinance": "oui", "cout": "24 000", "aide_demandee": "13 000", "nature": "association"}
    examen = examiner(formulaire, reponses)
    manques = {manque.champ: manque.phrase for manque in examen.tous_les_manques}
    assert manques.keys() == {"aide_demandee", "debut", "fin", "accords"}
    assert manques["aide_demandee"] == "L’aide ne dépasse pas la moitié du coût."
