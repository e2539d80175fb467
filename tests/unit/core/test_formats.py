"""How values are written on screen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portail.core import formats


def test_euros() -> None:
    assert formats.euros(Decimal("1234.5")) == "1\u202f234,50\u00a0€"
    assert formats.euros(Decimal(0)) == "0,00\u00a0€"


def test_nombre() -> None:
    assert formats.nombre(1234567) == "1\u202f234\u202f567"
    assert formats.nombre(Decimal("0.1250")) == "0,125"


def test_dates() -> None:
    assert formats.date_longue(date(2026, 4, 3)) == "3\u00a0avril 2026"
    assert formats.date_longue(date(2026, 8, 1)) == "1er\u00a0août 2026"
    assert formats.date_courte(date(2026, 4, 3)) == "03/04/2026"


def test_hours_are_those_of_paris_in_summer_and_in_winter() -> None:
    assert formats.heure(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "14\u00a0h\u00a005"
    assert formats.heure(datetime(2026, 1, 1, 8, 5, tzinfo=UTC)) == "9\u00a0h\u00a005"


def test_the_day_is_that_of_paris_too() -> None:
    instant = datetime(2026, 4, 2, 22, 30, tzinfo=UTC)
    assert formats.date_heure(instant) == "le 3\u00a0avril 2026 à 0\u00a0h\u00a030"


def test_a_naive_instant_is_a_defect() -> None:
    with pytest.raises(ValueError, match="aware"):
        formats.heure(datetime(2026, 4, 2, 22, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (0, "0 octet"),
        (820, "820 octets"),
        (1000, "1 ko"),
        (2_400_000, "2,4 Mo"),
        (25_000_000, "25 Mo"),
        (25_400_000, "25 Mo"),
        (999_999, "1 Mo"),
        (20_000_000, "20 Mo"),
        (3_000_000_000, "3 Go"),
    ],
)
def test_taille(octets: int, attendu: str) -> None:
    assert formats.taille(octets) == attendu.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("n", "attendu"), [(0, "0 dossier"), (1, "1 dossier"), (2, "2 dossiers"), (1200, "1\u202f200 dossiers")]
)
def test_pluriel(n: int, attendu: str) -> None:
    assert formats.pluriel(n, "dossier") == attendu.replace(" ", "\u00a0")


def test_pluriel_irregular() -> None:
    assert formats.pluriel(2, "travail", "travaux") == "2\u00a0travaux"


@pytest.mark.parametrize(
    ("fin", "attendu"),
    [(13, "encore 3 jours"), (11, "encore 1 jour"), (10, "dernier jour"), (9, "terminé")],
)
def test_jours_restants(fin: int, attendu: str) -> None:
    assert formats.jours_restants(date(2026, 4, fin), date(2026, 4, 10)).replace("\u00a0", " ") == attendu
