"""What a page weighs on a cold cache, and what axe says of every page."""

from collections.abc import Callable, Iterator

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.bench.figures import Figure

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def weigh(browser: Browser, url: str, cookie: str) -> dict[str, int]:
    """Bytes transferred by a page on a cold cache, by kind (`script`, `stylesheet`, `font`…) and in `all`.

    The browser says what it fetches; each is then fetched again as over https, where browsers accept brotli.
    """
    context = browser.new_context()
    if cookie:
        origin = str(httpx.URL(url).join("/"))  # with a deeper address, the cookie would be for that folder
        context.add_cookies([{"name": "sid", "value": cookie, "url": origin}])
    page = context.new_page()
    kinds: dict[str, str] = {}
    page.on("response", lambda answer: kinds.setdefault(answer.url, answer.request.resource_type))
    page.goto(url, wait_until="networkidle")
    page.locator("#h1").wait_for()
    assert page.url == url, f"{url} led to {page.url}"
    context.close()
    weights = dict.fromkeys(("all", *kinds.values()), 0)
    with httpx.Client(headers={"accept-encoding": "br", "cookie": f"sid={cookie}"}) as client:
        for address, kind in kinds.items():
            if address.startswith("http"):
                size = _transferred(client, address)
                weights[kind] += size
                weights["all"] += size
    return weights


def _transferred(client: httpx.Client, address: str) -> int:
    """Bytes of the answer, headers included, as they travel."""
    with client.stream("GET", address) as answer:
        body = sum(len(chunk) for chunk in answer.iter_raw())
        return body + sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)


def weights(browser: Browser, addresses: dict[str, str], cookie: str) -> Iterator[Figure]:
    """The weight of each page; the aim is 185 kB in all."""
    for name, address in addresses.items():
        found = weigh(browser, address, cookie)
        yield Figure(f"page.{name}.bytes", found["all"], "octets", found["all"] / 185_000, "185 kB")
        yield Figure(
            f"page.{name}.css",
            found.get("stylesheet", 0),
            "octets",
            found.get("stylesheet", 0) / 15_000,
            "15 kB",
        )


def violations(page: Page) -> list[str]:
    """What axe finds on a page as it is now, one line each."""
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [f"{page.url} {rule['id']} {node['target']}" for rule in found for node in rule["nodes"]]


def every_look(browser: Browser, url: str, cookie: str, visit: Callable[[Page], list[str]]) -> list[str]:
    """Visit in both schemes, on a phone's and a screen's width."""
    lines: list[str] = []
    for scheme in ("light", "dark"):
        for width in (375, 1280):
            context = browser.new_context(
                base_url=url, color_scheme=scheme, viewport={"width": width, "height": 900}
            )
            if cookie:
                context.add_cookies([{"name": "sid", "value": cookie, "url": url}])
            lines += visit(context.new_page())
            context.close()
    return lines
