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
    return text.split(f"<!-- {mark} -->\n")[1].split(f"<!-- /{mark} -->")[0].strip()


def test_the_readme_lists_every_setting() -> None:
    assert _between(README.read_text(encoding="utf-8"), "settings") == settings_table()


if __name__ == "__main__":
    before, rest = README.read_text(encoding="utf-8").split("<!-- settings -->\n")
    after = rest.split("<!-- /settings -->")[1]
    README.write_text(
        f"{before}<!-- settings -->\n{settings_table()}\n<!-- /settings -->{after}", encoding="utf-8"
    )
