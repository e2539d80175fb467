"""SIRET numbers as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from portail.core.identifiers import formater_siret, lire_siret

VALIDE = "73282932000074"


@pytest.mark.parametrize(
    "texte",
    [
        VALIDE,
        "732 829 320 00074",
        " 732-829-320-00074 ",
        "732.829.320.00074",
        "732\u00a0829\u00a0320\u00a000074",
        "732\u202f829\u202f320\u202f00074",
        "\u200b73282932000074\ufeff",
        "732\u2011829\u2013320 00074\n",
        "732 829 320\t00074",
    ],
)
def test_forgives_the_way_it_is_grouped(texte: str) -> None:
    assert lire_siret(texte) == VALIDE


@pytest.mark.parametrize("texte", ["35600000000048", "356 000 000 09075"])
def test_accepts_la_poste(texte: str) -> None:
    assert lire_siret(texte).startswith("356000000")


def test_la_poste_sum_must_be_a_multiple_of_five() -> None:
    with pytest.raises(ValueError, match="comporte une erreur"):
        lire_siret("35600000009076")


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez le numéro SIRET"),
        (" \u00a0", "Saisissez le numéro SIRET"),
        ("7328293200007", "compte 14 chiffres\u00a0; vous en avez saisi 13."),
        ("732829320000744", "vous en avez saisi 15."),
        ("732829320", "C’est sans doute le SIREN"),
        ("73282932000075", "comporte une erreur"),
        ("00000000000000", "n’existe pas"),
        ("000 000 000 00018", "n’existe pas"),
        ("７３２８２９３２００００７４", "les chiffres de 0 à 9"),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "les chiffres de 0 à 9"),
        ("7328293200007²", "les chiffres de 0 à 9"),
        ("7328293200OO74", "les chiffres de 0 à 9"),
    ],
)
def test_refuses_and_says_what_to_do(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_siret(texte)


@given(st.text(alphabet="0123456789", min_size=8, max_size=8), st.integers(min_value=1, max_value=9999))
def test_every_number_with_both_keys_is_read_and_any_changed_figure_is_refused(base: str, rang: int) -> None:
    base = "1" + base[1:]
    siren = base + luhn.calc_check_digit(base)
    if siren == "356000000":
        return
    nic = f"{rang:04}"
    siret = siren + nic + luhn.calc_check_digit(siren + nic)
    assert lire_siret(formater_siret(siret)) == siret
    faux = siret[:-1] + str((int(siret[-1]) + 1) % 10)
    with pytest.raises(ValueError, match="comporte une erreur"):
        lire_siret(faux)


@given(st.text(max_size=40))
def test_never_raises_anything_but_value_error(texte: str) -> None:
    with suppress(ValueError):
        assert lire_siret(texte)


def test_formats_with_non_breaking_spaces() -> None:
    assert formater_siret(VALIDE) == "732\u00a0829\u00a0320\u00a000074"
