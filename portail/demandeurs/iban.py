"""The IBAN is kept encrypted wherever it lies, as typed in a sign-up or canonical in the sheet."""

from collections.abc import Mapping

import structlog

from portail.infra import crypto

_journal = structlog.get_logger(__name__)


def cacher(reponses: Mapping[str, str]) -> dict[str, str]:
    """The answers ready to be stored: their IBAN encrypted."""
    cachees = dict(reponses)
    if cachees.get("iban"):
        cachees["iban"] = crypto.encrypt(cachees["iban"])
    return cachees


def montrer(reponses: Mapping[str, str]) -> dict[str, str]:
    """The stored answers with their IBAN in clear, for checks; never to be sent to a page as it is."""
    claires = dict(reponses)
    if claires.get("iban"):
        claires["iban"] = ouvrir(claires["iban"])
    return claires


def ouvrir(jeton: str) -> str:
    """A stored IBAN in clear; empty when its key is gone, so that the person is asked for it again."""
    if not jeton:
        return ""
    try:
        return crypto.decrypt(jeton)
    except crypto.Illisible:
        _journal.error("iban_illisible")
        return ""
