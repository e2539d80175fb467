"""A disk that takes no more bytes, for one server only: the system refuses each write that grows a file."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live import Server


def _processes(server: Server) -> list[int]:
    """The server's processes: they make one group."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and os.getpgid(int(folder.name)) == server.process.pid:
                found.append(int(folder.name))
        except ProcessLookupError:
            continue
    return found


def limit(server: Server, size: int) -> None:
    """Let the server's files hold `size` bytes at most."""
    for pid in _processes(server):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """No room left, for a while."""
    limit(server, 0)
    try:
        yield
    finally:
        limit(server, resource.RLIM_INFINITY)
