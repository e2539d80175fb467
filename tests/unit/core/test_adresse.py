"""A postal address typed by hand or picked from a list."""

import pytest

from portail.core.adresse import Adresse, en_france, erreurs_adresse, lire_adresse

VALIDE = {"voie": "12 rue du Port", "code_postal": "86 000", "commune": "Poitiers", "code_insee": "86194"}


def test_canonical_form() -> None:
    assert lire_adresse(VALIDE | {"pays": "france"}) == Adresse(
        "12 rue du Port", "", "86000", "Poitiers", "86194", "France"
    )


def test_each_part_has_its_sentence_in_the_order_of_the_form() -> None:
    erreurs = erreurs_adresse({})
    assert list(erreurs) == ["voie", "code_postal", "commune"]
    assert all(phrase.startswith("Saisissez") for phrase in erreurs.values())


def test_the_first_sentence_is_the_one_raised() -> None:
    with pytest.raises(ValueError, match="5 chiffres"):
        lire_adresse(VALIDE | {"code_postal": "860", "commune": ""})


def test_lines() -> None:
    adresse = lire_adresse(VALIDE | {"complement": "Bât. A"})
    assert adresse.lignes() == ["12 rue du Port", "Bât. A", "86000 Poitiers"]


def test_parts_are_read_back() -> None:
    adresse = lire_adresse(VALIDE)
    assert lire_adresse(adresse.parties()) == adresse


PAYS = [("", True), (" FRANCE ", True), ("fr", True), ("Belgique", False)]


@pytest.mark.parametrize(("pays", "attendu"), PAYS)
def test_in_france(pays: str, attendu: bool) -> None:
    assert en_france(pays) is attendu
