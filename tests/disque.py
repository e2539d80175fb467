"""A disk that takes no more bytes, for one server only: the system refuses each write that grows a file."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tests.live import Server


def limit(server: Server, size: int) -> None:
    """Let the server's files hold `size` bytes at most."""
    for pid in {server.process.pid, *server.processes()}:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """No room left, for a while."""
    limit(server, 0)
    try:
        yield
    finally:
        limit(server, resource.RLIM_INFINITY)
