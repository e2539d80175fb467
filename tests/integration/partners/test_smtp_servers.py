"""Mails through real SMTP servers: plain, encrypted, refusing, hanging up."""

import email
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portail.partners.mail import Courriel, EnvoiImpossible, envoyer
from portail.settings import settings

MESSAGE = Courriel(
    destinataire="jeanne@exemple.fr",
    sujet="[Région] Votre dossier — reçu",
    texte="Bonjour,\n.\nVoilà.\n",
    html="<p>Voilà</p>",
    identifiant="envoi-42",
    pieces_jointes=(("reçu.pdf", "application/pdf", bytes(range(256)) * 400),),
)


@dataclass
class Facteur:
    """What a server does at each step, and what it received."""

    a_la_connexion: str = ""
    au_destinataire: str = ""
    au_contenu: str = ""
    recus: list[Envelope] = field(default_factory=list)
    noms: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _serveur: SMTP, _session: Session, envelope: Envelope, adresse: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(adresse)
        return self.au_destinataire or "250 OK"

    async def handle_MAIL(
        self, _serveur: SMTP, _session: Session, envelope: Envelope, adresse: str, _options: list[str]
    ) -> str:
        envelope.mail_from = adresse
        return self.a_la_connexion or "250 OK"

    async def handle_DATA(self, _serveur: SMTP, session: Session, envelope: Envelope) -> str:
        if not self.au_contenu:
            self.recus.append(envelope)
            self.noms.append(str(session.host_name))
        return self.au_contenu or "250 OK"

    def message(self) -> EmailMessage:
        (envelope,) = self.recus
        assert isinstance(envelope.content, bytes)
        return email.message_from_bytes(envelope.content, policy=default)


def port_libre() -> int:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        return int(libre.getsockname()[1])


@pytest.fixture
def regler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    def poser(url: str) -> None:
        monkeypatch.setenv("PORTAIL_SMTP_URL", url)
        monkeypatch.setenv("PORTAIL_DATA_DIR", str(tmp_path))
        settings.cache_clear()

    yield poser
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def poste(regler: Callable[[str], None]) -> Iterator[Callable[..., int]]:
    """Start a server, make it ours in the settings; gives its port."""
    ouverts: list[Controller] = []

    def ouvrir(facteur: Facteur, url: str = "smtp://127.0.0.1:{}", **options: Any) -> int:
        poste = Controller(facteur, hostname="127.0.0.1", port=port_libre(), ready_timeout=20, **options)
        poste.start()
        ouverts.append(poste)
        regler(url.format(poste.port))
        return int(poste.port)

    yield ouvrir
    for poste in ouverts:
        poste.stop()


@pytest.fixture(scope="session")
def certificat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of our own for 127.0.0.1, with its key."""
    cle = ec.generate_private_key(ec.SECP256R1())
    nom = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "poste d’essai")])
    instant = datetime.now(UTC)
    certificat = (
        x509.CertificateBuilder(nom, nom, cle.public_key(), 1, instant, instant + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(cle, hashes.SHA256())
    )
    fichier = tmp_path_factory.mktemp("certificat") / "poste.pem"
    fichier.write_bytes(
        certificat.public_bytes(serialization.Encoding.PEM)
        + cle.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return fichier


def contexte(certificat: Path) -> ssl.SSLContext:
    ici = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ici.load_cert_chain(certificat)
    return ici


def authentifie(
    _serveur: SMTP, _session: Session, _enveloppe: Envelope, _genre: str, preuve: LoginPassword
) -> AuthResult:
    juste = (preuve.login, preuve.password) == (b"portail", b"s@cret:/")
    return AuthResult(success=juste, handled=False)


def refus() -> EnvoiImpossible:
    with pytest.raises(EnvoiImpossible) as leve:
        envoyer(MESSAGE)
    return leve.value


def test_a_mail_arrives_whole(poste: Callable[..., int], tmp_path: Path) -> None:
    facteur = Facteur()
    poste(facteur)
    envoyer(MESSAGE)
    (enveloppe,) = facteur.recus
    assert enveloppe.mail_from == settings().mail_from
    assert enveloppe.rcpt_tos == ["jeanne@exemple.fr"]
    recu = facteur.message()
    assert recu["Subject"] == MESSAGE.sujet
    assert str(recu["Message-ID"]).startswith("<envoi-42@")
    corps = recu.get_body(("plain",))
    assert corps is not None
    assert corps.get_content().replace("\r\n", "\n") == MESSAGE.texte
    assert [p.get_payload(decode=True) for p in recu.iter_attachments()] == [MESSAGE.pieces_jointes[0][2]]
    assert facteur.noms == ["localhost"]
    assert not (tmp_path / "mails").exists()


@pytest.mark.parametrize(
    ("conduite", "temporaire"),
    [
        ({"au_destinataire": "550 5.1.1 inconnu"}, False),
        ({"au_destinataire": "451 4.7.1 plus tard"}, True),
        ({"au_destinataire": "452 4.2.2 plein"}, True),
        ({"au_contenu": "554 5.7.1 refus"}, False),
        ({"au_contenu": "451 4.3.0 plus tard"}, True),
        ({"a_la_connexion": "552 5.3.4 trop gros"}, False),
        ({"a_la_connexion": "550 5.7.1 expediteur inconnu"}, True),
        ({"a_la_connexion": "421 4.3.2 fermeture"}, True),
    ],
)
def test_a_refusal_is_final_or_not(
    poste: Callable[..., int], conduite: dict[str, str], temporaire: bool
) -> None:
    facteur = Facteur(**conduite)
    poste(facteur)
    leve = refus()
    assert leve.temporaire is temporaire
    assert next(iter(conduite.values()))[:3] in leve.raison
    assert facteur.recus == []


def test_nobody_listens(regler: Callable[[str], None]) -> None:
    regler(f"smtp://127.0.0.1:{port_libre()}")
    assert refus().temporaire


def test_a_server_that_says_no_at_the_door(regler: Callable[[str], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as porte:

        def refuser() -> None:
            client, _ = porte.accept()
            client.sendall(b"554 ferme\r\n")
            client.close()

        Thread(target=refuser, daemon=True).start()
        regler(f"smtp://127.0.0.1:{porte.getsockname()[1]}")
        assert refus().temporaire


def test_a_server_that_hangs_up_after_the_mail_does_not_make_it_leave_twice(
    regler: Callable[[str], None],
) -> None:
    recu = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as porte:

        def prendre_et_partir() -> None:
            client, _ = porte.accept()
            with client, client.makefile("rb") as flux, suppress(OSError):
                client.sendall(b"220 bonjour\r\n")
                contenu = False
                for ligne in flux:
                    recu.extend(ligne)
                    if contenu and ligne == b".\r\n":
                        client.sendall(b"250 pris\r\n")
                        return
                    if not contenu:
                        contenu = ligne.upper().startswith(b"DATA")
                        client.sendall(b"354 allez\r\n" if contenu else b"250 OK\r\n")

        Thread(target=prendre_et_partir, daemon=True).start()
        regler(f"smtp://127.0.0.1:{porte.getsockname()[1]}")
        envoyer(MESSAGE)
    assert recu.count(b"data\r\n") == 1


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:99999", "smtp://127.0.0.1:x", "smtp://"])
def test_a_wrong_server_in_the_settings_is_temporary(regler: Callable[[str], None], url: str) -> None:
    regler(url)
    assert refus().temporaire


def test_encrypted_from_the_start(
    poste: Callable[..., int], certificat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificat))
    facteur = Facteur()
    poste(facteur, "smtps://127.0.0.1:{}", ssl_context=contexte(certificat))
    envoyer(MESSAGE)
    assert len(facteur.recus) == 1


def test_a_plain_server_behind_smtps_gets_nothing(poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur, "smtps://127.0.0.1:{}")
    assert refus().temporaire
    assert facteur.recus == []


@pytest.mark.parametrize(
    ("secret", "entre"), [("s%40cret%3A%2F", True), ("faux", False), ("accentu%C3%A9", False)]
)
def test_starttls_with_a_password(
    poste: Callable[..., int],
    certificat: Path,
    monkeypatch: pytest.MonkeyPatch,
    secret: str,
    entre: bool,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificat))
    facteur = Facteur()
    options = {"tls_context": contexte(certificat), "require_starttls": True, "auth_required": True}
    url = f"smtp+starttls://portail:{secret}@127.0.0.1:{{}}"
    poste(facteur, url, authenticator=authentifie, **options)
    if entre:
        envoyer(MESSAGE)
    else:
        leve = refus()
        assert leve.temporaire
        assert secret not in leve.raison
    assert len(facteur.recus) == entre


def test_an_unknown_certificate_is_refused(poste: Callable[..., int], certificat: Path) -> None:
    facteur = Facteur()
    poste(facteur, "smtp+starttls://127.0.0.1:{}", tls_context=contexte(certificat))
    assert refus().temporaire
    assert facteur.recus == []


def test_starttls_is_not_given_up_when_the_server_has_none(poste: Callable[..., int]) -> None:
    facteur = Facteur()
    poste(facteur, "smtp+starttls://127.0.0.1:{}")
    assert refus().temporaire
    assert facteur.recus == []
