"""One real server for the attacks, and cookies of two demo applicants made behind its back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from portail.comptes.models import Compte
from portail.comptes.rules import empreinte
from portail.infra.crypto import new_secret
from portail.infra.db import open_engine
from tests.hostile.monde import Victim, make_victim
from tests.live import Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal with demo data, that lets an attacker send as fast as it can."""
    # Behind a proxy, so that an attacker may come from several networks, each with its own limits.
    with running(tmp_path_factory.mktemp("cible"), event_rate="100000", trusted_proxies="1") as live:
        yield live


@pytest.fixture(scope="session")
def database(server: Server) -> Iterator[Callable[[], Session]]:
    """Sessions on the server's own database."""
    engine = open_engine(server.database)
    writing = engine.execution_options(portail_write=True)  # waits for its turn among the server's writers
    yield lambda: Session(writing, expire_on_commit=False)
    engine.dispose()


@pytest.fixture(scope="session")
def victim(database: Callable[[], Session]) -> Victim:
    """Somebody who has everything to lose."""
    return make_victim(database)


@pytest.fixture(scope="session")
def accounts(database: Callable[[], Session]) -> list[Compte]:
    """The demo applicants, to attack or to attack with."""
    with database() as session:
        found = list(session.exec(select(Compte).order_by(col(Compte.cle_identifiant))))
    assert len(found) >= 2
    return found


@pytest.fixture(scope="session")
def sign_in(database: Callable[[], Session]) -> Callable[[Compte], str]:
    """Give a signed-in cookie for an account."""
    from portail.comptes.models import SessionOuverte

    def make(compte: Compte) -> str:
        sid = new_secret()
        with database() as session:
            session.add(SessionOuverte(empreinte=empreinte(sid), compte_id=compte.id, appareil="essai"))
            session.commit()
        return sid

    return make


@pytest.fixture(scope="session")
def log(server: Server) -> Callable[[], str]:
    """What the server wrote so far."""
    path: Path = server.data_dir / "serveur.log"
    return lambda: path.read_text(encoding="utf-8", errors="replace")
