# Everything this project can be asked to do. `make run` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: env dev run test check bench figures demo

env: $(VENV)/product
dev: $(VENV)/dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/product: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(VENV)/product $@

# The demonstration in data/ is never written to: the first run copies it to home/.
home:
	mkdir -p home && cp -R data/ledgers data/*.csv home/

run: env home
	LEDGER_HOME=home $(BIN)/streamlit run dashboard.py --server.port 8501

test: dev
	PYTHON=$(BIN)/python sh tools/install_browser.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/sqlfluff lint --processes 2 queries
	$(BIN)/python tools/sql_rules.py
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_documents.py

bench: dev
	PYTHON=$(BIN)/python sh tools/install_browser.sh
	$(BIN)/python benchmarks/run.py

figures: env
	$(BIN)/python -m engine figures --year 2024 --format table

# Make the demonstration home again; the same bytes each time.
demo: env
	$(BIN)/python tools/make_demo.py
