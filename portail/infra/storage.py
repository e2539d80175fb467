"""Where bytes are kept: a private folder by default, an S3-compatible bucket when the settings say so.

Keys are random. A write is seen whole or not at all: the local store writes beside and renames, S3
completes a multipart upload. What people send waits in `halves` until it is whole.
"""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
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
READ_BYTES = 256 * 1024
RESERVE_BYTES = 200_000_000  # never fill the disk: the database lives there too
# A bucket that does not answer is said to whoever waits, rather than asked for minutes. The store reads its
# `AWS_…` variables itself, but for this one, which options given here replace.
_PATIENCE: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=3),
    "timeout": timedelta(seconds=60),
    "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"},
}
_ESSAIS: "RetryConfig" = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
_NO_LINK = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK}


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


def require_space(wanted: int = 0) -> None:
    """Make sure the data folder's disk can take `wanted` more bytes and keep its reserve.

    Raises:
        EcritureImpossible: it cannot.
    """
    folder = settings().data_dir.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < wanted + RESERVE_BYTES:
        raise EcritureImpossible("no space left")


def adopt(folder: str, path: Path) -> Stored:
    """Keep the bytes of a local file under a new key of a folder; the file itself stays where it is.

    Raises:
        EcritureImpossible: the store failed.
    """
    key = new_key(folder)
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            size = content.tell()
            content.seek(0)
            head = content.read(HEAD_BYTES)
            content.seek(max(0, size - TAIL_BYTES))
            tail = content.read()
        if not _link(path, key):
            obstore.put(store(), key, path)
    except (OSError, BaseError) as cause:
        raise EcritureImpossible(str(cause)) from cause
    return Stored(key, size, digest, head, tail)


def _link(path: Path, key: str) -> bool:
    """On the same disk, one more name for the same bytes: nothing is copied. False where that cannot be."""
    root = _local_root()
    if root is None:
        return False
    store()
    target = root / key
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(path)
    except OSError as cause:
        if cause.errno in _NO_LINK:
            return False
        raise
    os.utime(target)  # as old as its key: those that no row names are swept by their age
    return True


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
