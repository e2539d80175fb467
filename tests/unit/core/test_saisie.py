"""Typed text made ordinary."""

from hypothesis import given
from hypothesis import strategies as st

from portail.core import saisie

ANY_TEXT = st.text(alphabet=st.characters())  # lone surrogates included


def test_invisible_and_control_characters_go_spaces_become_plain() -> None:
    assert saisie.nettoyer("\ufeff a\u00a0b\u202fc\u200b\x00\x07\r\nd ") == "a b c\nd"


def test_composed_form() -> None:
    assert saisie.nettoyer("e\u0301") == "é"


def test_marks_piled_on_a_letter_are_few() -> None:
    """Ten thousand of them would hold the processor for a quarter of a second."""
    assert len(saisie.nettoyer("a" + "\u0327\u0301" * 10_000)) <= 31
    assert saisie.nettoyer("q" + "\u0301" * 30 + "b") == "q" + "\u0301" * 30 + "b"
    assert saisie.sans_accents("E" + "\u0327\u0301" * 10_000) == "e"


def test_one_line() -> None:
    assert saisie.une_ligne(" a \n\n b\u2028c\t d") == "a b c d"


def test_accents_are_dropped_to_compare() -> None:
    assert saisie.sans_accents("ÉTÉ à Niort") == "ete a niort"


@given(ANY_TEXT)
def test_what_is_kept_can_be_stored(texte: str) -> None:
    for propre in (saisie.sans_impossible(texte), saisie.nettoyer(texte)):
        assert "\x00" not in propre
        assert propre.encode("utf-8").decode("utf-8") == propre


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(texte: str) -> None:
    assert saisie.nettoyer(saisie.nettoyer(texte)) == saisie.nettoyer(texte)
    assert saisie.une_ligne(saisie.une_ligne(texte)) == saisie.une_ligne(texte)
