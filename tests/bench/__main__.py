"""`make bench`: measures, prints the table and writes bench.json in the data folder."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from portail.settings import settings
from tests.bench import echanges, events, listes, pages, recherche, start
from tests.bench.figures import Figure, save, show
from tests.chromium import CHROMIUM
from tests.demandeurs_de_test import applicants
from tests.live import Server, running

PUBLIC = [
    *(
        "/",
        "/inscription",
        "/connexion",
        "/aides",
        "/aides?q=velo",
        "/aides?q=zzzz",
        "/aides/soutien-aux-associations",
    ),
    *(
        "/mot-de-passe-oublie",
        "/identifiant-oublie",
        "/accessibilite",
        "/mentions-legales",
        "/donnees-personnelles",
    ),
    *("/courrier", "/styleguide", "/hors-service", "/nulle-part"),
]


def _violations(browser: Browser, server: Server, cookie: str, numero: str) -> list[str]:
    mine = ["/dossiers", "/mes-infos", f"/dossiers/{numero}", f"/dossiers/{numero}/recapitulatif"]
    mine += [
        f"/dossiers/{numero}/{etape}" for etape in ("association", "projet", "budget", "pieces-a-joindre")
    ]

    def visit(addresses: list[str]) -> "list[str]":
        def go(page: Page) -> list[str]:
            lines: list[str] = []
            for address in addresses:
                page.goto(server.url + address, wait_until="networkidle")
                page.locator("#h1").wait_for()
                lines += pages.violations(page)
            return lines

        return pages.every_look(browser, server.url, cookie if addresses is mine else "", go)

    return visit(PUBLIC) + visit(mine)


def _look(server: Server, browser: Browser) -> list[Figure]:
    """What a browser says of the pages: their weights, then their defects."""
    (who,) = applicants(server, 1)
    addresses = {
        "home": f"{server.url}/",
        "aides": f"{server.url}/aides",
        "etape": f"{server.url}{who.step}",
    }
    figures = [*pages.weights(browser, addresses, who.cookie), *pages.first_visit(browser, server.url)]
    figures += pages.save_seen(browser, server.url + who.step, who.cookie)
    found = _violations(browser, server, who.cookie, who.numero)
    print(*found, sep="\n", file=sys.stderr)
    return [*figures, Figure("axe", len(found), "violations")]


def main() -> None:
    """Measure on a portal of its own, in a folder of its own."""
    figures = [*start.starts(), *echanges.mesurer(), *listes.mesurer()]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), event_rate="100000", trusted_proxies="1") as server,
    ):
        figures += events.measure(server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            figures += _look(server, browser)
            browser.close()
    figures += recherche.measure()
    show(figures)
    file = settings().data_dir / "bench.json"
    save(figures, file)
    print(f"\nÉcrit dans {file}")


if __name__ == "__main__":
    main()
