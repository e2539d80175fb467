"""What is mended in the compiled pages: words in French, and no library of styles that nothing uses."""

import re
from html import escape
from pathlib import Path
from typing import Any

import reflex as rx
from reflex_base.constants import ReactRouter

from portail.settings import settings

TEXTS = {
    "A new version of this app is available.": "Une nouvelle version du portail est disponible.",
    "`Reload`": "`Recharger la page`",
    '"Reload"': '"Recharger la page"',
}


# Reflex makes elements with Emotion, for styles written in Python. Ours are in style sheets: React's own
# function does, 7 kB lighter, and pages without inline styles may forbid them.
ELEMENT = 'export { createElement as jsx } from "react";\n'
# What is loaded at first use needs nothing loaded ahead of it: the bundler's loader outweighs it.
PRELOAD = "export const __vitePreload = (load) => load();\n"
ALIASES = """
      {
        find: "@emotion/react",
        replacement: fileURLToPath(new URL("./utils/element.js", import.meta.url)),
      },
      {
        find: /^.*preload-helper.*$/,
        replacement: fileURLToPath(new URL("./utils/preload.js", import.meta.url)),
      },"""

LINES = (("    alias: [", ALIASES), ("  build: {", "\n    modulePreload: false,"))


def _configure(vite_config: str) -> str:
    """Bundle `ELEMENT` in the place of Emotion, `PRELOAD` in that of the bundler's loader.

    Raises:
        RuntimeError: Reflex's own configuration has changed.
    """
    for place, line in LINES:
        before, anchor, after = vite_config.partition(place)
        if not anchor:
            raise RuntimeError(f"vite.config.js has no « {place.strip()} » any more")
        if line not in vite_config:
            vite_config = before + anchor + line + after
    return vite_config


SEARCH = {("aides", "index.html"), ("aides.html",)}
TO_THE_LIST = '<noscript><meta http-equiv="refresh" content="0; url=/aides/liste"></noscript>'
"""Without scripts the page of the search leads to the list that the server makes."""

_BODY = re.compile(r"<body[^>]*>")


def _without_scripts() -> str:
    """What a browser without scripts reads first, on every page."""
    ici = settings()
    return (
        '<noscript><p class="sans-script">Ce portail a besoin de JavaScript pour remplir une demande. '
        'Sans lui, vous pouvez <a href="/aides/liste">chercher et lire les aides</a>, ou nous joindre au '
        f'<a href="tel:{escape(ici.telephone.replace(" ", ""))}">{escape(ici.telephone)}</a> ou à l’adresse '
        f'<a href="mailto:{escape(ici.contact_mail)}">{escape(ici.contact_mail)}</a>.</p></noscript>'
    )


class PortailBuild(rx.plugins.Plugin):
    """Runs before the bundler, then between it and the compression."""

    def pre_compile(self, **context: Any) -> None:
        """Make elements without Emotion."""
        context["add_save_task"](lambda: ("utils/element.js", ELEMENT))
        context["add_save_task"](lambda: ("utils/preload.js", PRELOAD))
        context["add_modify_task"](ReactRouter.VITE_CONFIG_FILE, _configure)

    def post_build(self, static_dir: Path, **context: Any) -> None:
        """Translate the framework's own sentences in every script; say what to do without scripts."""
        for page in static_dir.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            told = _BODY.sub(lambda body: body[0] + _without_scripts(), html, count=1)
            if page.relative_to(static_dir).parts in SEARCH:
                told = told.replace("</head>", f"{TO_THE_LIST}</head>", 1)
            page.write_text(told, encoding="utf-8")
        for script in static_dir.rglob("*.js"):
            before = script.read_text(encoding="utf-8")
            after = before
            for english, french in TEXTS.items():
                after = after.replace(english, french)
            if after != before:
                script.write_text(after, encoding="utf-8")
