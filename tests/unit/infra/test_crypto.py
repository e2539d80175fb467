"""Encryption at rest: opens what it closed, with old keys too, and nothing else."""

import pytest
from cryptography.fernet import Fernet

from portail.infra import crypto
from portail.settings import Reglages


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made = [Fernet.generate_key().decode() for _ in range(2)]
    _use(monkeypatch, made[:1])
    return made


def _use(monkeypatch: pytest.MonkeyPatch, keys: list[str]) -> None:
    monkeypatch.setattr(crypto, "settings", lambda: Reglages(encryption_keys=tuple(keys)))


def test_what_is_closed_opens_and_does_not_show(keys: list[str]) -> None:
    closed = crypto.encrypt("FR7630006000011234567890189")
    assert "1234567890" not in closed
    assert crypto.decrypt(closed) == "FR7630006000011234567890189"


def test_an_old_key_still_opens(keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    closed = crypto.encrypt("secret")
    _use(monkeypatch, [keys[1], keys[0]])
    assert crypto.decrypt(closed) == "secret"
    _use(monkeypatch, [keys[1]])
    with pytest.raises(crypto.Illisible):
        crypto.decrypt(closed)


def test_an_altered_value_does_not_open(keys: list[str]) -> None:
    closed = crypto.encrypt("secret")
    with pytest.raises(crypto.Illisible):
        crypto.decrypt(closed[:-4] + "AAAA")
