"""From the command to the first page, when the pages are built already."""

import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure
from tests.live import running


def starts() -> list[Figure]:
    """The first start on an empty folder (migrations and demo data), and the second."""
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for name in ("start.first", "start"):
            begun = time.perf_counter()
            with running(Path(folder)):
                figures.append(Figure(name, time.perf_counter() - begun, "s"))
        return figures
