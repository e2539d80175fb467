"""Mails that leave: by SMTP when a server is set, else into the local mailbox (`boite`)."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from threading import Timer
from urllib.parse import SplitResult, unquote, urlsplit

from portail.core.clock import PARIS, now
from portail.core.errors import ErreurMetier
from portail.core.saisie import sans_impossible, une_ligne
from portail.partners import boite
from portail.partners.boite import CourrielLu, PieceLue, lire_boite
from portail.partners.mail_entetes import POLITIQUE
from portail.partners.mail_rendu import echapper, rendre
from portail.settings import settings

__all__ = [
    "Courriel",
    "CourrielLu",
    "EnvoiImpossible",
    "PieceLue",
    "echapper",
    "envoyer",
    "lire_boite",
    "rendre",
]

_PATIENCE, _EN_TOUT = 10, 120  # seconds, for one word and for one mail
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_TROP_GROS = 552  # RFC 5321 §4.2.3, answered to MAIL FROM … SIZE=
_IDENTIFIANT = re.compile(r"(?=.{1,100}\Z)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_ADRESSE = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,253}")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")


class EnvoiImpossible(ErreurMetier):
    """The mail did not leave. `temporaire`: worth trying later; `raison` is for the log."""

    def __init__(self, *, temporaire: bool, raison: str) -> None:
        super().__init__("Le mail n’a pas pu être envoyé.")
        self.temporaire = temporaire
        self.raison = une_ligne(raison)[:300]

    def __str__(self) -> str:
        return self.raison


@dataclass(frozen=True, slots=True)
class Courriel:
    """A mail to one person.

    `identifiant` names this mail for ever (the outbox's): letters, figures, « - », « _ » and inner « . »,
    100 at most; sent twice, it bears the same Message-ID. `pieces_jointes`: name, media type, content.
    """

    destinataire: str
    sujet: str
    texte: str
    identifiant: str
    html: str | None = None
    pieces_jointes: tuple[tuple[str, str, bytes], ...] = ()
    desabonnement: str = ""
    """Where a mailbox asks by itself, in one POST, that such mails stop (RFC 8058)."""

    def __post_init__(self) -> None:
        if not _IDENTIFIANT.fullmatch(self.identifiant):
            raise ValueError(f"identifiant de courriel impropre : {self.identifiant!r}")


def envoyer(courriel: Courriel) -> None:
    """Send `courriel`, or write it in the local mailbox when no SMTP server is set.

    Raises:
        EnvoiImpossible: temporary (connection, 4xx, our own settings) or final (5xx, impossible address).
    """
    message = _message(courriel)
    if not settings().smtp_url:
        try:
            boite.deposer(message, courriel.identifiant)
        except OSError as cause:
            raise EnvoiImpossible(temporaire=True, raison=f"disque : {cause}") from cause
        return
    expediteur, destinataire = (
        message["From"].addresses[0].addr_spec,
        message["To"].addresses[0].addr_spec,
    )
    try:
        with _connexion(urlsplit(settings().smtp_url)) as smtp:
            smtp.send_message(message, expediteur, [destinataire])
    except (
        OSError,
        ValueError,
    ) as cause:  # smtplib's errors are OSError; a wrong port or password, ValueError
        raise _traduire(cause, destinataire) from cause


def _message(courriel: Courriel) -> EmailMessage:
    """Headers get single clean lines only: nothing typed by a person can add a header or a recipient."""
    reglages = settings()
    nom, _, adresse = reglages.mail_from.removesuffix(">").rpartition("<")
    expediteur = _adresse(adresse, une_ligne(nom).strip('"') or reglages.collectivite)
    reponse = _adresse(reglages.contact_mail)
    destinataire = _adresse(courriel.destinataire)
    if not (expediteur and reponse):
        raise EnvoiImpossible(temporaire=True, raison="réglages mail_from ou contact_mail impropres")
    if not destinataire:
        raise EnvoiImpossible(temporaire=False, raison="adresse impropre")
    message = EmailMessage(policy=POLITIQUE)
    message["From"] = expediteur
    message["Reply-To"] = reponse
    message["To"] = destinataire
    message["Subject"] = une_ligne(courriel.sujet)
    message["Date"] = now().astimezone(PARIS)
    message["Message-ID"] = f"<{courriel.identifiant}@{expediteur.domain}>"
    message["X-Idempotency"] = courriel.identifiant
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine replies
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = "fr"
    if courriel.desabonnement:
        message["List-Unsubscribe"] = f"<{une_ligne(courriel.desabonnement)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(sans_impossible(courriel.texte))
    if courriel.html is not None:
        message.add_alternative(sans_impossible(courriel.html), subtype="html")
    for nom_piece, genre, contenu in courriel.pieces_jointes:
        principal, _, sous = (genre if _TYPE.fullmatch(genre) else "application/octet-stream").partition("/")
        nom_sur = re.sub(r"[/\\]", "-", une_ligne(nom_piece)) or "piece"
        message.add_attachment(contenu, maintype=principal, subtype=sous, filename=nom_sur)
    return message


def _adresse(adresse: str, nom: str = "") -> Address | None:
    if not _ADRESSE.fullmatch(adresse):
        return None
    local, _, domaine = adresse.rpartition("@")
    try:
        return Address(nom, local, domaine.encode("idna").decode())
    except UnicodeError:
        return None


@contextmanager
def _connexion(url: SplitResult) -> Iterator[smtplib.SMTP]:
    # Our name is given: left to itself, smtplib asks the DNS for it and may wait long.
    nom = urlsplit(settings().origin).hostname or "localhost"
    contexte = ssl.create_default_context()
    if url.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=nom, timeout=_PATIENCE, context=contexte)
    else:
        smtp = smtplib.SMTP(local_hostname=nom, timeout=_PATIENCE)
    with _en_tout(smtp):
        try:
            _entrer(smtp, url, contexte)
            yield smtp
            # The mail is accepted: a server that then leaves without a word must not make us send it again.
            with suppress(OSError):
                smtp.quit()
        finally:
            smtp.close()


def _entrer(smtp: smtplib.SMTP, url: SplitResult, contexte: ssl.SSLContext) -> None:
    hote = url.hostname or ""
    smtp._host = hote  # type: ignore[attr-defined]  # whom the certificate must name; only the constructor sets it
    smtp.connect(hote, url.port or _PORTS[url.scheme])
    if url.scheme == "smtp+starttls":
        smtp.starttls(context=contexte)
    if url.username:
        smtp.login(unquote(url.username), unquote(url.password or ""))


@contextmanager
def _en_tout(smtp: smtplib.SMTP) -> Iterator[None]:
    """Hang up after `_EN_TOUT`: the patience of sockets starts again at each letter."""

    def raccrocher() -> None:
        with suppress(OSError):
            if smtp.sock is not None:
                smtp.sock.shutdown(socket.SHUT_RDWR)

    minuteur = Timer(_EN_TOUT, raccrocher)
    minuteur.daemon = True
    minuteur.start()
    try:
        yield
    finally:
        minuteur.cancel()


def _traduire(cause: Exception, destinataire: str) -> EnvoiImpossible:
    code, dit, definitif = 0, str(cause), False
    if isinstance(cause, smtplib.SMTPRecipientsRefused):
        code, texte = cause.recipients[destinataire]
        dit, definitif = texte.decode("utf-8", "replace"), code >= 500
    elif isinstance(cause, smtplib.SMTPResponseException):
        code = cause.smtp_code
        # 5xx to the content is final; to our greeting, password or sender it is our settings, to be mended.
        trop_gros = isinstance(cause, smtplib.SMTPSenderRefused) and code == _TROP_GROS
        definitif = trop_gros or (isinstance(cause, smtplib.SMTPDataError) and code >= 500)
    elif isinstance(cause, smtplib.SMTPNotSupportedError):
        definitif = not destinataire.isascii()
    return EnvoiImpossible(temporaire=not definitif, raison=f"{type(cause).__name__} {code or ''} {dit}")
