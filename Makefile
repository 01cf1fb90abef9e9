# Every job of the project. `make` alone lists them.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8501
YEAR ?= 2024
PY = $(VENV)/bin/python
# What Python compiled is kept: else every worker, server and child would compile it again.
unexport PYTHONDONTWRITEBYTECODE
PYTEST = $(PY) -m pytest -n 2 --no-loadscope-reorder

.PHONY: help env run quick test check bench faults figures pictures clean

help:
	@echo "make run      the dashboard on http://localhost:$(PORT), on your own copy of the demonstration (home/)"
	@echo "make figures  every indicator of a year in the terminal (YEAR=$(YEAR))"
	@echo "make quick    every test but the slow ones: no browser, no LibreOffice, no dice; two minutes or three"
	@echo "make test     every test, a real browser included"
	@echo "make check    format, lint, types and the architecture's rules"
	@echo "make bench    what a click, an answer and a large home cost"
	@echo "make faults   importing on a full disk and with failing system calls (Linux, root)"
	@echo "make pictures the tests' screenshots of the pages, put into docs/"
	@echo "make env      the environment alone, in $(VENV)"
	@echo "make clean    remove the environment, caches and build output; home/ stays"

env: $(VENV)/.product

# The stamps are written last: an installation that broke off is done again.
$(VENV)/.product: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1 | head -n 1)." >&2; \
		echo "Name a newer one: make $(firstword $(MAKECMDGOALS) env) PYTHON=python3.12" >&2; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the product into $(VENV), about half a minute"
	$(PY) -m pip install --disable-pip-version-check --quiet -r requirements.txt
	touch $@

$(VENV)/.tests: requirements-dev.txt $(VENV)/.product
	@echo "Installing what the tests need"
	$(PY) -m pip install --disable-pip-version-check --quiet -r requirements-dev.txt
	touch $@

# The contract and the catalogue belong to the queries, and the report's sentences and the words get better with the program:
# a home takes them from data/, so they are not copied.
home:
	rm -rf home.part
	cp -R data home.part
	rm -f home.part/datapackage.json home.part/indicators.csv home.part/words.csv
	rm -rf home.part/report
	mv home.part home

run: env | home
	LEDGER_HOME=home $(PY) tools/serve.py --server.port $(PORT)

quick: $(VENV)/.tests
	$(PYTEST) -m "not slow" --ignore=tests/browser

test: $(VENV)/.tests
	sh tools/install_browser.sh
	sh tools/install_writer.sh
	$(PYTEST)

check: $(VENV)/.tests
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m sqlfluff lint --disable-progress-bar queries
	$(PY) tools/sql_rules.py
	$(PY) -m pytest -q tests/test_architecture.py tests/test_documents.py

bench: $(VENV)/.tests
	sh tools/install_browser.sh
	$(PY) benchmarks/run.py

figures: env
	$(PY) -m engine figures --year $(YEAR) --format table

faults: $(VENV)/.tests
	$(PY) tools/try_faults.py

pictures: $(VENV)/.tests
	sh tools/install_browser.sh
	$(PY) -m pytest -q tests/browser -k picture
	$(PY) tools/keep_pictures.py

clean:
	rm -rf $(VENV) .cache build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis home.part
