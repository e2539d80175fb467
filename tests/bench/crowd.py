"""Many people at once: what an event waits for its answer, and the memory each person takes."""

import asyncio
import random
import statistics
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Figure
from tests.demandeurs_de_test import Applicant
from tests.hostile.attacker import ROOT_STATE, Attacker
from tests.live import Server

PAUSE = (1.0, 3.0)
"""Seconds between two pauses of somebody who types: each one sends an event."""
READY = "'is_hydrated_rx_state_': True"
PATIENCE = 60

Event = tuple[str, dict[str, object]]


@dataclass
class Tab:
    """An open tab of an applicant, on a network of its own; it sends one event at a time."""

    who: Applicant
    path: str
    wire: Attacker
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    until: str = ""

    def hear(self, data: object) -> None:
        """Something came from the server."""
        if not self.until or self.until in str(data):
            self.answered.set()

    async def ask(self, event: Event, until: str = "") -> float:
        """Send an event; return the seconds until its answer, or the one that holds `until`."""
        self.until = until
        self.answered.clear()
        begun = time.perf_counter()
        await self.wire.emit(*event, self.path)
        await asyncio.wait_for(self.answered.wait(), PATIENCE)
        return time.perf_counter() - begun


LOAD: Event = (f"{ROOT_STATE}.hydrate_and_load", {"vars": {}, "hashes": []})


@asynccontextmanager
async def opened(
    server: Server, people: Sequence[Applicant], path: Callable[[Applicant], str]
) -> AsyncIterator[list[Tab]]:
    """One tab for each, its page loaded; ten at a time, as nobody's server is reloaded by all at once."""
    async with AsyncExitStack() as stack:
        gate = asyncio.Semaphore(10)

        async def one(rank: int, who: Applicant) -> Tab:
            network = f"198.51.{rank // 250}.{rank % 250 + 1}"
            wire = Attacker(server.url, cookie=who.cookie, network=network)
            tab = Tab(who, path(who), wire)
            async with gate:
                await stack.enter_async_context(wire)
                wire.io.on("event", tab.hear, namespace="/_event")
                await tab.ask(LOAD, READY)
            return tab

        yield await asyncio.gather(*(one(rank, who) for rank, who in enumerate(people)))


async def waits(tabs: Sequence[Tab], event: Callable[[Tab, int], Event], seconds: float) -> list[float]:
    """Everybody types for some seconds; return what each event waited, in seconds."""

    async def type_(tab: Tab) -> list[float]:
        found: list[float] = []
        end = time.perf_counter() + seconds
        await asyncio.sleep(random.uniform(0, PAUSE[1]))
        while time.perf_counter() < end:
            found.append(await tab.ask(event(tab, len(found))))
            await asyncio.sleep(random.uniform(*PAUSE))
        return found

    return [wait for found in await asyncio.gather(*map(type_, tabs)) for wait in found]


def summary(name: str, found: Sequence[float]) -> list[Figure]:
    """The median and the 95th percentile, in milliseconds."""
    median = statistics.median(found) * 1000
    p95 = statistics.quantiles(found, n=20)[-1] * 1000
    return [
        Figure(f"{name}.median", median, "ms"),
        Figure(f"{name}.p95", p95, "ms", p95 / median, f"{name}.median"),
    ]


def memory(server: Server) -> int:
    """Bytes of memory that the processes of a portal hold (Linux)."""
    held = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[2]) == server.process.pid:  # its process group
                pages = int((status.parent / "statm").read_text().split()[1])
                held += pages * 4096
        except (OSError, ValueError):
            continue  # it ended meanwhile
    return held
