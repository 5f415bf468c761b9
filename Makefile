# Everything that a fresh machine needs is Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEV := $(VENV)/.dev

.PHONY: help demo test test-browser fuzz data clean

help:
	@echo "make demo          the main job on the bundled report, into build/demo"
	@echo "make test          linter, formatter, types, all tests"
	@echo "make test-browser  the graph page in Chromium (needs Debian's chromium, fonts-noto-cjk)"
	@echo "make fuzz          2,000 mutants of the report: a graph that holds, or a clear refusal"
	@echo "make data          build the bundled graph anew"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/kg: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): $(BIN)/kg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

demo: $(BIN)/kg
	$(BIN)/kg demo -o build/demo

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# Fails, and does not skip, where Chromium is missing.
test-browser: $(DEV)
	$(BIN)/pytest tests/browser -o addopts="-q --strict-markers"

fuzz: $(DEV)
	$(BIN)/python -m tests.fuzz 2000

data: $(BIN)/kg
	$(BIN)/kg build -o data/graphs/hangzhou-15fyp-report.trig

clean:
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
