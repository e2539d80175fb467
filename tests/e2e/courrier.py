"""Mails as people get them: read from the local mailbox of a server."""

import email
import re
from email.message import EmailMessage
from email.policy import default

from tests.e2e.patience import attendre
from tests.live import Server

_LIEN = re.compile(r"https?://[^\s<>\"]+")


def mails(server: Server, destinataire: str) -> list[EmailMessage]:
    """The mails to this address, oldest first."""
    fichiers = sorted((server.data_dir / "mails").glob("*.eml"))
    lus = [email.message_from_bytes(fichier.read_bytes(), policy=default) for fichier in fichiers]
    return [mail for mail in lus if isinstance(mail, EmailMessage) and destinataire in str(mail["To"])]


def attendre_mail(server: Server, destinataire: str, objet: str, deja: int = 0) -> EmailMessage:
    """The mail of this subject after the `deja` first ones of it, once the worker has sent it."""

    def nouveaux() -> list[EmailMessage]:
        return [mail for mail in mails(server, destinataire) if objet in str(mail["Subject"])][deja:]

    return attendre(nouveaux, f"a mail « {objet} » for {destinataire}")[0]


def texte(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    partie = mail.get_body(preferencelist=("plain",))
    assert partie is not None
    return str(partie.get_content())


def lien(mail: EmailMessage, chemin: str) -> str:
    """The link of a mail that leads to this path."""
    return next(trouve for trouve in _LIEN.findall(texte(mail)) if chemin in trouve)


def pieces_jointes(mail: EmailMessage) -> dict[str, bytes]:
    """The files joined to a mail, by name."""
    return {str(p.get_filename()): bytes(p.get_content()) for p in mail.iter_attachments()}
