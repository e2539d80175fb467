"""Half files: what has come of an upload so far, in the data folder's disk until it is whole.

How much came is the size of the file and nothing else, so a killed process and a lost line lose what was on
the wire, never what was written. One writer at a time: whoever comes last for a file makes the former leave,
for a line that was cut is not known as such by its server before long.
"""

import asyncio
import fcntl
import os
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from portail.infra.storage import HEAD_BYTES, EcritureImpossible
from portail.settings import settings

WRITE_BYTES = 65_536
IDLE_SECONDS = 60.0


class TropGros(Exception):
    """More bytes came than were announced."""


class Interrompu(Exception):
    """Nothing came for `IDLE_SECONDS`, or the whole takes too long."""


class Occupe(Exception):
    """Another request has taken over this file, or another process writes in it."""


def path(name: uuid.UUID) -> Path:
    """Where a half file is."""
    return _folder() / name.hex


def _folder() -> Path:
    return settings().data_dir.absolute() / "envois"


def size(name: uuid.UUID) -> int:
    """How many bytes have come; 0 when none has."""
    try:
        return path(name).stat().st_size
    except FileNotFoundError:
        return 0


def sizes() -> dict[uuid.UUID, int]:
    """How many bytes have come of each."""
    return {half.name: half.size for half in _entries()}


def delete(name: uuid.UUID) -> None:
    """Forget what came; nothing there is no error."""
    path(name).unlink(missing_ok=True)


def older_than(instant: datetime) -> Iterator[uuid.UUID]:
    """The files that got nothing since `instant` (aware)."""
    for half in _entries():
        if half.written < instant.timestamp():
            yield half.name


class _Entry:
    __slots__ = ("name", "size", "written")

    def __init__(self, name: uuid.UUID, size: int, written: float) -> None:
        self.name, self.size, self.written = name, size, written


def _entries() -> Iterator[_Entry]:
    with suppress(FileNotFoundError), os.scandir(_folder()) as found:
        for entry in found:
            with suppress(FileNotFoundError, ValueError):  # deleted meanwhile; not one of ours
                stat = entry.stat()
                yield _Entry(uuid.UUID(entry.name), stat.st_size, stat.st_mtime)


class _Turn:
    """The one request of this process that may write in a file now."""

    def __init__(self) -> None:
        self.leave, self.over = asyncio.Event(), asyncio.Event()


_turns: dict[uuid.UUID, _Turn] = {}


@asynccontextmanager
async def turn(name: uuid.UUID) -> AsyncIterator[asyncio.Event]:
    """Take one's turn: who had it is told to leave and waited for. The event yielded says so to this one."""
    before, mine = _turns.get(name), _Turn()
    _turns[name] = mine
    try:
        if before is not None:
            before.leave.set()
            await before.over.wait()
        yield mine.leave
    finally:
        if _turns.get(name) is mine:
            del _turns[name]
        mine.over.set()


class Half:
    """A half file open for writing at its end; nobody else writes in it, in any process of this machine."""

    def __init__(self, name: uuid.UUID) -> None:
        """Open or begin it.

        Raises:
            Occupe: another process writes in it.
            EcritureImpossible: the disk takes nothing.
        """
        try:
            _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path(name), os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        except OSError as cause:
            raise EcritureImpossible(str(cause)) from cause
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise Occupe from None
        self.size = os.fstat(self._file).st_size

    def close(self) -> None:
        """Let others write."""
        os.close(self._file)

    async def write(
        self,
        stream: AsyncIterable[bytes],
        whole: int,
        seconds: float,
        leave: asyncio.Event,
        look: Callable[[bytes], None],
    ) -> None:
        """Add what comes, of a file of `whole` bytes, within `seconds`; `look` judges its first bytes.

        Raises:
            TropGros, Interrompu, Occupe, EcritureImpossible: what came before is kept.
            What `stream` and `look` raise passes through.
        """
        seen, pending = False, b""
        try:
            async for chunk in _patient(stream, seconds, leave):
                if self.size + len(pending) + len(chunk) > whole:
                    raise TropGros
                pending += chunk
                if len(pending) >= (WRITE_BYTES if seen else HEAD_BYTES):
                    kept, pending = pending, b""
                    await asyncio.to_thread(self._write, kept)
                    seen = seen or self._looked(look, whole)
        finally:
            self._write(pending)
        self._looked(look, whole)

    def _looked(self, look: Callable[[bytes], None], whole: int) -> bool:
        if self.size < min(HEAD_BYTES, whole):
            return False
        look(os.pread(self._file, HEAD_BYTES, 0))
        return True

    def _write(self, content: bytes) -> None:
        try:
            while content:
                done = os.write(self._file, content)
                self.size += done
                content = content[done:]
        except OSError as cause:
            raise EcritureImpossible(str(cause)) from cause


async def _patient(
    stream: AsyncIterable[bytes], seconds: float, leave: asyncio.Event
) -> AsyncIterator[bytes]:
    """What comes, as long as it comes and nobody else takes over."""
    chunks, now = aiter(stream), asyncio.get_running_loop().time
    until, left = now() + seconds, asyncio.ensure_future(leave.wait())
    try:
        while True:
            chunk = asyncio.ensure_future(anext(chunks, None))
            try:
                patience = max(0.0, min(IDLE_SECONDS, until - now()))
                await asyncio.wait({chunk, left}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
                if not chunk.done():
                    raise Occupe if left.done() else Interrompu
            finally:
                chunk.cancel()
            came = chunk.result()
            if came is None:
                return
            if now() >= until:
                raise Interrompu
            yield came
            if left.done():
                raise Occupe
    finally:
        left.cancel()
