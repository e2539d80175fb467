"""What eyes, fingers and screen readers meet on a page: focus, width, targets, axe, the bones of a page."""

from itertools import product
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Only violations are written out: half of the time goes into describing what is right.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

_FOYER = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return "nothing has the focus";
    const box = e.getBoundingClientRect();
    const drawn = (one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            && !style.outlineColor.endsWith(", 0)") && style.opacity !== "0";
    };
    // A card whose link has the focus draws the outline around itself.
    let around = e;
    while (around && !drawn(around)) around = around.parentElement;
    if (!around) return "no outline";
    if (box.bottom <= 0 || box.top >= innerHeight) return "outside of the window";
    // WCAG 2.2, 2.4.11: not wholly hidden by what stands above.
    const inside = (v, max) => Math.min(Math.max(v, 0), max - 1);
    const points = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(
        inside(box.left + box.width * part, innerWidth), inside(box.top + box.height / 2, innerHeight)));
    const labels = [...(e.labels ?? [])];
    const seen = (p) => p && (e.contains(p) || p.contains(e) || labels.some((l) => l.contains(p)));
    return points.some(seen) ? "" : "behind something else";
}"""

_LARGE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
        .concat([`scrollWidth ${document.documentElement.scrollWidth}`])"""

# WCAG 2.2, 2.5.8: 24 px, links inside sentences excepted; a label is part of its control's target.
_CIBLES = """() => {
    const found = [], all = "a[href], button, input, select, textarea, summary, [role=option]";
    for (const e of document.querySelectorAll(all)) {
        const style = getComputedStyle(e);
        if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || e.type === "hidden") continue;
        if (e.closest(".visually-hidden") || e.matches(".skip-link:not(:focus)")) continue;
        const sentence = e.tagName === "A" && style.display.startsWith("inline")
            && [...e.parentElement.childNodes].some((n) => n !== e && n.textContent.trim() !== "");
        if (sentence) continue;
        const boxes = [e, ...(e.labels ?? [])].map((one) => one.getBoundingClientRect());
        if (boxes.some((b) => b.width >= 24 && b.height >= 24)) continue;
        const size = `${Math.round(boxes[0].width)} × ${Math.round(boxes[0].height)}`;
        found.push(`${e.tagName} « ${(e.textContent || e.name).trim()} » ${size}`);
    }
    return found;
}"""


def foyer_visible(page: Page) -> str:
    """Empty when the element with the focus shows it and can be seen; else what is wrong."""
    return str(page.evaluate(_FOYER))


def trop_large(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return list(page.evaluate(_LARGE))


def petites_cibles(page: Page) -> list[str]:
    """What is too small for a finger."""
    return list(page.evaluate(_CIBLES))


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now, one line each."""
    trouvees: list[dict[str, Any]] = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{regle['id']} {noeud['target']} {noeud['html'][:120]}"
        for regle in trouvees
        for noeud in regle["nodes"]
    ]


def attendre_calme(page: Page) -> None:
    """Wait until the page has its title, and what it fetched is there."""
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")


def sous_tous_les_jours(page: Page) -> list[str]:
    """What axe finds in both schemes, on a screen and on a phone; transitions are off, colours are final."""
    trouvees = []
    for schema, largeur in product(("light", "dark"), (1280, 375)):
        page.emulate_media(color_scheme=schema, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": largeur, "height": 900})
        trouvees += [f"{schema} {largeur}: {ligne}" for ligne in violations(page)]
    return trouvees
