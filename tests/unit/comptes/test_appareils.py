"""The mark of a browser that signed in before cannot be made up, and stays short."""

import uuid

import pytest

from portail.comptes import appareils
from portail.infra import crypto


def entete(valeur: str) -> str:
    return f"sid=abc; {appareils.nom_du_cookie()}={valeur}"


def test_a_browser_is_known_for_its_last_accounts() -> None:
    comptes, marque = [uuid.uuid4() for _ in range(7)], ""
    for compte in comptes:
        marque = appareils.marquer(entete(marque), compte)
    assert appareils.connus(entete(marque)) == {str(compte) for compte in comptes[-5:]}
    again = appareils.marquer(entete(marque), comptes[-1])
    assert appareils.connus(entete(again)) == appareils.connus(entete(marque))
    assert len(marque) < 500


@pytest.mark.parametrize(
    "valeur",
    [
        "",
        "a" * 40,
        "0e7b1f52-6a0c-4f5e-9a53-0c8d8f3f6f1e",
        "\udc80",
        "é",
        "=",
        "a" * 100_000,
        "gAAAAA==",
        '"x"',
    ],
)
def test_a_mark_made_up_is_worth_nothing(valeur: str) -> None:
    assert appareils.connus(entete(valeur)) == frozenset()
    assert appareils.connus(valeur) == frozenset()


def test_a_value_encrypted_for_something_else_is_no_mark() -> None:
    assert appareils.connus(entete(crypto.encrypt(str(uuid.uuid4())))) == frozenset()
