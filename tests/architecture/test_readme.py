"""The README lists the settings that exist."""

from pathlib import Path

from portail.settings import Reglages

README = Path(__file__).parent.parent.parent / "README.md"


def settings_table() -> str:
    """The table of settings, as `python -m tests.architecture.test_readme` writes it."""
    lines = ["| Setting | Default | Meaning |", "|---|---|---|"]
    for name, field in Reglages.model_fields.items():
        default = "" if field.default in ("", None, ()) else f"`{field.default}`"
        lines.append(f"| `PORTAIL_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines)


def _between(text: str, mark: str) -> str:
    return text.partition(f"<!-- {mark} -->\n")[2].partition(f"<!-- /{mark} -->")[0].strip()


def test_the_readme_lists_every_setting() -> None:
    assert _between(README.read_text(encoding="utf-8"), "settings") == settings_table()


if __name__ == "__main__":
    before, opening, rest = README.read_text(encoding="utf-8").partition("<!-- settings -->\n")
    closing, after = "<!-- /settings -->", rest.partition("<!-- /settings -->")[2]
    README.write_text(f"{before}{opening}{settings_table()}\n{closing}{after}", encoding="utf-8")
