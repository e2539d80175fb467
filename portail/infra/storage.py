"""Where bytes are kept: a private folder by default, an S3-compatible bucket when the settings say so.

Keys are random. A write is seen whole or not at all: the local store writes beside and renames, S3
completes a multipart upload, and both forget what was sent when the stream fails or the client leaves.
"""

import asyncio
import hashlib
import os
import secrets
import shutil
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from portail.infra.seekable import seekable
from portail.settings import settings

if TYPE_CHECKING:  # known to the type stubs only
    from obstore import GetResult
    from obstore.store import ClientConfig, RetryConfig

HEAD_BYTES = 4_096
TAIL_BYTES = 66_000  # more than the longest comment at the end of a ZIP (APPNOTE 4.3.16: 65 535)
PART_BYTES = 5 * 1024 * 1024  # the least S3 takes for a part
READ_BYTES = 256 * 1024
RESERVE_BYTES = 200_000_000  # never fill the disk: the database lives there too
IDLE_SECONDS = 60.0
# A bucket that does not answer is said to whoever waits, rather than asked for minutes. The store reads its
# `AWS_…` variables itself, but for this one, which options given here replace.
_PATIENCE: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=3),
    "timeout": timedelta(seconds=60),
    "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"},
}
_ESSAIS: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}


class TropGros(Exception):
    """The stream is longer than its limit."""


class Interrompu(Exception):
    """Nothing came for `IDLE_SECONDS`, or the whole takes too long."""


class EcritureImpossible(Exception):
    """The store takes no more bytes: full, or away."""


class LectureImpossible(Exception):
    """The store is away."""


class FichierAbsent(Exception):
    """No bytes under this key."""


@dataclass(frozen=True)
class Stored:
    """What was written: its key, size in bytes, SHA-256 (hex), first and last bytes."""

    key: str
    size: int
    sha256: str
    head: bytes
    tail: bytes


@dataclass(frozen=True)
class Reading:
    """A stream of bytes and how many there will be."""

    size: int
    chunks: AsyncIterator[bytes]


@cache
def store() -> ObjectStore:
    """The store named in the settings."""
    root = _local_root()
    if root is None:
        return from_url(settings().storage_url, client_options=_PATIENCE, retry_config=_ESSAIS)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    root.chmod(0o700)  # umask apart, nobody else on the machine reads people's papers
    return LocalStore(root)


def _local_root() -> Path | None:
    url = urlsplit(settings().storage_url)
    if not url.scheme:
        return (settings().data_dir / "pieces").absolute()
    return Path(unquote(url.path)) if url.scheme == "file" else None


def new_key(folder: str) -> str:
    """A random key in a folder of the store, spread over 256 smaller ones."""
    name = secrets.token_hex(24)
    return f"{folder}/{name[:2]}/{name[2:]}"


_expected = 0


@contextmanager
def expecting(wanted: int) -> Iterator[None]:
    """Keep room for `wanted` bytes on their way, in this process, for as long as this lasts."""
    global _expected  # noqa: PLW0603  one count for the process; only the event loop's thread changes it
    _expected += wanted
    try:
        yield
    finally:
        _expected -= wanted


def require_space() -> None:
    """Make sure a local disk can take all that is expected and keep its reserve.

    Raises:
        EcritureImpossible: it cannot.
    """
    root = _local_root()
    if root is None:
        return
    store()
    if shutil.disk_usage(root).free < _expected + RESERVE_BYTES:
        raise EcritureImpossible("no space left")


async def write(folder: str, stream: AsyncIterable[bytes], limit: int, seconds: float = 3600) -> Stored:
    """Keep a stream of at most `limit` bytes under a new key of a folder, if it ends within `seconds`.

    Raises:
        TropGros: there are more; nothing is kept.
        Interrompu: the sender fell silent or is too slow; nothing is kept.
        EcritureImpossible: the store failed. What `stream` raises passes through.
    """
    key, meter = new_key(folder), _Meter(limit)
    chunks = meter.measure(stream, asyncio.get_running_loop().time() + seconds)
    try:
        await obstore.put_async(
            store(), key, chunks, chunk_size=PART_BYTES, max_concurrency=2, use_multipart=True
        )
    except BaseError as cause:
        raise EcritureImpossible(str(cause)) from cause
    return Stored(key, meter.size, meter.digest.hexdigest(), meter.head, meter.tail)


class _Meter:
    """Counts, digests and remembers both ends of what passes."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.digest = hashlib.sha256()
        self.head = b""
        self._last: deque[bytes] = deque()
        self._kept = 0

    @property
    def tail(self) -> bytes:
        """The last bytes, `TAIL_BYTES` at most."""
        return b"".join(self._last)[-TAIL_BYTES:]

    async def measure(self, stream: AsyncIterable[bytes], until: float) -> AsyncIterator[bytes]:
        chunks, now = aiter(stream), asyncio.get_running_loop().time
        while True:
            try:
                chunk = await asyncio.wait_for(anext(chunks), min(IDLE_SECONDS, until - now()))
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise Interrompu from None
            if chunk:
                self._add(chunk)
                yield chunk

    def _add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self.limit:
            raise TropGros
        self.digest.update(chunk)
        self.head += chunk[: HEAD_BYTES - len(self.head)]
        self._last.append(chunk)
        self._kept += len(chunk)
        while self._kept - len(self._last[0]) >= TAIL_BYTES:
            self._kept -= len(self._last.popleft())


def write_bytes(folder: str, content: bytes) -> str:
    """Keep a document made here, and return its key. Raises as `put`."""
    key = new_key(folder)
    put(key, content)
    return key


def put(key: str, content: bytes) -> None:
    """Keep a document made here under a key that its reader knows; it replaces what is there.

    Raises:
        EcritureImpossible: the store failed.
    """
    try:
        obstore.put(store(), key, content)
    except BaseError as cause:
        raise EcritureImpossible(str(cause)) from cause


async def read(key: str) -> Reading:
    """Stream what is under `key`.

    Raises:
        FichierAbsent: nothing is there.
        LectureImpossible: the store does not answer.
    """
    try:
        found = await obstore.get_async(store(), key)
    except FileNotFoundError:
        raise FichierAbsent(key) from None
    except BaseError as cause:
        raise LectureImpossible(str(cause)) from cause
    return Reading(found.meta["size"], _chunks(found))


async def _chunks(found: "GetResult") -> AsyncIterator[bytes]:
    async for chunk in found.stream(min_chunk_size=READ_BYTES):
        yield bytes(chunk)


def read_bytes(key: str) -> bytes:
    """All of a small document.

    Raises:
        FichierAbsent: nothing is there.
    """
    try:
        return bytes(obstore.get(store(), key).bytes())
    except FileNotFoundError:
        raise FichierAbsent(key) from None


def open_file(key: str) -> BinaryIO:
    """A seekable reader that fetches what is asked for, for formats whose index is at their end.

    Raises:
        FichierAbsent: nothing is there.
    """
    try:
        return seekable(obstore.open_reader(store(), key, buffer_size=READ_BYTES), READ_BYTES)
    except FileNotFoundError:
        raise FichierAbsent(key) from None


def delete(key: str) -> None:
    """Forget what is under `key`; nothing there is no error, for a task may run twice."""
    try:
        obstore.delete(store(), key)
    except FileNotFoundError:
        return


def older_than(folder: str, instant: datetime) -> Iterator[list[str]]:
    """The keys of a folder written before `instant` (aware), in batches, to find those nothing refers to."""
    for batch in obstore.list(store(), folder):
        yield [entry["path"] for entry in batch if entry["last_modified"] < instant]


def forget_halves(folder: str, instant: datetime) -> None:
    """Delete what a local write left half done before `instant` (aware), when the process was killed.

    A bucket does it by itself (lifecycle rule « AbortIncompleteMultipartUpload »).
    """
    root = _local_root()
    if root is None:
        return
    for half in (root / folder).glob("*/*#*"):  # the local store writes beside, then renames
        with suppress(FileNotFoundError):
            if half.stat().st_mtime < instant.timestamp():
                half.unlink()
