"""Dates as people write them, and birth dates."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.formats import date_courte, date_longue
from portail.core.identifiers import lire_date, moins_de_16_ans, verifier_date_naissance

JOUR = date(2026, 6, 15)


@pytest.mark.parametrize(
    "texte",
    [
        "3/4/1990",
        "03/04/1990",
        "03 04 1990",
        "3-4-1990",
        "3.4.1990",
        "3 / 4 / 1990",
        "03041990",
        "1990-04-03",
        "1990/4/3",
        "3 avril 1990",
        "3 AVRIL 1990",
        "03 avr. 1990",
        "mardi 3 avril 1990",
        "3\u00a0avril\u202f1990",
    ],
)
def test_one_day_written_many_ways(texte: str) -> None:
    assert lire_date(texte) == date(1990, 4, 3)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("1er août 2020", date(2020, 8, 1)),
        ("29 fevrier 2024", date(2024, 2, 29)),
        ("15 Décembre 1999", date(1999, 12, 15)),
        ("2 sept. 2001", date(2001, 9, 2)),
    ],
)
def test_months_in_words(texte: str, attendu: date) -> None:
    assert lire_date(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez une date"),
        ("hier", "n’est pas comprise"),
        ("030490", "n’est pas comprise"),
        ("3/4/90", "quatre chiffres"),
        ("3 avril 90", "quatre chiffres"),
        ("20011201", "n’est pas comprise"),
        ("27/13/1990", "Le mois va de 1 à 12"),
        ("31/4/1990", "Le 31 avril 1990 n’existe pas\u00a0: ce mois compte 30 jours"),
        ("29/2/2023", "ce mois compte 28 jours"),
        ("0/2/2023", "n’existe pas"),
        ("3/4/1066", "trop éloignée"),
        ("3 brumaire 1990", "n’est pas comprise"),
        ("٣/٤/١٩٩٠", "n’est pas comprise"),
    ],
)
def test_refused_with_what_to_do(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_date(texte)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_date_shown_is_read_back(jour: date) -> None:
    for ecrit in (date_courte(jour), date_longue(jour), jour.isoformat(), f"{jour:%d%m%Y}"):
        assert lire_date(ecrit) == jour


@given(st.text(max_size=30))
def test_never_raises_anything_but_value_error(texte: str) -> None:
    with suppress(ValueError):
        assert isinstance(lire_date(texte), date)


def test_birth_date_must_be_past() -> None:
    assert verifier_date_naissance("14/6/2026", JOUR) == date(2026, 6, 14)
    for texte in ("15/6/2026", "16/6/2026"):
        with pytest.raises(ValueError, match="doit être passée"):
            verifier_date_naissance(texte, JOUR)


def test_birth_date_goes_back_120_years_at_most() -> None:
    assert verifier_date_naissance("16/6/1905", JOUR)
    with pytest.raises(ValueError, match="plus de 120 ans"):
        verifier_date_naissance("15/6/1905", JOUR)


@pytest.mark.parametrize(
    ("naissance", "attendu"),
    [(date(2010, 6, 15), False), (date(2010, 6, 16), True), (date(2008, 2, 29), False)],
)
def test_under_sixteen(naissance: date, attendu: bool) -> None:
    assert moins_de_16_ans(naissance, JOUR) is attendu
