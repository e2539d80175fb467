"""The web process leaves what waits to two workers of their own: each mail arrives, once; one may die."""

from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlmodel import col, func, select

from portail.comptes import mails
from portail.infra import outbox
from portail.infra.outbox import Envoi
from tests.e2e import gens
from tests.e2e.patience import attendre
from tests.live import Server, free_port, worker
from tests.pannes.conftest import Lancer

NOMBRE = 20


class Facteur:
    """A mail server that counts what it took."""

    def __init__(self) -> None:
        self.recus: Counter[str] = Counter()

    async def handle_DATA(self, _serveur: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        entetes = envelope.content.decode("utf-8", "replace").splitlines()
        self.recus[next(ligne for ligne in entetes if ligne.startswith("X-Idempotency:"))] += 1
        return "250 OK"


@pytest.fixture
def facteur() -> Iterator[tuple[Facteur, str]]:
    """A mail server and its address."""
    poste = Controller(made := Facteur(), hostname="127.0.0.1", port=free_port(), ready_timeout=20)
    poste.start()
    yield made, f"smtp://127.0.0.1:{poste.port}"
    poste.stop()


def restants(server: Server) -> int:
    with gens.lecture(server) as session:
        return session.exec(select(func.count()).where(col(Envoi.fait_le).is_(None))).one()


@pytest.mark.parametrize("moteur", ["sqlite", "postgresql"])
def test_two_workers_send_each_mail_once(
    lancer: Lancer, facteur: tuple[Facteur, str], moteur: str, request: pytest.FixtureRequest
) -> None:
    poste, url = facteur
    autre = {}
    if moteur == "postgresql":
        autre = {"database_url": request.getfixturevalue("postgres").settings_url}
    with lancer(embedded_worker="false", smtp_url=url, **autre) as portail:
        with gens.base(portail) as session:
            for rang in range(NOMBRE):
                charge = {"destinataire": f"p{rang}@exemple.fr", "sujet": "Reçu", "corps_markdown": "Oui."}
                outbox.publier(session, mails.GENRE, f"mail:{rang}", charge)
        assert poste.recus == {}
        with worker(portail) as un, worker(portail) as deux:
            attendre(lambda: restants(portail) == 0, "the end of what waits")
            assert (un.poll(), deux.poll()) == (None, None)
        assert len(poste.recus) == NOMBRE
        assert set(poste.recus.values()) == {1}
