"""How many files may come at once, by person and in all, for this process; and how long one may take."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from portail.core.errors import TropDeDemandes

PAR_PERSONNE = 3
EN_TOUT = 60
_PATIENCE = 60.0  # seconds
_DEBIT_MIN = 16_000  # bytes per second: the poorest of lines

_en_cours: Counter[uuid.UUID] = Counter()


@contextmanager
def une_place(qui: uuid.UUID) -> Iterator[None]:
    """Hold one place for a file of this person.

    Raises:
        TropDeDemandes: none is free.
    """
    if _en_cours[qui] >= PAR_PERSONNE:
        raise TropDeDemandes(f"{PAR_PERSONNE} envois sont déjà en cours\u00a0: attendez que l’un se termine.")
    if _en_cours.total() >= EN_TOUT:
        raise TropDeDemandes(
            "Beaucoup d’envois sont en cours sur le portail\u00a0: réessayez dans une minute."
        )
    _en_cours[qui] += 1
    try:
        yield
    finally:
        _en_cours[qui] -= 1
        if not _en_cours[qui]:
            del _en_cours[qui]


def delai(octets: int) -> float:
    """Seconds that so many bytes may take to come."""
    return _PATIENCE + octets / _DEBIT_MIN
