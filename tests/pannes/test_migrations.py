"""Migrations started together, starts started together, a migration killed half-way: on each database."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel, select

from portail.aides.models import Aide
from portail.comptes.models import Compte
from portail.infra.db import open_engine
from tests.live import PORTAIL, ROOT, environment, free_port, running
from tests.postgres import Postgresql

COUPER = """
import os, signal, sys
from sqlalchemy import event
from portail.infra import db
from portail.infra.migrations import upgrade

ordres = 0

@event.listens_for(db.engine(), "after_cursor_execute")
def compter(*_):
    global ordres
    ordres += 1
    if ordres == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

upgrade()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def vide(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The settings of an empty database on each engine."""
    if request.param == "sqlite":
        yield {}
        return
    postgres: Postgresql = request.getfixturevalue("postgres")
    yield {"database_url": postgres.empty(tmp_path.name)}


def lancer_commande(env: dict[str, str], *commande: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*commande], env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def base(data: Path, reglages: dict[str, str]) -> str:
    ailleurs = reglages.get("database_url", "").replace("postgresql://", "postgresql+psycopg://", 1)
    return ailleurs or f"sqlite:///{data / 'portail.db'}"


def tables(url: str) -> list[str]:
    engine = open_engine(url)
    trouvees = inspect(engine).get_table_names()
    engine.dispose()
    return trouvees


def revisions(url: str) -> list[str]:
    engine = open_engine(url)
    with engine.connect() as connection:
        connues = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    engine.dispose()
    return connues


def test_migrations_started_together_wait_for_one_another(vide: dict[str, str], tmp_path: Path) -> None:
    env = environment(tmp_path, **vide)
    with ThreadPoolExecutor(2) as ensemble:
        faites = list(ensemble.map(lambda _: lancer_commande(env, str(PORTAIL), "migrate"), range(2)))
    assert [(f.returncode, f.stderr) for f in faites] == [(0, "")] * 2
    assert len(revisions(base(tmp_path, vide))) == 1


def test_portals_started_together_share_one_demonstration(vide: dict[str, str], tmp_path: Path) -> None:
    commun = {**vide, "public_url": f"http://localhost:{free_port()}"}

    def demarrer(_: int) -> int:
        with running(tmp_path, **commun) as live:
            return live.process.poll() is None

    with ThreadPoolExecutor(2) as ensemble:
        assert all(ensemble.map(demarrer, range(2)))
    engine = open_engine(base(tmp_path, vide))
    with engine.connect() as connection:
        noms = list(connection.execute(select(Compte.identifiant)).scalars())
        slugs = list(connection.execute(select(Aide.slug)).scalars())
    engine.dispose()
    assert len(noms) == len(set(noms)) == 3
    assert len(slugs) == len(set(slugs)) > 50


@pytest.mark.parametrize("ordres", ["40", "110"])  # in the first revision, and in one that follows
def test_a_migration_killed_half_way_is_made_by_the_next_start(
    vide: dict[str, str], tmp_path: Path, ordres: str
) -> None:
    env = environment(tmp_path, **vide)
    coupee = lancer_commande(env, sys.executable, "-c", COUPER, ordres)
    assert coupee.returncode == -9, coupee.stderr
    assert tables(base(tmp_path, vide)) in ([], ["alembic_version"])  # nothing half done
    suite = lancer_commande(env, str(PORTAIL), "migrate")
    assert suite.returncode == 0, suite.stderr
    engine = open_engine(base(tmp_path, vide))
    with engine.connect() as connection:
        voulues = set(SQLModel.metadata.tables)
        assert voulues <= set(inspect(connection).get_table_names())
        assert MigrationContext.configure(connection).get_current_revision() is not None
    engine.dispose()
