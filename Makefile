# Everything runs in a virtual environment of its own; the package index is all it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export CADOCS_DATA ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test lint score golden stanza ray clean help \
	bench-batch bench-figures bench-import bench-language bench-names bench-readers bench-speed \
	bench-translit

help:
	@echo "make demo    set everything up and read seeds/"
	@echo "make test    set everything up, then lint, types, layers, tests and notebooks"
	@echo "make stanza  add Stanza, so that make test tests it too; make ray does so for Ray"
	@echo "make score   print the quality figures (needs the development data at CADOCS_DATA)"

$(VENV)/.user: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.user

demo: $(VENV)/.user
	mkdir -p out
	$(BIN)/cadocs extract seeds --output out/documents.jsonl --table

test: $(VENV)/.dev lint
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: $(VENV)/.dev
	$(BIN)/python benchmarks/score.py

# Writes the expected Documents of seeds/ anew; read the difference before committing it.
golden: $(VENV)/.dev
	$(BIN)/python tests/golden/rewrite.py

bench-batch: $(VENV)/.dev
	$(BIN)/python benchmarks/batch.py

bench-figures: $(VENV)/.bench
	$(BIN)/python benchmarks/figures.py

# Stanza with the build of torch for CPUs; its tests are skipped where it is missing.
stanza: $(VENV)/.stanza

$(VENV)/.torch: $(VENV)/.dev
	$(BIN)/pip install --quiet torch==2.13.0
	touch $@

$(VENV)/.stanza: $(VENV)/.torch
	$(BIN)/pip install --quiet --editable '.[stanza]'
	touch $@

# Ray Data, for more than one machine; its tests are skipped where it is missing.
ray: $(VENV)/.ray

$(VENV)/.ray: $(VENV)/.dev
	$(BIN)/pip install --quiet --editable '.[ray]'
	touch $@

# The other libraries are only needed here.
$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/pip install --quiet --editable '.[bench]'
	touch $@

bench-language: $(VENV)/.bench
	$(BIN)/python benchmarks/language.py

bench-names: $(VENV)/.dev
	$(BIN)/python benchmarks/names.py

bench-import: $(VENV)/.dev
	$(BIN)/python benchmarks/import_time.py

# make train-uz-Latn, train-ru, train-de, train-en: the recognition models from CADOCS_DATA
train-%: $(VENV)/.torch
	$(BIN)/python models/names/train.py $* --data $(CADOCS_DATA)/data

bench-translit: $(VENV)/.bench
	-npm install --silent --prefix $(VENV)/node lotin-kirill
	$(BIN)/python benchmarks/transliteration.py --node $(VENV)/node

clean:
	rm -rf $(VENV) out dist build

bench-speed: $(VENV)/.dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/linear.py

bench-readers: $(VENV)/.dev
	$(BIN)/python benchmarks/readers.py
