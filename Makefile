# Everything that a fresh machine needs is Python 3.11 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEV := $(VENV)/.dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo bundle test test-browser test-bundle test-office test-stores test-wheel fuzz drift rules suites bench bench-audit bench-commands \
	bench-pages bench-stores data lock clean

help:
	@echo "make demo          the main job on the bundled report, into build/demo"
	@echo "make bundle        one zip for people without Python or network (needs the package index)"
	@echo "make test          linter, formatter, types, all tests"
	@echo "make test-browser  the pages in Chromium (needs Debian's chromium, fonts-noto-cjk)"
	@echo "make test-office   the Word files and workbooks in LibreOffice (needs Debian's libreoffice, poppler-utils)"
	@echo "make test-stores   each query on rdflib, Oxigraph's server and Virtuoso (needs Debian's virtuoso-opensource-7)"
	@echo "make test-wheel    the wheel, installed elsewhere (needs the package index)"
	@echo "make test-bundle   the bundle, installed from with the network cut (needs the package index)"
	@echo "make fuzz          2,000 mutants of the report: a graph that holds, or a clear refusal;"
	@echo "                   20,000 composed sentences: what they mean, or said to be unread"
	@echo "make drift         facts gained, lost and changed from BASE=commit, into build/drift.md (HEAD=commit TEXTS='path ...')"
	@echo "make rules         concepts and pages of the rules of reading, from their tables, into ontology/rules.ttl and docs/rules"
	@echo "make suites        numbers of public test suites that lie in SUITES=folder, by value"
	@echo "make bench         all of the next four, against their bars"
	@echo "make bench-commands  time and memory of the commands, into build/bench.md"
	@echo "make bench-stores    the queries on five engines, into build/bench-stores.md (SIZES=plan,100k,1M ENGINES=memory,rdflib)"
	@echo "make bench-audit     planted faults by rule, answers against labels, into build/bench-audit.md"
	@echo "make bench-pages     the graph page beside pyvis, and layouts (needs Debian's chromium)"
	@echo "make data          build the bundled graph anew"
	@echo "make lock          choose the versions of the lock files anew"
	@echo "LOCKED=1           with any of them: install just what the lock files name"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/kg: $(BIN)/python pyproject.toml
ifdef LOCKED
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --editable .
else
	$(PIP) install --editable ".[all]"
endif
	@touch $@

$(DEV): $(BIN)/kg
ifdef LOCKED
	$(PIP) install --require-hashes --requirement requirements-dev.lock
else
	$(PIP) install --upgrade "pip>=25.1"
	$(PIP) install --group dev
endif
	@touch $@

demo: $(BIN)/kg
	$(BIN)/kg demo -o build/demo

test: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses 2 --dist loadscope

# Fails, and does not skip, where Chromium is missing.
test-browser: $(DEV)
	$(BIN)/pytest tests/browser -o addopts="-q --strict-markers"

# Fails, and does not skip, where LibreOffice is missing.
test-office: $(DEV)
	$(BIN)/pytest tests/office -o addopts="-q --strict-markers"

# Fails, and does not skip, where Virtuoso is missing.
test-stores: $(DEV)
	$(BIN)/pytest tests/stores -o addopts="-q --strict-markers"

# Apart from the other tests, since it builds and installs from the package index.
test-wheel: $(DEV)
	$(BIN)/pytest tests/wheel -o addopts="-q --strict-markers"

bundle: $(DEV)
	$(BIN)/python -m bundle build/planning-kg-bundle.zip

test-bundle: $(DEV)
	$(BIN)/pytest tests/bundle -o addopts="-q --strict-markers"

fuzz: $(DEV)
	$(BIN)/python -m tests.fuzz 2000
	$(BIN)/python -m tests.sentences 20000

# From a commit to another, or to the working tree.
drift: $(DEV)
	$(BIN)/python -m tests.drift $(or $(BASE),$(error name a commit: make drift BASE=commit)) $(HEAD) \
		$(if $(TEXTS),--texts $(TEXTS))

# A test holds that they are fresh.
rules: $(DEV)
	$(BIN)/python -m tests.rules

# Whose text stays where it lies.
suites: $(DEV)
	$(BIN)/python -m bench.suites $(or $(SUITES),$(error name a folder: make suites SUITES=folder))

# A bar that is missed in the first does not keep the second from being measured.
bench: $(DEV)
	$(MAKE) --keep-going bench-commands bench-audit bench-stores bench-pages

bench-commands: $(DEV)
	$(BIN)/python -m bench build/bench.md

bench-stores: $(DEV)
	$(BIN)/python -m bench.stores build/bench-stores.md \
		$(if $(SIZES),--sizes $(SIZES)) $(if $(ENGINES),--engines $(ENGINES))

# Layouts of other libraries are measured where they are installed.
bench-pages: $(DEV)
	$(BIN)/python -m bench.pages build/bench-pages.md

bench-audit: $(DEV)
	$(BIN)/python -m bench.audit build/bench-audit.md

data: $(BIN)/kg
	$(BIN)/kg build -o data/graphs/hangzhou-15fyp-report.nq

# For every system and every Python from 3.11 on; no address of an index goes into the files.
COMPILE := $(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --quiet --upgrade
lock: $(BIN)/python
	$(PIP) install uv
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --no-annotate \
		--output-file requirements-dev.lock

clean:
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
