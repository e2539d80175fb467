"""Answers about oneself: what is typed is understood or left out, whatever a browser sends."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.questions import EFFECTIFS, Reponses, formes_de, situations_de, tranche
from portail.demandeurs.rules import TypeDemandeur


@pytest.mark.parametrize(
    ("champ", "valeur", "lue"),
    [
        ("type", "association", "association"),
        ("type", "martien", ""),
        ("commune", "24037", "24037"),
        ("commune", "99999", ""),
        ("age", " 21 ans ", "21"),
        ("age", "021", "21"),
        ("age", "200", ""),
        ("age", "vingt", ""),
        ("age", "-3", ""),
        ("forme", "9220", "9220"),
        ("forme", "4999", ""),
        ("naf", "10.71C", "10.71C"),
        ("naf", "C", "C"),
        ("naf", "??", ""),
        ("effectif", "10-19", "10-19"),
        ("effectif", "10-20", ""),
        ("creation", "2020", "2020"),
        ("creation", "20", ""),
        ("texte", "  vélo  cargo ", "vélo cargo"),
        ("situations", ["etudiant", "martien", 3], ("etudiant",)),
        ("themes", "sport", ()),
    ],
)
def test_an_answer_is_understood_or_is_none(champ: str, valeur: Any, lue: Any) -> None:
    assert getattr(Reponses().avec(champ, valeur), champ) == lue


def test_another_kind_of_applicant_forgets_what_only_the_former_could_be() -> None:
    reponses = Reponses(type="association", forme="9220", situations=("laboratoire",), commune="24037")
    assert reponses.avec("type", "association") == reponses
    assert reponses.avec("type", "entreprise") == Reponses(type="entreprise", commune="24037")


def test_the_profile_says_what_the_answers_do() -> None:
    profil = Reponses(
        type="entreprise", commune="24037", effectif="10-19", creation="2020", naf="C", forme="54"
    ).profil()
    assert profil.type is TypeDemandeur.ENTREPRISE
    assert profil.lieu is not None
    assert {"COM-24037", "DEP-24", "REG-75"} <= profil.lieu.codes
    assert (profil.effectif, profil.creation) == ((10, 19), (date(2020, 1, 1), date(2020, 12, 31)))
    assert Reponses(effectif="5000-").profil().effectif == (5000, None)
    assert Reponses().profil().type is None


def test_what_the_browser_keeps_comes_back_the_same() -> None:
    reponses = Reponses(type="personne_physique", situations=("etudiant",), age="21", texte="vélo")
    assert Reponses.lire(reponses.ecrire()) == reponses
    assert Reponses().ecrire() == ""


def test_choices_follow_the_kind_of_applicant() -> None:
    assert "etudiant" in situations_de(TypeDemandeur.PERSONNE_PHYSIQUE)
    assert "particulier" not in situations_de(TypeDemandeur.PERSONNE_PHYSIQUE)
    assert situations_de(None) == formes_de(None) == {}
    for genre in TypeDemandeur:
        assert all(formes_de(genre).values())
    assert formes_de(TypeDemandeur.AUTRE, "5499")["5499"].startswith("Société")


def test_ranges_of_staff_of_the_register_are_ours() -> None:
    assert tranche("11") == "10-19"
    assert tranche("NN") == tranche("") == ""
    assert {tranche(f"{n:02}") for n in range(60)} - {""} <= set(EFFECTIFS)


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda enfants: st.lists(enfants, max_size=3) | st.dictionaries(st.text(), enfants, max_size=3),
)


@given(
    st.sampled_from([*Reponses.__dataclass_fields__, "autre", "__class__", ""]) | json_quelconque,
    json_quelconque,
)
def test_any_answer_to_any_question_leaves_answers(champ: Any, valeur: Any) -> None:
    Reponses().avec(champ, valeur).profil()


@given(st.text() | json_quelconque.map(json.dumps) | json_quelconque)
def test_whatever_a_browser_kept_leaves_answers(garde: Any) -> None:
    Reponses.lire(garde).profil()
