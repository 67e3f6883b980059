# The two commands of Animons are `make run` and `make test`; `make help` lists the others.

PYTHON ?= python3
PORT ?= 8000
BIN = .venv/bin
UV_VERSION = 0.13.9
LOCKED = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

# Settings of `make run`: production's, on this machine alone, over plain http, mails printed in the terminal.
TRIAL = SECRET_KEY_FILE=var/secret_key ALLOWED_HOSTS=localhost,127.0.0.1,[::1] INSECURE_HTTP=on \
	SITE_URL=http://127.0.0.1:$(PORT) EMAIL_URL=consolemail:// PORT=$(PORT)

.PHONY: help install run test lint format lock translations bench

help:
	@echo "make run      serve Animons on http://127.0.0.1:$(PORT) (PORT=… changes it), with an invented centre the first time"
	@echo "make test     run every check and every test"
	@echo "make install  prepare the environment in .venv"
	@echo "make lint     check style, layers and types"
	@echo "make format   put the code in the house's format"
	@echo "make lock     pin the requirements again"
	@echo "make bench    run the benchmarks (see benchmarks/README.md)"

install: .venv/installed translations

run: install var/secret_key
	@$(TRIAL) $(BIN)/python manage.py prepare --demo
	@$(TRIAL) $(BIN)/python manage.py serve --demo

test: .venv/installed-dev translations
	@$(BIN)/python -m tests.run

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: .venv/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-dev translations
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.rosters

lock: .venv/uv
	$(BIN)/uv pip compile --quiet --upgrade $(LOCKED) requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade $(LOCKED) requirements-dev.in -o requirements-dev.txt

translations: .venv/installed
	@$(BIN)/pybabel --quiet compile -D django -d locale

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Animons needs Python 3.11 or later: install python3, then run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Animons needs Python 3.11 or later: install it, or name it, as in « make run PYTHON=python3.12 »."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing: on Debian or Ubuntu, install python3-venv, then run make again."; exit 1; }
	@echo "Preparing the environment in .venv…"
	@$(PYTHON) -m venv .venv

.venv/uv: .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/installed: .venv/uv requirements.txt
	@$(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python -r requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@$(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python -r requirements-dev.txt
	@touch $@

var/secret_key: .venv/bin/python
	@mkdir -p var
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60), end="")' > $@
