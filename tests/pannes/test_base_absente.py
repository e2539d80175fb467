"""A database that is held by another, or gone for a while, under a running portal: said, kept, saved."""

import asyncio
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import pytest

from portail.infra.db import BUSY_MS
from tests.demandeurs_de_test import CHAMP, applicants
from tests.e2e import gens
from tests.live import Server
from tests.pannes.conftest import Lancer
from tests.pannes.onglet import Onglet, ecrire
from tests.postgres import Postgresql

TENIR = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("SELECT count(*) FROM dossier").fetchone()
print("tenu", flush=True)
sys.stdin.read()
"""
"""Another process that begins a transaction and keeps it until told to stop."""


@contextmanager
def tenue(server: Server, debut: str) -> Iterator[None]:
    """The database while another process holds a transaction begun by `debut`."""
    base = str(server.data_dir / "portail.db")
    autre = subprocess.Popen(
        [sys.executable, "-c", TENIR, base, debut], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert autre.stdout is not None
    assert autre.stdout.readline() == b"tenu\n"
    try:
        yield
    finally:
        autre.communicate()


@pytest.fixture(scope="module")
def sur_sqlite(lancer: Lancer) -> Iterator[Server]:
    """A portal on SQLite."""
    with lancer() as live:
        yield live


@pytest.fixture(scope="module")
def sur_postgresql(lancer: Lancer, postgres: Postgresql) -> Iterator[Server]:
    """A portal on PostgreSQL."""
    with lancer(database_url=postgres.settings_url) as live:
        yield live


def traverser(server: Server, panne: Callable[[], AbstractContextManager[None]]) -> None:
    """Somebody types before, during and after; others come when it is over."""
    gens_ici = applicants(server, 12)
    (cookie, numero), *autres = gens_ici

    async def scene() -> None:
        async with Onglet(server.url, cookie, numero) as onglet:
            await onglet.ouvrir()
            await onglet.envoyer("avant", 10)
            await onglet.jusqu_a("acquits", lambda acquits: (acquits or {}).get(CHAMP) == 10)
            with panne():
                await onglet.envoyer("pendant", 20)
                assert "de notre côté" in await onglet.jusqu_a("visite.alerte", bool)
                assert onglet.de("acquits")[CHAMP] == 10
            await onglet.envoyer("pendant", 20)  # the same line: nothing was started again
            await onglet.jusqu_a("acquits", lambda acquits: acquits[CHAMP] == 20)
        await asyncio.gather(
            *(
                ecrire(server.url, *qui, "après", 30, network=f"198.51.100.{rang}")
                for rang, qui in enumerate(autres)
            )
        )

    asyncio.run(scene())
    assert gens.reponses_en_base(server, numero)[CHAMP] == "pendant"
    assert {gens.reponses_en_base(server, autre)[CHAMP] for _, autre in autres} == {"après"}


def test_a_writer_that_never_ends_is_said_and_what_is_typed_arrives_after_it(sur_sqlite: Server) -> None:
    traverser(sur_sqlite, lambda: tenue(sur_sqlite, "BEGIN IMMEDIATE"))


def test_a_short_writer_is_waited_for(sur_sqlite: Server) -> None:
    ((cookie, numero),) = applicants(sur_sqlite, 1)

    async def scene() -> None:
        async with Onglet(sur_sqlite.url, cookie, numero) as onglet:
            await onglet.ouvrir()
            with tenue(sur_sqlite, "BEGIN IMMEDIATE"):
                await onglet.envoyer("patience", 10)
                await asyncio.sleep(BUSY_MS / 10_000)
            await onglet.jusqu_a("acquits", lambda acquits: (acquits or {}).get(CHAMP) == 10)
            assert not onglet.de("visite.alerte")

    asyncio.run(scene())


def test_postgresql_stops_and_comes_back_under_a_running_portal(
    sur_postgresql: Server, postgres: Postgresql
) -> None:
    @contextmanager
    def arretee() -> Iterator[None]:
        postgres.stop()
        assert httpx.get(f"{sur_postgresql.url}/api/sante").status_code == 503
        cookies = {"sid": uuid.uuid4().hex}
        dit = httpx.get(f"{sur_postgresql.url}/api/dossiers/2026-AAAAAA/accuse.pdf", cookies=cookies)
        assert (dit.status_code, "pour le moment" in dit.json()["message"]) == (503, True)
        yield
        postgres.start()

    traverser(sur_postgresql, arretee)
    assert httpx.get(f"{sur_postgresql.url}/api/sante").status_code == 200
