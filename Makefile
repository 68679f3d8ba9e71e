# Names for what people do here; the work itself is in `python -m analysis`.
VENV ?= .venv
PYTHON3 ?= python3
PY = $(VENV)/bin/python

.PHONY: help install build report verify accuracy test test-all check model lock readme clean

help:            ## say what there is
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort | expand -t 14

install: $(VENV)/.installed

# The locked packages, by hash; with uv where it is present, else with venv and pip.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON3) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v < (3, 14) else "Python %d.%d found; 3.11, 3.12 or 3.13 needed: make report PYTHON3=python3.12" % v)'
	@echo "installing into $(VENV) (about 1.2 GB, once) ..."
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python "$$($(PYTHON3) -c 'import sys; print(sys.executable)')" $(VENV) && \
	  uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e . ; \
	else \
	  $(PYTHON3) -m venv $(VENV) && \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

build: install   ## make the tables from data/raw
	@$(PY) -m analysis build

report: install  ## make tables, notebooks and pages; says what to open
	@$(PY) -m analysis report

verify: install  ## do everything again elsewhere and compare every byte
	@$(PY) -m analysis verify

accuracy: install ## measure how right each step is: make accuracy SETS=folder
	@$(PY) -m analysis accuracy $(if $(SETS),--sets $(SETS))

test: install    ## the tests (a few minutes)
	@$(PY) -m pytest -m "not slow"

test-all: install ## the tests with the long ones
	@$(PY) -m pytest

check: install   ## lint, types and tests
	@$(PY) -m ruff format --check src tests benchmarks training
	@$(PY) -m ruff check src tests benchmarks training
	@$(PY) -m mypy
	@$(PY) -m pytest -m "not slow"

CORPORA ?= ../shared/corpora
model: install   ## train the embedded pipeline anew (about an hour; CORPORA=folder of the corpora)
	@[ -d training/packages/faker ] || $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target training/packages -r training/requirements.txt
	@cd training && OMP_NUM_THREADS=1 PYTHONPATH=packages:../src:.. ../$(PY) -m spacy project run all . --vars.corpora=$(abspath $(CORPORA))

lock:            ## resolve the versions anew (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

readme: install  ## write the data dictionary and the pictures of the README anew
	@$(PY) -m analysis.present.readme

clean:           ## remove what can be made again (not the committed tables and notebooks)
	rm -rf reports .pytest_cache .mypy_cache .ruff_cache
