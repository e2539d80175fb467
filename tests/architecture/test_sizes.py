"""The house keeps its sizes: files, functions, state classes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FILES = sorted([*ROOT.glob("portail/**/*.py"), *ROOT.glob("tests/**/*.py")])
MAX_FILE, MAX_FUNCTION, MAX_STATE = 300, 40, 150
UNWANTED = {"utils", "common", "helpers", "misc"}
ROOMS = {
    *(
        "core",
        "infra",
        "partners",
        "ui",
        "comptes",
        "demandeurs",
        "formulaires",
        "aides",
        "veille",
        "dossiers",
    ),
    *("api", "jobs", "demo"),
}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_sizes_and_docstring(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MAX_FILE, f"{file.name} is full: split it by verb or by page"
    assert ast.get_docstring(tree), f"{file.name} says nothing of what it holds"
    assert file.stem not in UNWANTED
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert _length(node) <= MAX_FUNCTION, f"{file.name}:{node.name} is too long"
        if isinstance(node, ast.ClassDef) and any(_is_state(base) for base in node.bases):
            assert _length(node) <= MAX_STATE, f"{file.name}:{node.name} is too long a state"


def _is_state(base: ast.expr) -> bool:
    return isinstance(base, ast.Attribute) and base.attr == "State"


def test_the_tree_is_the_one_the_plan_names() -> None:
    rooms = {
        path.name for path in (ROOT / "portail").iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert rooms == ROOMS
    assert not list((ROOT / "alembic").glob("**/__init__.py"))
