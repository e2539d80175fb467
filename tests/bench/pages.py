"""What a page weighs on a cold cache, and what axe says of every page."""

import time
from collections.abc import Callable, Iterator

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.crowd import summary
from tests.bench.figures import Figure
from tests.demandeurs_de_test import CHAMP

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def weigh(browser: Browser, url: str, cookie: str) -> dict[str, int]:
    """Bytes transferred by a page on a cold cache, by kind (`script`, `stylesheet`, `font`…) and in `all`.

    The browser says what it fetches; each is then fetched again as over https, where browsers accept brotli.
    """
    context = _visitor(browser, url, cookie)
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


SHIFT = """
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.shift += entry.value;
})).observe({ type: "layout-shift", buffered: true });
"""


TYPE = """async (name) => {
  const input = document.getElementById(name), control = input.closest(".control");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const phase = () => control.querySelector(".field-status")?.dataset.phase;
  const until = (wanted) => new Promise((seen) => {
    const look = () => phase() === wanted && (observer.disconnect(), seen());
    const observer = new MutationObserver(look);
    observer.observe(control, { attributes: true, childList: true, subtree: true });
    look();
  });
  const waits = [];
  for (let count = 0; count < 15; count++) {
    set.call(input, `Une phrase ${count}`);
    const begun = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await until("saving");
    await until("saved");
    waits.push((performance.now() - begun) / 1000);
  }
  return waits;
}"""


def first_visit(browser: Browser, url: str) -> Iterator[Figure]:
    """The home page met for the first time: requests, how much it moves, when its socket answers."""
    context = browser.new_context()
    context.add_init_script(SHIFT)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    begun = time.perf_counter()
    with page.expect_websocket() as socket:
        page.goto(url, wait_until="commit")
    socket.value.wait_for_event("framereceived", lambda frame: '"is_hydrated_rx_state_":true' in str(frame))
    ready = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("window.shift")
    context.close()
    yield Figure("page.home.requests", len(requests), "requêtes")
    yield Figure("page.home.shift", shift, "CLS", shift / 0.1, "0,1")
    yield Figure("page.home.interactive", ready * 1000, "ms")


def save_seen(browser: Browser, url: str, cookie: str) -> list[Figure]:
    """From the last key to « Enregistré » as the person sees it, the pause before sending included."""
    context = _visitor(browser, url, cookie)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    waits = page.evaluate(TYPE, CHAMP)
    context.close()
    return summary("autosave.seen", waits)


def _visitor(browser: Browser, url: str, cookie: str) -> BrowserContext:
    context = browser.new_context()
    if cookie:
        origin = str(httpx.URL(url).join("/"))  # with a deeper address, the cookie would be for that folder
        context.add_cookies([{"name": "sid", "value": cookie, "url": origin}])
    return context


def weights(browser: Browser, addresses: dict[str, str], cookie: str) -> Iterator[Figure]:
    """The weight of each page, in all and of its styles, against what we allow."""
    for name, address in addresses.items():
        found = weigh(browser, address, cookie)
        most = 180_000 if name == "home" else 190_000
        yield Figure(f"page.{name}.bytes", found["all"], "octets", found["all"] / most, f"{most // 1000} kB")
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
