"""What is mended in the compiled pages before they are compressed: Reflex's English words become French."""

from pathlib import Path
from typing import Any

import reflex as rx

TEXTS = {
    "A new version of this app is available.": "Une nouvelle version du portail est disponible.",
    "`Reload`": "`Recharger la page`",
    '"Reload"': '"Recharger la page"',
}


class PortailBuild(rx.plugins.Plugin):
    """Runs after the bundler, before compression."""

    def post_build(self, static_dir: Path, **context: Any) -> None:
        """Translate the framework's own sentences in every script."""
        for script in static_dir.rglob("*.js"):
            before = script.read_text(encoding="utf-8")
            after = before
            for english, french in TEXTS.items():
                after = after.replace(english, french)
            if after != before:
                script.write_text(after, encoding="utf-8")
