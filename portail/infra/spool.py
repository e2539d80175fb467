"""Items set aside in a file without a name and read again in the order they came: memory holds one batch."""

import pickle
import tempfile
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """A first-in, first-out list on the disk; nobody else can open its file, which ends with `close`."""

    def __init__(self, batch: int = 500) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  `close` ends it
        self._size, self._batch, self._written = batch, list[T](), 0

    def __len__(self) -> int:
        return self._written + len(self._batch)

    def close(self) -> None:
        """Give the room back to the disk."""
        self._file.close()

    def add(self, item: T) -> None:
        """Set one aside."""
        self._batch.append(item)
        if len(self._batch) >= self._size:
            self._write()

    def batches(self) -> Iterator[list[T]]:
        """All of them; none may be added meanwhile."""
        self._write()
        self._file.seek(0)
        left = self._written
        while left:
            batch: list[T] = pickle.load(self._file)  # noqa: S301  written by this object alone
            left -= len(batch)
            yield batch

    def _write(self) -> None:
        if self._batch:
            self._file.seek(0, 2)
            pickle.dump(self._batch, self._file, pickle.HIGHEST_PROTOCOL)
            self._written += len(self._batch)
            self._batch = []
