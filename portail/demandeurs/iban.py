"""The IBAN is kept encrypted wherever it lies, as typed in a sign-up or canonical in the sheet."""

from collections.abc import Mapping

import structlog
from sqlmodel import Session, select

from portail.demandeurs.models import Fiche, Inscription
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


def rechiffrer(session: Session) -> int:
    """Encrypt every stored IBAN again with the first key; return how many.

    Raises:
        Illisible: the key of one of them is gone.
    """
    nombre = 0
    for fiche in session.exec(select(Fiche).where(Fiche.iban != "").with_for_update()):
        fiche.iban = crypto.rotate(fiche.iban)
        nombre += 1
    for fiche in session.exec(select(Fiche).with_for_update()):
        fiche.a_revoir, chiffre = _tourner(fiche.a_revoir)
        nombre += chiffre
    for inscription in session.exec(select(Inscription).with_for_update()):
        inscription.reponses, chiffre = _tourner(inscription.reponses)
        nombre += chiffre
    session.flush()
    return nombre


def _tourner(reponses: dict[str, str]) -> tuple[dict[str, str], bool]:
    if not reponses.get("iban"):
        return reponses, False
    return reponses | {"iban": crypto.rotate(reponses["iban"])}, True
