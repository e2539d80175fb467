"""Mails of the outbox through servers that are away, refuse, drip, hang up: each arrives, and once."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from portail.comptes import mails
from portail.core import clock
from portail.infra import outbox
from portail.infra.db import snapshot, transaction
from portail.infra.outbox import Envoi
from portail.jobs import worker
from portail.partners import mail
from tests.integration.partners.test_smtp_servers import Facteur, port_libre, poste, regler  # noqa: F401

Regler = Callable[[str], None]


@pytest.fixture
def un_mail(engine: Engine) -> None:
    """A mail that must leave."""
    charge = {"destinataire": "zoe@exemple.fr", "sujet": "Votre dossier", "corps_markdown": "Bonjour."}
    with transaction() as session:
        outbox.publier(session, mails.GENRE, "mail:1", charge)


def ligne() -> Envoi:
    with snapshot() as session:
        return session.exec(select(Envoi)).one()


def essayer() -> Envoi:
    """Try what is due once the pause after the last failure is over."""
    with clock.fixed(max(clock.now(), ligne().du_le)):
        assert worker.faire_un_tour() == 1
    return ligne()


@contextmanager
def brut(conduite: Callable[[socket.socket, Event], None]) -> Iterator[str]:
    """A server of a few lines; gives its address."""
    fini = Event()

    def servir() -> None:
        with suppress(OSError):
            while True:
                client, _ = porte.accept()
                with client, suppress(OSError):
                    conduite(client, fini)

    with socket.create_server(("127.0.0.1", 0)) as porte:
        Thread(target=servir, daemon=True).start()
        yield f"smtp://127.0.0.1:{porte.getsockname()[1]}"
        fini.set()


def goutte_a_goutte(client: socket.socket, fini: Event) -> None:
    """One letter at a time, each within any patience for one word."""
    while not fini.wait(0.05):
        client.sendall(b"2")


def raccrocher_apres_le_contenu(client: socket.socket, _fini: Event) -> None:
    """Take the whole mail, and say nothing of what became of it."""
    flux, contenu = client.makefile("rb"), False
    client.sendall(b"220 bonjour\r\n")
    for recue in flux:
        if contenu and recue == b".\r\n":
            return
        if not contenu:
            contenu = recue.upper().startswith(b"DATA")
            client.sendall(b"354 allez\r\n" if contenu else b"250 OK\r\n")


def test_a_mail_arrives_once_whatever_the_server_did_before(
    un_mail: None, regler: Regler, poste: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "_EN_TOUT", 0.5)
    regler(f"smtp://127.0.0.1:{port_libre()}")
    assert "refused" in essayer().erreur
    with brut(goutte_a_goutte) as url:
        regler(url)
        assert essayer().erreur
    refus = {"au_contenu": "451 4.3.0 plus tard"}, {"a_la_connexion": "421 4.3.2 fermeture"}
    for conduite in refus:
        poste(Facteur(**conduite))
        assert "451" in (dit := essayer().erreur) or "421" in dit
        assert ligne().fait_le is None
    facteur = Facteur()
    poste(facteur)
    assert essayer().fait_le is not None
    with clock.fixed(clock.now() + timedelta(days=1)):
        assert worker.faire_un_tour() == 0
    assert str(facteur.message()["Message-ID"]).startswith(f"<{ligne().id}@")
    assert ligne().essais == 5


def test_a_final_refusal_is_counted_and_not_repeated(un_mail: None, poste: Callable[..., int]) -> None:
    poste(Facteur(au_destinataire="550 5.1.1 inconnu"))
    assert essayer().abandonne_le is not None
    with clock.fixed(clock.now() + timedelta(days=1)):
        assert worker.faire_un_tour() == 0
    with snapshot() as session:
        assert outbox.abandonnes(session) == 1


def test_a_mail_nobody_answered_for_leaves_again_under_the_same_name(
    un_mail: None, regler: Regler, poste: Callable[..., int]
) -> None:
    with brut(raccrocher_apres_le_contenu) as url:
        regler(url)
        assert essayer().fait_le is None
    facteur = Facteur()
    poste(facteur)
    assert essayer().fait_le is not None
    assert str(facteur.message()["X-Idempotency"]) == str(ligne().id)


def test_nobody_else_takes_a_mail_while_a_server_drips() -> None:
    """The lease outlasts what one mail may take."""
    assert timedelta(seconds=mail._EN_TOUT + mail._PATIENCE) < outbox.LEASE
