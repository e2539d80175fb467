"""Titles that read well and are told apart, summaries cut well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.echanges.titres import (
    RESUME_MAX,
    Homonyme,
    avec_marque,
    couper,
    distinguer,
    resume,
    titre_lisible,
)


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("APPEL À PROJETS : ACTEURS DE LA TRANSITION", "Appel à projets : acteurs de la transition"),
        ("APPEL A PROJETS ADEME ET BIOÉNERGIE (BIOENV)", "Appel à projets ADEME et bioénergie (BIOENV)"),
        ("AIDES DE LA NOUVELLE-AQUITAINE EN 2026", "Aides de la Nouvelle-Aquitaine en 2026"),
        ("AAP FISAC", "AAP FISAC"),
        ("Un titre qui finit par un point.", "Un titre qui finit par un point"),
        ("Et caetera, etc...", "Et caetera, etc..."),
        ("Aide  aux <b>clubs</b> &amp; ligues", "Aide aux clubs & ligues"),
        ("Déjà lisible « ainsi »", "Déjà lisible « ainsi »"),
    ],
)
def test_titles_read_well_and_stay_so(ecrit: str, lu: str) -> None:
    assert titre_lisible(ecrit) == lu
    assert titre_lisible(lu) == lu


@pytest.mark.parametrize(
    ("description", "lu"),
    [
        (
            "Cette aide finance la rénovation énergétique des salles de spectacle. Le reste suit.",
            "Cette aide finance la rénovation énergétique des salles de spectacle.",
        ),
        ("Un titre", "Une aide proposée par la Région."),
        (
            "Un titre. Puis une phrase qui dit quelque chose de neuf.",
            "Puis une phrase qui dit quelque chose de neuf.",
        ),
        ("Pour l’art. 3 du code, etc. Une suite.", "Pour l’art. 3 du code, etc. Une suite."),
        ("Elle vise à :\n\n- réparer ;\n- construire.", "Elle vise à : réparer ; construire."),
        ("« Coup de pouce : un programme", "Coup de pouce : un programme"),
    ],
)
def test_the_summary_is_the_first_sentence_that_says_something(description: str, lu: str) -> None:
    assert resume("", "Un titre", description, "la Région") == lu


def test_the_promise_comes_first_and_nothing_is_made_up() -> None:
    assert resume("Rénovez votre salle", "T", "Autre chose.", "R") == "Rénovez votre salle"
    assert resume("", "T", "", "") == ""


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_summary_is_never_too_long(promesse: str, description: str) -> None:
    assert len(resume(promesse, "T", description, "R")) <= RESUME_MAX


def test_a_text_is_cut_between_two_words_that_may_be_parted() -> None:
    assert couper("Une aide pour la rénovation de la toiture", 32) == "Une aide pour la rénovation…"
    assert couper("Une aide", 32) == "Une aide"
    assert couper("x" * 50, 10) == "xxxxxxxxx…"


def test_same_titles_are_told_apart_by_what_differs() -> None:
    titres = {
        "1": ("aides", Homonyme("Air", "ADEME", "jusqu’au 3 mai")),
        "2": ("aides", Homonyme("Eau", "ADEME", "jusqu’au 3 mai")),
        "3": ("fonds", Homonyme("", "ADEME", "")),
        "4": ("fonds", Homonyme("", "Région", "")),
        "5": ("prix", Homonyme("Air", "ADEME", "")),
        "6": ("prix", Homonyme("Air", "ADEME", "")),
        "11": ("aide eau", Homonyme("Eau", "ADEME")),
        "12": ("aide eau", Homonyme("Air", "Région")),
        "7": ("seule", Homonyme("Air")),
        "8": ("mêlées", Homonyme("Air", "ADEME")),
        "9": ("mêlées", Homonyme("Air", "Région")),
        "10": ("mêlées", Homonyme("Eau", "Région")),
    }
    assert distinguer(titres) == {
        **{"1": "Air", "2": "Eau", "3": "ADEME", "4": "Région", "5": "5", "6": "6"},
        **{"8": "Air, ADEME", "9": "Air, Région", "10": "Eau, Région"},
        **{"11": "ADEME", "12": "Région"},
    }


def test_a_mark_stands_in_brackets_unless_the_title_has_some() -> None:
    assert avec_marque("Aides", "Eau") == "Aides (Eau)"
    assert avec_marque("Aides (ADEME)", "Eau") == "Aides (ADEME) – Eau"
    assert avec_marque("Aides", "") == "Aides"
