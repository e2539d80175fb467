"""What handlers put in the outbox."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import col, select

from portail.infra import db
from portail.infra.outbox import Envoi

Mails = Callable[[], list[dict[str, str]]]


@pytest.fixture
def mails() -> Mails:
    """The payloads of the mails that wait to leave, oldest first."""

    def lire() -> list[dict[str, str]]:
        with db.snapshot() as session:
            query = select(Envoi).where(Envoi.genre == "courriel").order_by(col(Envoi.cree_le))
            return [dict(envoi.charge) for envoi in session.exec(query)]

    return lire


@pytest.fixture
def lien(mails: Mails) -> Callable[..., str]:
    """The path of the link in the last mail, to this address if one is given."""

    def dernier(destinataire: str = "") -> str:
        corps = [m["corps_markdown"] for m in mails() if destinataire in {"", m["destinataire"]}]
        return [
            trouve[1] for texte in corps if (trouve := re.search(r"\(https?://[^/]+(/[^)]+#[^)]+)\)", texte))
        ][-1]

    return dernier
