"""The README lists the settings that exist, and leads to files that exist."""

import re
from pathlib import Path

from portail.settings import Reglages

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"


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


def test_every_path_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    paths = {path for path in re.findall(r"`([a-z][\w./]+)`", text) if "/" in path or path.endswith(".py")}
    lost = [path for path in paths if not (ROOT / path).exists() and not (ROOT / "portail" / path).exists()]
    assert len(paths) > 15
    assert set(lost) <= {"var/mails/"}  # made by the first start


def test_every_threat_has_a_proof_that_is_a_test() -> None:
    section = README.read_text(encoding="utf-8").partition("## Security in short")[2].partition("\n## ")[0]
    threats = [line.split("|")[1:4] for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(threats) > 15
    for threat, answer, proof in threats:
        tests = re.findall(r"`(tests/[\w/]+\.py)`", proof)
        assert tests, threat
        assert answer.strip(), threat
        for test in tests:
            assert "def test_" in (ROOT / test).read_text(encoding="utf-8"), test


def test_the_map_names_every_folder() -> None:
    text = README.read_text(encoding="utf-8")
    drawn = set(re.findall(r"^[├└]── ([\w./]+)", text, re.MULTILINE))
    real = {f"{one.name}/" if one.is_dir() else one.name for one in (ROOT / "portail").iterdir()}
    assert drawn == real - {"__init__.py", "__pycache__/"}


if __name__ == "__main__":
    before, opening, rest = README.read_text(encoding="utf-8").partition("<!-- settings -->\n")
    closing, after = "<!-- /settings -->", rest.partition("<!-- /settings -->")[2]
    README.write_text(f"{before}{opening}{settings_table()}\n{closing}{after}", encoding="utf-8")
