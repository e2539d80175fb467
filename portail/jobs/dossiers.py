"""What a dossier leaves to do: its receipt's PDF, and the bytes nobody needs any more."""

import uuid
from typing import Any

from portail.dossiers import accuse, pieces, televersements
from portail.infra import storage
from portail.infra.db import snapshot, transaction
from portail.partners.pdf import compiler

DOCUMENTS = "documents"
"""The folder of the store where documents made here are."""


def faire_accuse(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Make the PDF of a receipt outside any transaction, then tie it to the receipt and ask for its mail.

    Raises:
        ErreurPdf: it could not be made.
    """
    dossier_id = uuid.UUID(charge["dossier_id"])
    with snapshot() as session:
        donnees = accuse.rassembler(session, dossier_id)
    if donnees is None:
        return
    document = compiler("accuse", donnees)
    cle = storage.write_bytes(DOCUMENTS, document)
    with transaction() as session:
        accuse.ranger(session, dossier_id, cle, len(document))


def effacer_fichiers(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Delete the bytes under `{"cles": […]}`."""
    for cle in charge["cles"]:
        pieces.effacer_octets(cle)


def effacer_envois(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Delete what had come of the uploads `{"ids": […]}`."""
    televersements.effacer_moities(charge["ids"])


def balayer_fichiers(_envoi_id: str, _charge: dict[str, Any]) -> None:
    """Delete the bytes that nothing refers to, joined or half come."""
    with snapshot() as session:
        pieces.balayer(session)
        televersements.balayer(session)
