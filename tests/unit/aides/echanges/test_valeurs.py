"""Cells as spreadsheets mangle them."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.aides.echanges import valeurs
from portail.aides.echanges.valeurs import Illisible


@pytest.mark.parametrize(
    "ecrit",
    [
        "2025-02-01",
        "2025-02-01T00:00:00Z",
        "2025-02-01T00:00:00+02:00",
        "2025-02-01T15:00:00Z",
        "2025-01-31T23:30:00Z",
        "2025-02-01 15:00",
        "01/02/2025",
        "1/2/2025",
        "01/02/25",
        "01-02-2025",
        "01.02.2025",
        "01/02/2025 10:30",
        "2025/02/01",
        "20250201",
        "45689",
        "45689.5",
        " 2025-02-01\u00a0",
    ],
)
def test_a_date_is_that_day_in_paris(ecrit: str) -> None:
    assert valeurs.jour(ecrit) == date(2025, 2, 1)


@pytest.mark.parametrize("vide", [None, "", "  ", "\u00a0"])
def test_no_date_is_none(vide: Any) -> None:
    assert valeurs.jour(vide) is None
    assert valeurs.entier(vide) is None
    assert valeurs.liste(vide) == []
    assert valeurs.objets(vide) == []


@pytest.mark.parametrize(
    "ecrit", ["31/02/2025", "bientôt", "13/13/2025", "2025", "99999999", "2025-13-01", "0001-01-01"]
)
def test_what_is_no_date_is_told_with_what_to_write(ecrit: str) -> None:
    with pytest.raises(Illisible, match="31/03/2026"):
        valeurs.jour(ecrit)


@pytest.mark.parametrize(
    ("ecrit", "lu"), [("250", 250), ("250.0", 250), ("250,00", 250), ("1 500", 1500), (12, 12)]
)
def test_whole_numbers(ecrit: Any, lu: int) -> None:
    assert valeurs.entier(ecrit) == lu


@pytest.mark.parametrize("ecrit", ["-1", "2.5", "dix", "1e9", "9" * 30])
def test_what_is_no_whole_number_is_told(ecrit: str) -> None:
    with pytest.raises(Illisible):
        valeurs.entier(ecrit)


def test_lists_are_read_with_pipes_lines_or_json() -> None:
    assert valeurs.liste(" a | b||a\nc ") == ["a", "b", "c"]
    assert valeurs.liste('["a", "b"]') == ["a", "b"]
    assert valeurs.liste(["a", None, "b"]) == ["a", "b"]


@pytest.mark.parametrize(
    "ecrit",
    [
        '[{"nom": "ADEME", "siren": "385290309", "roles": ["instructeur"]}]',
        "[{ nom: 'ADEME', siren: '385290309', roles: [ 'instructeur' ]}]",
        "{nom: ’ADEME’, siren: ’385290309’, roles: [’instructeur’]}",
        "[{“nom”: “ADEME”, “siren”: “385290309”, “roles”: [“instructeur”]}]",
        [{"nom": "ADEME", "siren": "385290309", "roles": ["instructeur"]}],
    ],
)
def test_objects_are_read_in_json_and_as_the_example_of_the_schema(ecrit: Any) -> None:
    assert valeurs.objets(ecrit) == [{"nom": "ADEME", "siren": "385290309", "roles": ["instructeur"]}]


def test_json_words_are_read_in_the_loose_form() -> None:
    assert valeurs.objets("[{ nom: 'État', siren: null, actif: true }]") == [
        {"nom": "État", "siren": None, "actif": True}
    ]


@given(st.text(max_size=200))
def test_reading_never_breaks(texte: str) -> None:
    for lire in (valeurs.jour, valeurs.entier, valeurs.objets, valeurs.codes_territoires, valeurs.liste):
        with suppress(Illisible):
            lire(texte)


def test_territories_are_codes_corsica_included() -> None:
    codes = "REG-75|DEP-24|dep-2a|COM-2A004|COM-24037|EPCI-200040400|PAYS-99100|DEP-974"
    assert valeurs.codes_territoires(codes) == codes.upper().split("|")


@pytest.mark.parametrize("code", ["Dordogne", "DEP-2C", "COM-2404", "REG-7", "75", "DEP-", "EPCI-12"])
def test_what_is_no_territory_is_told(code: str) -> None:
    with pytest.raises(Illisible, match="REG-75"):
        valeurs.codes_territoires(code)
