"""The store's reader as an ordinary binary file: what reads archives wants real `bytes`."""

import io
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:  # known to the type stubs only, and its home moves with the versions of Python
    from obstore import ReadableFile
    from typing_extensions import Buffer


class _Brut(io.RawIOBase):
    def __init__(self, reader: "ReadableFile") -> None:
        super().__init__()
        self._reader = reader

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._reader.seek(offset, whence)

    def tell(self) -> int:
        return self._reader.tell()

    def readinto(self, buffer: "Buffer") -> int:
        view = memoryview(buffer)
        read = bytes(self._reader.read(len(view)))
        view[: len(read)] = read
        return len(read)


def seekable(reader: "ReadableFile", buffer_bytes: int) -> BinaryIO:
    """A file open for reading over a reader of the store, `buffer_bytes` asked for at a time."""
    return cast(BinaryIO, io.BufferedReader(_Brut(reader), buffer_bytes))
