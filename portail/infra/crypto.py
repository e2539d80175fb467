"""Secrets: random ones, and encryption at rest of the few values that need it, with rotation of keys."""

import secrets
from collections.abc import Callable
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from portail.settings import settings


class Illisible(Exception):
    """No key of the settings opens this value."""


def new_secret() -> str:
    """A random value that nobody guesses: 256 bits, safe in a URL or a cookie."""
    return secrets.token_urlsafe(32)


@lru_cache(maxsize=1)
def _made_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _fernet() -> MultiFernet:
    """With the keys of this very moment: `portail rotate-key` may add one while the portal runs."""
    return _made_of(settings().cipher_keys())


def encrypt(text: str) -> str:
    """Encrypt `text` with the first key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Open what `encrypt` made, with any known key.

    Raises:
        Illisible: the value was altered, or its key is gone.
    """
    return _opened(_fernet().decrypt, token)


def rotate(token: str) -> str:
    """Encrypt again, with the first key, what any known key opens.

    Raises:
        Illisible: the value was altered, or its key is gone.
    """
    return _opened(_fernet().rotate, token)


def _opened(operation: Callable[[bytes], bytes], token: str) -> str:
    try:
        return operation(token.encode()).decode()
    except InvalidToken:
        raise Illisible("valeur chiffrée illisible avec les clés connues") from None
