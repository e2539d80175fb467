"""Passwords: hashed as told, verified alike from every keyboard."""

import pytest
from argon2 import PasswordHasher

from portail.comptes import mots_de_passe
from portail.core.errors import Invalide

MOT = "cerf-volant mauve éteint 7"


def test_a_hash_is_argon2id_with_the_told_parameters() -> None:
    hache = mots_de_passe.hacher(MOT)
    assert hache.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hache != mots_de_passe.hacher(MOT)


def test_only_the_password_verifies() -> None:
    hache = mots_de_passe.hacher(MOT)
    assert mots_de_passe.verifier(MOT, hache)
    assert not mots_de_passe.verifier(MOT + " ", hache)
    assert not mots_de_passe.verifier("", hache)


@pytest.mark.parametrize("hache", ["", "x", "é", "$argon2id$v=19$m=8"])
def test_no_account_or_a_damaged_hash_is_never_right(hache: str) -> None:
    assert not mots_de_passe.verifier(MOT, hache)
    assert not mots_de_passe.verifier("", hache)


def test_no_account_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    verifies = []
    reel = PasswordHasher.verify

    def compter(self: PasswordHasher, hache: str, mot: bytes) -> bool:
        verifies.append(hache)
        return reel(self, hache, mot)

    monkeypatch.setattr(PasswordHasher, "verify", compter)
    mots_de_passe.verifier(MOT, "")
    assert len(verifies) == 1
    assert verifies[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_accent_typed_on_another_keyboard_is_the_same() -> None:
    assert mots_de_passe.verifier("e\u0301te\u0301 tranquille 12", mots_de_passe.hacher("été tranquille 12"))


def test_what_no_keyboard_types_is_only_wrong() -> None:
    hache = mots_de_passe.hacher(MOT)
    assert not mots_de_passe.verifier("\ud800\x00", hache)
    assert not mots_de_passe.verifier("a" + "\u0301\u0327" * 50_000, hache)


def test_what_is_not_read_is_not_taken_for_the_same() -> None:
    assert not mots_de_passe.verifier("a" * 600, mots_de_passe.hacher("a" * mots_de_passe.LONGUEUR_LUE))


def test_an_old_hash_asks_to_be_made_again() -> None:
    ancien = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(MOT)
    assert mots_de_passe.verifier(MOT, ancien)
    assert mots_de_passe.a_rehacher(ancien)
    assert not mots_de_passe.a_rehacher(mots_de_passe.hacher(MOT))


@pytest.mark.parametrize(
    ("mot", "confirmation", "champ"),
    [
        ("court", "court", "mot_de_passe"),
        ("motdepasse123", "motdepasse123", "mot_de_passe"),
        ("zoemartin et des mots", "zoemartin et des mots", "mot_de_passe"),
        (MOT, MOT + "x", "confirmation"),
    ],
)
def test_a_choice_is_refused_beside_its_field(mot: str, confirmation: str, champ: str) -> None:
    with pytest.raises(Invalide) as refus:
        mots_de_passe.choisir(mot, confirmation, ["Zoé", "Martin"])
    assert list(refus.value.erreurs) == [champ]


@pytest.mark.parametrize(
    ("mot", "score", "mots"),
    [
        ("", 0, ""),
        ("court", 0, "12 caractères"),
        ("martin ivoire pelican 42", 1, "ni votre nom"),
        (MOT * 6, 1, "128 caractères au plus"),
        (MOT, 4, "solide"),
        ("a" + "\u0301\u0327" * 50_000, 1, "128 caractères au plus"),
    ],
)
def test_what_is_typed_is_never_called_good_when_it_would_be_refused(mot: str, score: int, mots: str) -> None:
    note, conseil = mots_de_passe.conseiller(mot, ["Zoé", "Martin"])
    assert note == score
    assert mots in conseil


def test_a_choice_is_hashed() -> None:
    assert mots_de_passe.verifier(MOT, mots_de_passe.choisir(MOT, MOT, ["Zoé", "Martin"]))
