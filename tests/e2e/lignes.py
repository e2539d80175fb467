"""A line that is slow, that is cut and comes back; and what travels on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request


class Ligne:
    """The network of one page, in the browser's own hands."""

    def __init__(self, page: Page) -> None:
        self._cdp = page.context.new_cdp_session(page)
        self._debit = -1
        self._cdp.send("Network.enable")

    def regler(self, *, coupee: bool = False) -> None:
        """Apply what was chosen; `coupee`: nothing passes."""
        conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": self._debit}
        self._cdp.send("Network.emulateNetworkConditions", {"offline": coupee, **conditions})

    @contextmanager
    def lente(self, octets_par_seconde: int) -> Iterator[None]:
        """It sends no faster, for as long as this lasts."""
        self._debit = octets_par_seconde
        self.regler()
        yield
        self._debit = -1
        self.regler()


class Departs:
    """Where each sending of a page began, in bytes: 0 is the beginning of the file."""

    def __init__(self, page: Page) -> None:
        self.octets: list[int] = []
        page.on("request", self._noter)

    def _noter(self, request: Request) -> None:
        if request.method == "PATCH":
            self.octets.append(int(request.headers["upload-offset"]))

    @property
    def depuis_le_debut(self) -> int:
        """How many times the file was begun."""
        return self.octets.count(0)
