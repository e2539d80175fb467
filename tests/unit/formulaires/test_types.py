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
from tests.unit.formulaires.elements import element

OPTIONS = [{"valeur": v, "libelle": v.upper()} for v in ("a", "b", "c")]
ADRESSE = {"voie": " 12 rue  du Port ", "code_postal": "86 000", "commune": "Poitiers"}
IBAN = "FR7630006000011234567890189"


def champ(genre: str, **limites: Any) -> Element:
    if genre in ("choix", "choix_multiples"):
        limites.setdefault("options", OPTIONS)
    if genre == "explication":
        limites.setdefault("texte", "Texte")
    return element({"id": "x", "type": genre, "libelle": "Question"} | limites)


REPONSES = [genre for genre in TYPES if champ(genre).repond]


@pytest.mark.parametrize(
    ("genre", "brut", "canonique", "montre"),
    [
        ("texte", "  deux\u00a0 mots\n", "deux mots", "deux mots"),
        ("texte_long", " a\r\nb ", "a\nb", "a\nb"),
        ("entier", "1 234", 1234, "1\u202f234"),
        ("entier", 12, 12, "12"),
        ("decimal", "1 234,5", "1234.5", "1\u202f234,5"),
        ("decimal", 1e-7, "0.0000001", "0,0000001"),
        ("montant", "1.234,50 €", "1234.50", "1\u202f234,50\u00a0€"),
        ("montant", "1234.5", "1234.50", "1\u202f234,50\u00a0€"),
        ("date", "3 avril 2026", "2026-04-03", "3\u00a0avril 2026"),
        ("oui_non", "oui", "oui", "Oui"),
        ("oui_non", False, "non", "Non"),
        ("choix", "b", "b", "B"),
        ("choix_multiples", ["c", "a", "c"], ["a", "c"], "A\nC"),
        ("mail", "A@Exemple.FR", "A@exemple.fr", "A@exemple.fr"),
        ("telephone", "06 12 34 56 78", "+33612345678", "06\u00a012\u00a034\u00a056\u00a078"),
        ("siret", "732 829 320 00074", "73282932000074", "732\u00a0829\u00a0320\u00a000074"),
        ("iban", "fr76 3000 6000 0112 3456 7890 189", IBAN, "FR76\u00a0••••\u00a0••••\u00a00189"),
        ("certification", True, "oui", "Oui"),
        (
            "adresse",
            ADRESSE,
            {
                "voie": "12 rue du Port",
                "complement": "",
                "code_postal": "86000",
                "commune": "Poitiers",
                "code_insee": "",
                "pays": "France",
            },
            "12 rue du Port\n86000 Poitiers",
        ),
        (
            "commune",
            {"code": "86194", "nom": "poitier"},
            {"code": "86194", "nom": "Poitiers", "code_postal": "86000"},
            "Poitiers (86000)",
        ),
    ],
)
def test_reads_and_shows(genre: str, brut: object, canonique: object, montre: str) -> None:
    x = champ(genre)
    assert lire(x, brut) == canonique
    assert lire(x, canonique) == canonique
    assert afficher(x, brut) == afficher(x, canonique) == montre
    json.dumps(canonique)


@pytest.mark.parametrize(
    ("genre", "limites", "brut", "phrase"),
    [
        ("texte", {}, "x" * 251, "compte 251 caractères\u00a0; la limite est 250"),
        ("texte", {"longueur_max": 5}, "six mots", "compte 8 caractères\u00a0; la limite est 5"),
        ("texte_long", {}, "x" * 5001, "la limite est 5\u202f000"),
        ("entier", {}, "3,5", "nombre entier"),
        ("entier", {"minimum": 8}, "7", "au moins 8"),
        ("entier", {"maximum": 26}, "27", "au plus 26"),
        ("montant", {}, "-1", "ne peut pas être négatif"),
        ("montant", {"minimum": 1000}, "999,99", "au moins 1\u202f000,00\u00a0€"),
        ("montant", {}, "1,005", "deux chiffres au plus"),
        ("date", {}, "31/2/2026", "n’existe pas"),
        ("date", {"periode": "passe"}, "11/4/2026", "une date passée"),
        ("date", {"periode": "futur"}, "9/4/2026", "une date à venir"),
        ("date", {"au_plus_tot": "2026-05-01"}, "30/4/2026", "à partir du 1er\u00a0mai 2026"),
        ("date", {"au_plus_tard": "2026-05-01"}, "2/5/2026", "jusqu’au 1er\u00a0mai 2026"),
        ("oui_non", {}, "peut-être", "par oui ou par non"),
        ("choix", {}, "z", "parmi les réponses proposées"),
        ("choix_multiples", {}, ["a", "z"], "parmi les réponses proposées"),
        ("choix_multiples", {"nombre_min": 2}, ["a", "a"], "au moins 2\u00a0réponses"),
        ("choix_multiples", {"nombre_max": 1}, ["a", "b"], "au plus 1\u00a0réponse"),
        ("mail", {}, "jean", "arobase"),
        ("telephone", {}, "06", "10 chiffres"),
        ("siret", {}, "123", "14 chiffres"),
        ("iban", {}, "FR76", "27 caractères"),
        ("adresse", {}, ADRESSE | {"voie": " "}, "numéro et la voie"),
        ("adresse", {}, ADRESSE | {"code_postal": "8600"}, "5 chiffres"),
        ("adresse", {}, ADRESSE | {"commune": ""}, "Saisissez la commune"),
        ("adresse", {}, ADRESSE | {"code_insee": "ville"}, "dans la liste"),
        ("adresse", {}, ADRESSE | {"complement": "x" * 251}, "trop longue"),
        ("commune", {}, {"nom": "Poitiers"}, "dans la liste"),
        ("commune", {}, {"code": "99999", "nom": "Nulle part"}, "dans la liste"),
        ("certification", {}, "peut-être", "Cochez|oui"),
    ],
)
def test_refuses_with_what_to_do(genre: str, limites: dict[str, Any], brut: object, phrase: str) -> None:
    with clock.fixed(datetime(2026, 4, 10, 12, tzinfo=UTC)), pytest.raises(ValueError, match=phrase):
        lire(champ(genre, **limites), brut)


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
        ("choix", "hors-liste", "hors-liste"),
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
    ],
)
def test_refuses_what_can_never_be_an_answer(genre: str, valeur: object) -> None:
    with pytest.raises(ValueError, match=r"forme attendue|trop long"):
        normaliser_brut(champ(genre), valeur)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(), max_size=30),
    lambda plus: (
        st.lists(plus, max_size=4)
        | st.dictionaries(st.sampled_from([*ADRESSE, "code", "nom", "pays", "z"]), plus, max_size=4)
    ),
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
