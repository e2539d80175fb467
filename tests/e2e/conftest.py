"""Real servers, a real Chromium, and browsers that fail the test when they complain."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
    sync_playwright,
)

from portail.settings import settings
from tests.chromium import CHROMIUM
from tests.live import Server, prepare, running
from tests.partenaires import partenaires

expect.set_options(timeout=10_000)
# What the browser itself says when a test takes the server or the network away on purpose; what the server
# answers is judged by its status instead.
EXPECTED_NOISE = (
    "WebSocket connection",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
    "ERR_INTERNET_DISCONNECTED",
    "the server responded with a status of",
)
Lancer = Callable[..., AbstractContextManager[Server]]


@pytest.fixture(scope="session")
def partners() -> Iterator[dict[str, str]]:
    """The settings that lead to stand-ins of the partners."""
    with partenaires() as urls:
        yield urls


@pytest.fixture(scope="session")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Lancer:
    """Start a portal of one's own on a copy of the demo, which is seeded once.

    It shares the encryption keys of the tests, which write into its database behind its back.
    """
    model = tmp_path_factory.mktemp("modele")
    prepare(model)

    @contextmanager
    def start(around: Mapping[str, str] | None = None, **reglages: str) -> Iterator[Server]:
        data: Path = tmp_path_factory.mktemp("portail") / "var"
        shutil.copytree(model, data)
        keys = {"encryption_keys": ",".join(settings().cipher_keys())}
        with running(data, around, event_rate="200", **keys, **reglages) as live:
            yield live

    return start


@pytest.fixture(scope="session")
def server(launch: Lancer, partners: dict[str, str]) -> Iterator[Server]:
    """A portal with demo data and partners that answer."""
    with launch(**partners) as live:
        yield live


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """The portal's origin."""
    return server.url


@pytest.fixture
def own_server(launch: Lancer) -> Iterator[Server]:
    """A portal for one test that ill-treats it; its partners are down."""
    with launch() as live:
        yield live


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    assert CHROMIUM, "Chromium is missing: tests/paquets.sh installs it"
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield launched
        launched.close()


class Complaints:
    """What browsers complain of, and the statuses of HTTP that a test provokes on purpose."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.meant: set[int] = set()

    def listen(self, context: BrowserContext) -> None:
        """Hear errors of the console, of scripts, and answers that refuse."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(str(error.error)))
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(noise in message.text for noise in EXPECTED_NOISE):
            self.heard.append(message.text)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.meant:
            self.heard.append(f"{response.status} {response.request.method} {response.url}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """A test adds to `meant` the statuses it provokes."""
    made = Complaints()
    yield made
    assert made.heard == []


@pytest.fixture
def new_context(
    browser: Browser, complaints: Complaints, base_url: str
) -> Iterator[Callable[..., BrowserContext]]:
    """Make browsers of one's own (own cookies), on the shared portal unless `server` is another."""
    made: list[BrowserContext] = []

    def make(
        width: int = 1280, height: int = 900, scheme: str = "light", server: Server | None = None
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=server.url if server else base_url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="fr-FR",
            timezone_id="Europe/Paris",
            has_touch=width < 600,
            accept_downloads=True,
        )
        complaints.listen(context)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a wide screen, signed out."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, signed out."""
    return new_context(width=375, height=740).new_page()
