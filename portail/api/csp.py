"""The strict content policy: each compiled page names its own inline scripts, everything else names none.

The policy goes with documents only, and holds the hashes of that document only: with those of all pages, the
headers of one visit would weigh more than its styles.
"""

import base64
import hashlib
import re
from pathlib import Path

_INLINE = re.compile(r"<script([^>]*)>(.*?)</script>", re.S)
NOT_A_DOCUMENT = "default-src 'none'; frame-ancestors 'none'"


def script_hashes(html: str) -> list[str]:
    """The CSP sources of the inline scripts of a page."""
    return sorted(
        {
            "'sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() + "'"
            for attributes, body in _INLINE.findall(html)
            if "src=" not in attributes and body
        }
    )


def policy(hashes: list[str]) -> str:
    """The content security policy (CSP level 3) of a page: our own files only, no `unsafe-eval`."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)}".strip(),
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class Policies:
    """The policy of every compiled page, by address."""

    def __init__(self, client_dir: Path) -> None:
        self._by_path = {
            _address(page.relative_to(client_dir)): policy(script_hashes(page.read_text(encoding="utf-8")))
            for page in client_dir.rglob("*.html")
        }
        self._fallback = self._by_path["/__spa-fallback"]

    def of(self, path: str) -> str:
        """The policy for the page at `path`; pages about one thing share the fallback document."""
        return self._by_path.get(path.rstrip("/") or "/", self._fallback)


def _address(file: Path) -> str:
    parts = file.with_suffix("").parts
    return "/" + "/".join(parts[:-1] if parts[-1] == "index" else parts)
