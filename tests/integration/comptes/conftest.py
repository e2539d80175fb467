"""What the outbox and the journal hold, for the tests of accounts."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from portail.infra.journal import EntreeJournal
from portail.infra.outbox import Envoi


class Courrier:
    """The mails that wait to leave, oldest first."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def tous(self) -> list[dict[str, str]]:
        """Their payloads."""
        query = select(Envoi).where(Envoi.genre == "courriel").order_by(col(Envoi.cree_le))
        return [dict(envoi.charge) for envoi in self.session.exec(query)]

    def sujets(self, destinataire: str = "") -> list[str]:
        """Their subjects, without the Région's name."""
        return [
            mail["sujet"].partition("] ")[2]
            for mail in self.tous()
            if destinataire in {"", mail["destinataire"]}
        ]

    def secret(self, destinataire: str = "") -> str:
        """The secret of the link in the last mail that has one."""
        corps = [m["corps_markdown"] for m in self.tous() if destinataire in {"", m["destinataire"]}]
        return [found[1] for texte in corps if (found := re.search(r"#([\w-]+)\)", texte))][-1]


@pytest.fixture
def courrier(session: Session) -> Courrier:
    return Courrier(session)


@pytest.fixture
def journal(session: Session) -> Callable[[], list[str]]:
    def actions() -> list[str]:
        return list(session.exec(select(EntreeJournal.action).order_by(col(EntreeJournal.quand))))

    return actions
