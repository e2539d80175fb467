"""The local mailbox: mails written as `.eml` files as long as no SMTP server is set, and read back."""

import email
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from itertools import islice
from pathlib import Path

from portail.core.clock import now
from portail.partners.mail_entetes import POLITIQUE
from portail.settings import settings

_LIEN = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]»’]")


@dataclass(frozen=True, slots=True)
class PieceLue:
    """A file joined to a mail."""

    nom: str
    type: str
    contenu: bytes


@dataclass(frozen=True, slots=True)
class CourrielLu:
    """A mail of the mailbox. `identifiant` is its file name without `.eml`; `liens` are those of the text."""

    identifiant: str
    date: datetime
    destinataire: str
    sujet: str
    texte: str
    html: str | None
    liens: tuple[str, ...]
    pieces_jointes: tuple[PieceLue, ...]


def deposer(message: EmailMessage, identifiant: str) -> Path:
    """Write `message`, whole or not at all, readable by this account only; once per `identifiant`.

    Raises:
        OSError: the disk refuses.
    """
    dossier = _dossier()
    dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
    suffixe = f"_{identifiant}.eml"
    deja = next((f for f in _fichiers() if f.name.partition("_")[2] == suffixe[1:]), None)
    if deja:
        return deja
    fichier = dossier / f"{now():%Y%m%dT%H%M%S%f}Z{suffixe}"
    # An address with accents left of the @ exists only in the UTF-8 form of mails (RFC 6532).
    policy = POLITIQUE.clone(utf8=not str(message["To"]).isascii())
    descripteur, provisoire = tempfile.mkstemp(dir=dossier, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(descripteur, "wb") as flux:
            flux.write(message.as_bytes(policy=policy))
            flux.flush()
            os.fsync(flux.fileno())
        Path(provisoire).replace(fichier)
    finally:
        Path(provisoire).unlink(missing_ok=True)
    return fichier


def lire_boite(limite: int = 50) -> list[CourrielLu]:
    """The last mails written in the data folder, newest first."""
    return [_lire(fichier) for fichier in islice(_fichiers(), limite)]


def _dossier() -> Path:
    return settings().data_dir / "mails"


def _fichiers() -> list[Path]:
    """Newest first: the names begin with the instant."""
    return sorted(_dossier().glob("[0-9]*Z_*.eml"), reverse=True)


def _lire(fichier: Path) -> CourrielLu:
    message = email.message_from_bytes(fichier.read_bytes(), policy=default)
    texte = _corps(message, "plain") or ""
    return CourrielLu(
        identifiant=fichier.stem,
        date=datetime.strptime(fichier.name.partition("_")[0][:-1] + "+0000", "%Y%m%dT%H%M%S%f%z"),
        destinataire=str(message["To"] or ""),
        sujet=str(message["Subject"] or ""),
        texte=texte,
        html=_corps(message, "html"),
        liens=tuple(dict.fromkeys(_LIEN.findall(texte))),
        pieces_jointes=tuple(
            PieceLue(piece.get_filename() or "", piece.get_content_type(), _contenu(piece))
            for piece in message.iter_attachments()
        ),
    )


def _corps(message: EmailMessage, genre: str) -> str | None:
    partie = message.get_body(preferencelist=(genre,))
    return None if partie is None else str(partie.get_content()).replace("\r\n", "\n")


def _contenu(piece: EmailMessage) -> bytes:
    contenu = piece.get_payload(decode=True)
    return contenu if isinstance(contenu, bytes) else b""
