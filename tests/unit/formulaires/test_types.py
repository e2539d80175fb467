"""Each type of field: what it reads, shows, keeps and refuses."""

import json
import math
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core import clock
from portail.core.adresse import PARTIES
from portail.formulaires.types import TYPES, afficher, est_vide, lire, normaliser_brut
from portail.formulaires.types.base import Element
from tests import tous_les_types as tous
from tests.unit.formulaires.elements import element

ADRESSE = {"voie": " 12 rue  du Port ", "code_postal": "86 000", "commune": "Poitiers"}


def champ(genre: str, **limites: Any) -> Element:
    return element(tous.un_champ(genre, **limites))


# The rows of a block come and go by themselves: see `test_ensembles`.
REPONSES = [genre for genre in TYPES if champ(genre).repond and genre != "bloc"]


def test_today_is_neither_refused_as_past_nor_as_future() -> None:
    with clock.fixed(datetime(2026, 4, 10, 22, 30, tzinfo=UTC)):  # the 11th in Paris
        for periode in ("passe", "futur"):
            assert lire(champ("date", periode=periode), "11/4/2026") == "2026-04-11"


def test_an_address_abroad_needs_no_french_postal_code() -> None:
    etranger = ADRESSE | {"code_postal": "B-1000", "commune": "Bruxelles", "pays": "Belgique"}
    assert afficher(champ("adresse"), etranger) == "12 rue du Port\nB-1000 Bruxelles\nBELGIQUE"
    with pytest.raises(ValueError, match="chiffres"):
        lire(champ("adresse"), etranger | {"pays": "FRANCE"})


def test_a_negative_amount_is_read_where_the_field_allows_it() -> None:
    assert lire(champ("montant", minimum=-100), "-12,5") == "-12.50"


def test_what_cannot_be_read_is_shown_as_typed() -> None:
    assert afficher(champ("siret"), " 123 ") == "123"
    assert afficher(champ("choix_multiples"), ["a", "z"]) == "a\nz"
    assert afficher(champ("adresse"), {"voie": "12 rue du Port", "commune": " "}) == "12 rue du Port"
    assert afficher(champ("texte"), ["junk"]) == ""


@pytest.mark.parametrize("genre", REPONSES)
def test_empty_is_empty_for_every_type(genre: str) -> None:
    x = champ(genre)
    for rien in (None, normaliser_brut(x, None)):
        assert est_vide(x, rien)
        assert afficher(x, rien) == ""
        with pytest.raises(ValueError, match=x.manque):
            lire(x, rien)


def test_empty_takes_several_shapes() -> None:
    assert est_vide(champ("texte"), " \u00a0\n\u200b")
    assert est_vide(champ("choix_multiples"), [])
    assert est_vide(champ("certification"), False)
    assert est_vide(champ("adresse"), {"voie": " ", "pays": "France"})
    assert not est_vide(champ("oui_non"), False)
    assert not est_vide(champ("entier"), 0)


@pytest.mark.parametrize("genre", ["pieces", "titre", "explication"])
def test_a_field_without_answer_takes_none(genre: str) -> None:
    for fonction in (lire, normaliser_brut):
        with pytest.raises(ValueError, match="ne reçoit pas de réponse"):
            fonction(champ(genre), "a")


@pytest.mark.parametrize(
    ("genre", "valeur", "garde"),
    [
        ("texte", "a\x00b\ud800", "ab"),
        ("texte", "x" * 20_000, "x" * 20_000),
        ("siret", "pas un siret", "pas un siret"),
        ("choix", "hors-liste", {"choix": "hors-liste", "autre": ""}),
        ("reference", "nulle part", "nulle part"),
        ("choix_multiples", ["z"], ["z"]),
        ("certification", False, "non"),
        ("entier", 3.0, "3.0"),
        (
            "adresse",
            {"voie": "a\x00"},
            dict.fromkeys(PARTIES, "") | {"voie": "a"},
        ),
    ],
)
def test_keeps_what_is_typed_even_wrong(genre: str, valeur: object, garde: object) -> None:
    assert normaliser_brut(champ(genre), valeur) == garde


@pytest.mark.parametrize(
    ("genre", "valeur"),
    [
        ("texte", "x" * 20_001),
        ("texte", 3),
        ("texte", True),
        ("texte", ["a"]),
        ("entier", True),
        ("entier", math.nan),
        ("entier", math.inf),
        pytest.param("entier", 10**5000, id="enormous"),
        ("montant", "1" * 501),
        ("oui_non", 1),
        ("choix", "x" * 65),
        ("choix", ["a"]),
        ("choix_multiples", "a"),
        ("choix_multiples", ["a"] * 101),
        ("choix_multiples", [1]),
        ("choix_multiples", [["a"]]),
        ("adresse", "12 rue du Port"),
        ("adresse", {"voie": 12}),
        ("adresse", {"inconnu": "a"}),
        ("adresse", {"voie": "x" * 501}),
        ("commune", ["86194"]),
        ("plage_dates", "3/4/2026"),
        ("plage_dates", {"milieu": ""}),
        ("date_heure", {"jour": 3}),
    ],
)
def test_refuses_what_can_never_be_an_answer(genre: str, valeur: object) -> None:
    with pytest.raises(ValueError, match=r"forme attendue|trop long"):
        normaliser_brut(champ(genre), valeur)


CLES = [*ADRESSE, "code", "nom", "pays", "debut", "fin", "jour", "heure", "choix", "autre", "niveau_1", "z"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(), max_size=30),
    lambda plus: st.lists(plus, max_size=4) | st.dictionaries(st.sampled_from(CLES), plus, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("genre", REPONSES)
@given(valeur=JSON)
def test_junk_of_every_kind_is_read_or_refused_never_a_crash(genre: str, valeur: object) -> None:
    x = champ(genre)
    assert isinstance(afficher(x, valeur), str)
    assert est_vide(x, valeur) in (True, False)
    with suppress(ValueError):
        garde = normaliser_brut(x, valeur)
        assert normaliser_brut(x, garde) == garde
        assert "\\u0000" not in json.dumps(garde)
    with suppress(ValueError):
        canonique = lire(x, valeur)
        assert lire(x, canonique) == canonique


def test_every_type_has_its_right_answer() -> None:
    assert set(tous.REPONSES) == set(REPONSES)


@pytest.mark.parametrize("genre", REPONSES)
def test_what_is_typed_is_read_then_typed_again_as_it_was_read(genre: str) -> None:
    x = champ(genre)
    canonique = lire(x, tous.REPONSES[genre])
    assert lire(x, x.comme_saisi(canonique)) == canonique
    assert not x.fautes(x.brut(tous.REPONSES[genre]))
