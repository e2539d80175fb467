"""What is mended in the compiled pages: words in French, and no library of styles that nothing uses."""

from pathlib import Path
from typing import Any

import reflex as rx
from reflex_base.constants import ReactRouter

TEXTS = {
    "A new version of this app is available.": "Une nouvelle version du portail est disponible.",
    "`Reload`": "`Recharger la page`",
    '"Reload"': '"Recharger la page"',
}


# Reflex makes elements with Emotion, for styles written in Python. Ours are in style sheets: React's own
# function does, 7 kB lighter, and pages without inline styles may forbid them.
ELEMENT = 'export { createElement as jsx } from "react";\n'
ALIAS = """
      {
        find: "@emotion/react",
        replacement: fileURLToPath(new URL("./utils/element.js", import.meta.url)),
      },"""


def _alias(vite_config: str) -> str:
    """Bundle `ELEMENT` in the place of Emotion.

    Raises:
        RuntimeError: Reflex's own configuration has changed.
    """
    before, anchor, after = vite_config.partition("    alias: [")
    if not anchor:
        raise RuntimeError("vite.config.js has no list of aliases any more")
    return vite_config if ALIAS in vite_config else before + anchor + ALIAS + after


class PortailBuild(rx.plugins.Plugin):
    """Runs before the bundler, then between it and the compression."""

    def pre_compile(self, **context: Any) -> None:
        """Make elements without Emotion."""
        context["add_save_task"](lambda: ("utils/element.js", ELEMENT))
        context["add_modify_task"](ReactRouter.VITE_CONFIG_FILE, _alias)

    def post_build(self, static_dir: Path, **context: Any) -> None:
        """Translate the framework's own sentences in every script."""
        for script in static_dir.rglob("*.js"):
            before = script.read_text(encoding="utf-8")
            after = before
            for english, french in TEXTS.items():
                after = after.replace(english, french)
            if after != before:
                script.write_text(after, encoding="utf-8")
