"""Numbers and amounts as people write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.formats import euros
from portail.core.nombres import lire_decimal, lire_entier, lire_montant


@pytest.mark.parametrize(
    "texte",
    [
        "1234.50",
        "1234,5",
        "1 234,50",
        "1\u202f234,50\u00a0€",
        "1.234,50 €",
        "1234.5 euros",
        "1'234,50",
        "1 234,50 EUR",
        "+1234,50",
    ],
)
def test_one_amount_written_many_ways(texte: str) -> None:
    assert str(lire_montant(texte)) == "1234.50"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("0", "0.00"),
        ("1.234.567", "1234567.00"),
        ("1 234 567,8", "1234567.80"),
        ("-12", "-12.00"),
        ("\u221212", "-12.00"),
    ],
)
def test_amounts(texte: str, attendu: str) -> None:
    assert str(lire_montant(texte)) == attendu


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez un montant"),
        ("€", "Saisissez un montant"),
        ("douze", "en chiffres"),
        ("1,234.50", "en chiffres"),
        ("12 34", "en chiffres"),
        ("1 2345", "en chiffres"),
        ("1.234 567", "en chiffres"),
        ("1,2,3", "en chiffres"),
        (",5", "en chiffres"),
        ("1e5", "en chiffres"),
        ("NaN", "en chiffres"),
        ("Infinity", "en chiffres"),
        ("１２", "en chiffres"),
        ("1.234", "deux chiffres au plus"),
        ("1,005", "deux chiffres au plus"),
        ("9" * 17, "trop grand"),
        ("9" * 5000, "trop grand"),
    ],
)
def test_amount_refused(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_montant(texte)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_an_amount_shown_is_read_back(montant: Decimal) -> None:
    assert lire_montant(euros(montant)) == montant


@given(st.text(max_size=30) | st.text(alphabet="0123456789 .,-€", max_size=30))
def test_never_raises_anything_but_value_error(texte: str) -> None:
    for lire in (lire_decimal, lire_entier, lire_montant):
        with suppress(ValueError):
            lire(texte)


def test_whole_numbers() -> None:
    assert lire_entier("12 345") == 12345
    assert lire_entier("12,0") == 12
    with pytest.raises(ValueError, match="nombre entier"):
        lire_entier("12,5")


def test_decimals_keep_their_digits() -> None:
    assert lire_decimal("3,125") == Decimal("3.125")
