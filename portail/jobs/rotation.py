"""Changing the encryption key: everything encrypted is encrypted again with the first key of the settings."""

from sqlmodel import Session

from portail.comptes import models as _  # noqa: F401  (the tables that sheets and drafts belong to)
from portail.demandeurs import iban
from portail.dossiers import reponses


def rechiffrer(session: Session) -> int:
    """Encrypt again all that is encrypted, in one transaction; return how many values.

    Raises:
        Illisible: the key of one of them is gone; nothing is changed then.
    """
    return iban.rechiffrer(session) + reponses.rechiffrer(session)
