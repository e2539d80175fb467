"""What a file just joined leaves to do: the antivirus looks at it, then its thumbnail is drawn."""

import uuid
from contextlib import closing, suppress
from typing import Any

from portail.dossiers import presence, verdicts, vignettes
from portail.infra import storage
from portail.infra.db import snapshot, transaction
from portail.partners import antivirus
from portail.partners.vignette import VignetteImpossible, dessiner
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
        lieu = verdicts.conclure(session, piece_id, virus)
    if lieu:
        presence.prevenir(lieu)


def dessiner_vignette(_envoi_id: str, charge: dict[str, Any]) -> None:
    """Draw the thumbnail of the file `{"piece_id"}` in a process apart, or note that there can be none.

    Raises:
        FichierAbsent: its bytes are not there (yet).
    """
    piece_id = uuid.UUID(charge["piece_id"])
    with snapshot() as session:
        source = vignettes.a_dessiner(session, piece_id)
    if source is None:
        return
    cle, cotes, vide = vignettes.cle_de(source.cle), None, False
    with closing(storage.open_file(source.cle)) as flux, suppress(VignetteImpossible):
        dessin = dessiner(flux, source.type_mime)
        storage.put(cle, dessin.octets)
        cotes, vide = (dessin.largeur, dessin.hauteur), dessin.vide
    with transaction() as session:
        lieu = vignettes.ranger(session, piece_id, cotes, vide=vide)
    if lieu:
        presence.prevenir(lieu)
    else:  # taken back meanwhile
        storage.delete(cle)
