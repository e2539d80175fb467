"""Words as the search compares them: accents, case, endings, elisions and ligatures are forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.mots import MOTS_MAX, plier, requete, termes


@pytest.mark.parametrize(
    ("ecrit", "plie"),
    [
        ("Forêt", "foret"),
        ("ŒUVRE", "oeuvre"),
        ("l’été", "l ete"),
        ("Straße", "strasse"),
        ("ﬁlière", "filiere"),
    ],
)
def test_folding(ecrit: str, plie: str) -> None:
    assert plier(ecrit) == plie


@pytest.mark.parametrize(
    ("texte", "cherche"),
    [
        ("Rénovation énergétique", "renovation"),
        ("Rénovation énergétique", "rénovée"),
        ("bâtiments rénovées", "renovees"),
        ("Les étudiantes", "étudiant"),
        ("une association sportive", "ASSOCIATIONS"),
        ("l’eau et l'œuvre", "d’eau"),
        ("auto-entrepreneur", "entrepreneurs"),
        ("Covid-19", "covid 19"),
    ],
)
def test_a_text_holds_the_word_somebody_looks_for(texte: str, cherche: str) -> None:
    trouves = termes(texte)
    for mot in requete(cherche):
        assert mot.plie in trouves or trouves & set(mot.racines)


def test_words_that_say_nothing_are_not_asked_for() -> None:
    assert requete("une aide de la Région pour l’") == ()
    assert [mot.plie for mot in requete("Aide pour un vélo d'étudiant")] == ["velo", "etudiant"]
    assert "pour" not in termes("pour la forêt")


def test_a_query_is_bounded_and_says_each_word_once() -> None:
    assert len(requete(" ".join(f"mot{n}" for n in range(50)))) == MOTS_MAX
    assert len(requete("vélo velo VÉLO")) == 1


@given(st.text(max_size=200))
def test_whatever_is_typed_only_plain_words_reach_the_database(texte: str) -> None:
    mots = requete(texte)
    for terme in [*termes(texte), *(m.plie for m in mots), *(r for m in mots for r in m.racines)]:
        assert terme.isascii()
        assert terme.isalnum()
        assert len(terme) <= 40


@given(st.text(alphabet="aàâbcdeéèêfgiîlmnoôœprstuvxyz -’'", max_size=60))
def test_a_text_holds_every_word_of_itself(texte: str) -> None:
    trouves = termes(texte)
    assert all(mot.plie in trouves for mot in requete(texte))
