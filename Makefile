# The two commands that matter: `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

.PHONY: help run worker paquets test fast bench lock migration clean

help: ## Liste les tâches
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 ou plus récent est nécessaire (ici : %d.%d)." % sys.version_info[:2]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || { echo "  Création de l'environnement $(VENV)…"; $(PYTHON) -m venv $(VENV); }
	@echo "  Installation des dépendances (une minute la première fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "  Installation des outils de test…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

run: $(VENV)/.installed ## Lance le portail avec les données de démonstration
	@PORTAIL_DEMO=$${PORTAIL_DEMO:-true} exec $(BIN)/portail run

worker: $(VENV)/.installed ## Lance un travailleur séparé
	@exec $(BIN)/portail worker

paquets: ## Trouve Chromium et ClamAV, ou les installe
	@bash tests/paquets.sh chromium clamd

test: $(VENV)/.installed-dev paquets ## Vérifie tout : style, types, architecture, tests, navigateur
	@bash tests/run.sh

fast: $(VENV)/.installed-dev ## La partie rapide : style, types, contrats, tests unitaires
	@bash tests/run.sh fast

storm: $(VENV)/.installed-dev ## La tempête : 50 personnes écrivent, le serveur est tué dix fois, sur chaque base
	@STORM_PEOPLE=50 STORM_KILLS=10 STORM_ENGINES="sqlite postgresql" $(BIN)/pytest -q tests/hostile/test_storm.py

bench: $(VENV)/.installed-dev ## Mesure et écrit bench.json dans le dossier des données
	@bash tests/paquets.sh chromium
	@$(BIN)/python -m tests.bench

lock: $(VENV)/.installed-dev ## Refait les fichiers de verrouillage
	@$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	@$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-dev.lock

migration: $(VENV)/.installed-dev ## Écrit une migration depuis les modèles : make migration MESSAGE="…"
	@$(BIN)/alembic revision --autogenerate -m "$(MESSAGE)"

clean: ## Efface ce qui se reconstruit (jamais les données)
	@rm -rf .web .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
