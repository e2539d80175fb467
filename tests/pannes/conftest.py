"""A demonstration seeded once; each test starts its own portal on a copy of it and ill-treats that one."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

import pytest

from portail.settings import settings
from tests.live import Server, prepare, running
from tests.postgres import Postgresql, postgresql
from tests.redis_server import RedisServer, redis_server

Lancer = Callable[..., AbstractContextManager[Server]]


@pytest.fixture(scope="session")
def lancer(tmp_path_factory: pytest.TempPathFactory) -> Lancer:
    """Start a portal on a copy of the demonstration.

    It has the encryption keys of the tests, which write into its database behind its back, and stands behind
    a proxy, so that each person may come from another network.
    """
    modele = tmp_path_factory.mktemp("modele")
    prepare(modele)

    @contextmanager
    def start(around: Mapping[str, str] | None = None, **reglages: str) -> Iterator[Server]:
        data = tmp_path_factory.mktemp("portail") / "var"
        shutil.copytree(modele, data)
        keys = {"encryption_keys": ",".join(settings().cipher_keys())}
        with running(data, around, event_rate="200", trusted_proxies="1", **keys, **reglages) as live:
            yield live

    return start


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis for one file of tests."""
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgresql]:
    """A PostgreSQL with the demonstration, for one file of tests."""
    with postgresql() as server:
        prepare(tmp_path_factory.mktemp("semence"), database_url=server.settings_url)
        yield server
