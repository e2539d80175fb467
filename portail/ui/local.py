"""The React components of this folder, handed over to the compiled pages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import reflex as rx


def _hand_over(file: str) -> str:
    return rx.asset(file, shared=True).importable_path


# `rx.asset` finds who calls it by comparing each frame of the stack with each loaded module: 0.1 s a file
# from where this is imported, a tenth of that from a thread, whose stack is short.
with ThreadPoolExecutor(1) as _thread:
    _files = sorted(path.name for path in Path(__file__).parent.glob("*.jsx"))
    _LIBRARIES = dict(zip(_files, _thread.map(_hand_over, _files), strict=True))


def library(file: str) -> str:
    """Where a component finds its code, by the name of its `.jsx` file."""
    return _LIBRARIES[file]
