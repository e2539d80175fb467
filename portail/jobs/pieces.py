"""What a file just joined leaves to do: the antivirus looks at it."""

import uuid
from contextlib import closing
from typing import Any

from portail.dossiers import verdicts
from portail.infra import storage
from portail.infra.db import snapshot, transaction
from portail.partners import antivirus
from portail.settings import settings


def analyser_piece(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Have the antivirus look at the file `{"piece_id"}`, outside any transaction, and write what it says.

    Raises:
        AntivirusIndisponible: not now.
        FichierAbsent: its bytes are not there (yet).
    """
    piece_id = uuid.UUID(charge["piece_id"])
    with snapshot() as session:
        cle = verdicts.a_analyser(session, piece_id)
    if cle is None:
        return
    virus = None
    if settings().antivirus:
        with closing(storage.open_file(cle)) as flux:
            virus = antivirus.analyser(flux)
    with transaction() as session:
        verdicts.conclure(session, piece_id, virus)
