"""Mail addresses, telephones, postal codes and account names."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.core.identifiers import (
    cle_boite,
    cle_identifiant,
    cle_mail,
    formater_telephone,
    lire_code_commune,
    lire_code_postal,
    lire_identifiant,
    lire_mail,
    lire_telephone,
    suggestion_mail,
    verifier_identifiant,
)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (" Jean.Dupont@Exemple.FR ", "Jean.Dupont@exemple.fr"),
        ("a+b@exemple.fr\u200b", "a+b@exemple.fr"),
        ("o'neil@exemple.fr", "o'neil@exemple.fr"),
        ("a@mairie-été.fr", "a@mairie-été.fr"),
    ],
)
def test_mail(texte: str, attendu: str) -> None:
    assert lire_mail(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez votre adresse mail"),
        ("jean", "Il manque l’arobase"),
        ("@b.fr", "Il manque le nom avant"),
        ("a@", "Il manque le domaine"),
        ("a@b", "Il manque la fin du domaine"),
        ("a..b@c.fr", "deux points de suite"),
        ("a@c.fr.", "Un point est mal placé"),
        ("a b@c.fr", "pas contenir d’espace"),
        ("a@b@c.fr", "Le domaine après l’arobase contient"),
        ("a,b@c.fr", "un caractère interdit avant l’arobase"),
        ("é@c.fr", "s’écrit sans accent"),
        ("Jean <a@b.fr>", "l’adresse seule"),
        ("a@[1.2.3.4]", "doit être un nom"),
        ("a@localhost.test", "ne reçoit pas de mails"),
        ("x" * 65 + "@c.fr", "trop longue"),
        ("x@" + "c" * 260 + ".fr", "trop longue"),
        ('"a b"@c.fr', "pas valable"),
    ],
)
def test_mail_refused_in_french(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_mail(texte)


def test_mail_key_ignores_capitals() -> None:
    assert cle_mail(" Jean@Exemple.fr") == cle_mail("jean@exemple.FR")
    assert cle_boite("Jean+aides@Exemple.fr") == cle_boite("jean@exemple.fr") != cle_boite("j.ean@exemple.fr")
    assert cle_boite("j.e.an+x+y@gmail.com") == cle_boite("jean@gmail.com")
    assert cle_boite("+@exemple.fr") == "+@exemple.fr"


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("jean@gmial.com", "jean@gmail.com"),
        ("jean@gmai.com", "jean@gmail.com"),
        ("Jean@GMAIL.con", "Jean@gmail.com"),
        ("a@hotmal.fr", "a@hotmail.fr"),
        ("a@orage.fr", "a@orange.fr"),
        ("a@wanado.fr", "a@wanadoo.fr"),
        ("a@ville.con", "a@ville.com"),
        ("a@gmial.con", "a@gmail.com"),
        ("jean@gmail.com", None),
        ("jean@mail.com", None),
        ("jean@mairie-poitiers.fr", None),
        ("jean", None),
        ("@gmial.com", None),
        ("", None),
    ],
)
def test_mail_suggestion(texte: str, attendu: str | None) -> None:
    assert suggestion_mail(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06/12/34/56/78", "+33612345678"),
        ("06\u00a012\u202f34-56_78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("0690 55 12 34", "+590690551234"),
        ("0696 20 12 34", "+596696201234"),
        ("0262 20 12 34", "+262262201234"),
        ("0639 69 12 34", "+262639691234"),
        ("+687 75 12 34", "+687751234"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_telephone(texte: str, attendu: str) -> None:
    assert lire_telephone(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez un numéro"),
        ("06 12 34 56 7", "compte 10 chiffres\u00a0; vous en avez saisi 9"),
        ("3949", "vous en avez saisi 4"),
        ("00 00 00 00 00", "n’existe pas"),
        ("+33 1", "vérifiez l’indicatif"),
        ("０６１２３４５６７８", "seulement avec des chiffres"),
        ("06 ABCD", "seulement avec des chiffres"),
    ],
)
def test_telephone_refused(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_telephone(texte)


def test_telephone_shown() -> None:
    assert formater_telephone("+33612345678") == "06 12 34 56 78".replace(" ", "\u00a0")
    assert formater_telephone("+590690551234").startswith("+590\u00a0")


@pytest.mark.parametrize("texte", ["86000", "01 000", "20090", "97133", "98713", "33 077"])
def test_postal_code(texte: str) -> None:
    assert lire_code_postal(texte) == texte.replace(" ", "")


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Saisissez le code postal"),
        ("8600", "compte 5 chiffres\u00a0; vous en avez saisi 4"),
        ("99100", "n’existe pas"),
        ("00100", "n’existe pas"),
        ("８６０００", "chiffres de 0 à 9"),
        ("2A004", "chiffres de 0 à 9"),
    ],
)
def test_postal_code_refused(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_code_postal(texte)


def test_commune_code() -> None:
    assert lire_code_commune("2a004") == "2A004"
    with pytest.raises(ValueError, match="dans la liste"):
        lire_code_commune("Poitiers")


@pytest.mark.parametrize("texte", ["abc", "Jean.Dupont-86_+@exemple.fr", "a" * 64])
def test_identifier(texte: str) -> None:
    assert lire_identifiant(f" {texte} ") == texte


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Choisissez un identifiant"),
        ("ab", "au moins 3"),
        ("a" * 65, "64 caractères au plus"),
        ("jean dupont", "d’espace"),
        ("jérôme", "lettres sans accent"),
        ("jean/1", "lettres sans accent"),
        ("ｊｅａｎ", "lettres sans accent"),
    ],
)
def test_identifier_refused(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        lire_identifiant(texte)


def test_identifier_with_an_at_sign_must_be_ones_own_mail() -> None:
    assert verifier_identifiant("Jean@Exemple.fr", "jean@exemple.fr") == "Jean@Exemple.fr"
    assert verifier_identifiant("jean86", "jean@exemple.fr") == "jean86"
    with pytest.raises(ValueError, match="votre propre adresse mail"):
        verifier_identifiant("autre@exemple.fr", "jean@exemple.fr")


def test_identifier_key_ignores_capitals() -> None:
    assert cle_identifiant("JeAn86 ") == cle_identifiant("jean86")


@given(st.text(max_size=60))
def test_never_raises_anything_but_value_error(texte: str) -> None:
    suggestion_mail(texte)
    for lire in (lire_mail, lire_telephone, lire_code_postal, lire_code_commune, lire_identifiant):
        with suppress(ValueError):
            assert lire(texte)
