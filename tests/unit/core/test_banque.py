"""IBAN and BIC as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.identifiers import lire_bic, lire_iban, verifier_bic

VALIDE = "FR7630006000011234567890189"


def test_iban_gives_everything_the_screen_shows() -> None:
    iban = lire_iban(" fr76 3000 6000 0112 3456\u00a07890 189 ")
    assert iban.compact == VALIDE
    assert iban.masque == "FR76 •••• •••• 0189".replace(" ", "\u00a0")
    assert (iban.pays, iban.banque, iban.bic) == ("FR", "CREDIT AGRICOLE SA", "AGRIFRPPXXX")


@pytest.mark.parametrize(
    "texte",
    [f"IBAN {VALIDE}", f"IBAN : {VALIDE}", "FR76-3000-6000-0112-3456-7890-189", f"\u200b{VALIDE}"],
)
def test_iban_forgives_what_surrounds_it(texte: str) -> None:
    assert lire_iban(texte).compact == VALIDE


def test_iban_of_an_unknown_bank_has_no_name() -> None:
    iban = lire_iban("MC5811222000010123456789030")
    assert (iban.banque, iban.bic) == ("", "")


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez l’IBAN"),
        ("FR76300060000112345678901", "compte 27 caractères\u00a0; vous en avez saisi 25"),
        ("DE8937040044053201300", "pas la longueur attendue"),
        ("FR7630006000011234567890188", "comporte une erreur"),
        ("FR0630006000011234567890188", "comporte une erreur"),  # good international key, wrong RIB key
        ("ZZ7630006000011234567890189", "Le code pays «\u00a0ZZ\u00a0»"),
        ("30006000011234567890189", "commence par deux lettres"),
        ("FR76é0006000011234567890189", "sans accent"),
        ("FR76３0006000011234567890189", "sans accent"),
        ("TN5910006035183598478831", "hors de la zone SEPA"),
    ],
)
def test_iban_refused_with_its_reason(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_iban(texte)


@given(st.text(max_size=40) | st.text(alphabet="FR0123456789 ", max_size=40))
def test_never_raises_anything_but_value_error(texte: str) -> None:
    for lire in (lire_iban, lire_bic):
        with suppress(ValueError):
            assert lire(texte)


@pytest.mark.parametrize("texte", ["PSSTFRPPBOR", "psst frpp bor"])
def test_bic(texte: str) -> None:
    assert lire_bic(texte) == "PSSTFRPPBOR"


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez le BIC"),
        ("BNPAFRP", "8 ou 11 caractères\u00a0; vous en avez saisi 7"),
        ("BNPAZZPP", "Le code pays «\u00a0ZZ\u00a0»"),
        ("12345678", "pas la forme attendue"),
        ("BNPAFRPÉ", "sans accent"),
    ],
)
def test_bic_refused_with_its_reason(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_bic(texte)


@pytest.mark.parametrize("bic", ["AGRIFRPPXXX", "REUBRERX"])
def test_bic_of_france_or_a_territory_fits_a_french_iban(bic: str) -> None:
    verifier_bic(bic, lire_iban(VALIDE))


def test_bic_of_another_country_is_noticed() -> None:
    with pytest.raises(ValueError, match=r"autre pays \(DE\) que l’IBAN \(FR\)"):
        verifier_bic("COBADEFFXXX", lire_iban(VALIDE))
