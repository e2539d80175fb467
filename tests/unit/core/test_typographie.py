"""French texts as a printer sets them, whoever typed them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.typographie import francais


@pytest.mark.parametrize(
    ("tape", "compose"),
    [
        ("Quelles aides ?", "Quelles aides\u00a0?"),
        ("un contrat d'objectifs : trois ans", "un contrat d’objectifs\u00a0: trois ans"),
        ("« Centrales entre 100 kWc et 8 MWc »", "«\u00a0Centrales entre 100\u00a0kWc et 8\u00a0MWc\u00a0»"),
        ('(usages dits "classiques").', "(usages dits «\u00a0classiques\u00a0»)."),
        ("(collectivités, aménageurs, ...)", "(collectivités, aménageurs, …)"),
        ("20 000 € au plus, 50 %", "20\u202f000\u00a0€ au plus, 50\u00a0%"),
        ("de 1 200 000 à 10 000 kms(2)", "de 1\u202f200\u202f000 à 10\u202f000 kms(2)"),
        ("La Banque ( Direction )", "La Banque (Direction)"),
        ("délibération n° 12", "délibération n°\u00a012"),
        ("Forêt - Bois", "Forêt – Bois"),
        ("L'appel 'vert'", "L’appel 'vert'"),
    ],
)
def test_spaces_quotes_and_apostrophes_are_set(tape: str, compose: str) -> None:
    assert francais(tape) == compose


@pytest.mark.parametrize(
    "texte",
    [
        *("", "8h30", "12:30", "05 49 38 49 38", "2014-2020", "https://exemple.fr/l'eau ?", "33 000 0"),
        *('5" de large', "Saint-Jean", "a:b", "3,6 millions"),
    ],
)
def test_what_is_right_or_is_no_sentence_stays(texte: str) -> None:
    assert francais(texte) == texte


@given(st.text(alphabet="ab d'\"«» :;?!%€().-…n°012 \u00a0\u202f", max_size=40))
def test_setting_twice_changes_nothing(texte: str) -> None:
    assert francais(francais(texte)) == francais(texte)
