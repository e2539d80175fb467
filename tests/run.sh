#!/usr/bin/env bash
# Everything that must hold, cheapest first; stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
step() { echo; echo "== $1"; shift; "$@"; }

step "Style (ruff)" $bin/ruff check .
$bin/ruff format --check .
step "Types (mypy)" $bin/mypy
step "Architecture et tests unitaires" $bin/pytest -q -n 2 tests/unit tests/architecture
[ "${1:-all}" = fast ] && exit 0
step "Intégration (SQLite et PostgreSQL) et états" $bin/pytest -q -n 2 tests/integration tests/states
step "Construction des pages" env PORTAIL_DEMO=true $bin/python -m tests.build
# Apart from the browser's driver, which keeps an event loop of its own running in its process.
step "Attaques et mauvais jours" $bin/pytest -q -n 2 --dist loadfile tests/hostile tests/pannes
step "Navigateur" $bin/pytest -q -n 2 --dist loadfile tests/e2e
