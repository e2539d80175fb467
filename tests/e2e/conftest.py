"""A real server, a real Chromium, and pages that fail the test when the browser complains."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.live import Server, running
from tests.partenaires import partenaires

expect.set_options(timeout=8_000)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# What the browser itself says when a test takes the server or the network away on purpose.
EXPECTED_NOISE = (
    "WebSocket connection",
    "ERR_CONNECTION_REFUSED",
    "ERR_INTERNET_DISCONNECTED",
    "Failed to load resource",
)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal with demo data and partners that answer."""
    with partenaires() as urls, running(tmp_path_factory.mktemp("portail"), event_rate="200", **urls) as live:
        yield live


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """The portal's origin."""
    return server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    assert CHROMIUM, "Chromium is missing: tests/browser.sh installs it"
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


@pytest.fixture
def new_context(browser: Browser, base_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (own cookies) that collect what the browser complains of."""
    made: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(noise in message.text for noise in EXPECTED_NOISE):
            complaints.append(message.text)

    def make(width: int = 1280, height: int = 900, scheme: str = "light") -> BrowserContext:
        context = browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            has_touch=width < 600,
            accept_downloads=True,
        )
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a wide screen, signed out."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, signed out."""
    return new_context(width=375, height=740).new_page()
