# Needs Python >= 3.11 with venv, and make. Everything else is installed into .venv by the first target that needs it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/bot.po)

.PHONY: demo test lint bench bench-quick bench-search soak locales requirements new-noun clean

demo: $(VENV)/ready
	$(BIN)/loa demo

# One more than there are cores, for tests wait as often as they reckon.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

test: $(VENV)/ready-dev chromium
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

lint: $(VENV)/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/ready-dev
	$(BIN)/python -m tests.bench

bench-quick: $(VENV)/ready-dev
	$(BIN)/python -m tests.bench --quick

bench-search: $(VENV)/ready-bench
	$(BIN)/python -m tests.bench.search

# The tests kill 15 times on each database; this takes an hour or so.
soak: $(VENV)/ready-dev
	$(BIN)/python -m tests.chaos --kills 200
	LOA_RECIPIENTS=10000 $(BIN)/python -m tests.chaos --kills 100 --walk campaign --walk 'reminded to pay'
	LOA_PAYERS=10000 $(BIN)/pytest -q -n 0 tests/services/test_reminders_year.py

# Collects new sentences, then marks what the translators have to do.
locales: $(VENV)/ready-dev
	$(BIN)/pybabel -q extract -F pyproject.toml -k _ --no-location --sort-output --project Loa -o locales/bot.pot .
	$(BIN)/pybabel -q update -D bot -i locales/bot.pot -d locales --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# make new-noun meetings
ifeq (new-noun,$(firstword $(MAKECMDGOALS)))
NAME ?= $(word 2,$(MAKECMDGOALS))
$(eval $(NAME):;@:)
endif
new-noun: $(VENV)/ready-dev
	@$(BIN)/python docs/new-noun/lay.py $(NAME)

# No host names: the files hold for whatever index a machine is set up with.
requirements: $(VENV)/ready-dev
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	$(COMPILE) --extra bench -c requirements.txt -o requirements-bench.txt pyproject.toml

# Reads the hashes where pip-compile would fetch every file; for each Python from 3.11 on.
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| echo "No Chromium here: the browser tests are skipped. Install it with: sudo apt-get install chromium"

$(VENV)/ready: requirements.txt pyproject.toml $(CATALOGUES)
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps -e .
	$(BIN)/pybabel -q compile -D bot -d locales
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/ready-bench: requirements-bench.txt $(VENV)/ready-dev
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

clean:
	rm -rf $(VENV) var build *.egg-info
