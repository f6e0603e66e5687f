# Everything a person does with this repository. `make` lists it.
# Each target sets up what it needs, from a bare checkout on.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
NPM := .ci/npm

.PHONY: help demo test check format bench faults mutants snippet clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run ## Set up, serve the sample study and open it in a browser
	$(BIN)/recorder demo $(DEMO)

test: $(VENV)/.test $(VENV)/.npm ## Set up and run every check and test
	$(MAKE) --no-print-directory check
	$(NPM) test --silent
	$(BIN)/python -m pytest -q -m "not browser and not faults" -n 2
	$(BIN)/python -m pytest -q -m "browser and not faults" -n 2 --dist loadfile

check: $(VENV)/.test $(VENV)/.npm ## Format, lint, types, layers, bundles
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	$(NPM) run --silent check
	$(NPM) run --silent build
	git diff --exit-code --stat -- snippet/dist

format: $(VENV)/.test ## Format the Python code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

snippet: $(VENV)/.test $(VENV)/.npm ## Build the browser bundles and print their sizes
	$(BIN)/python -m recorder.model.wire_types > snippet/src/wire.ts
	$(NPM) run build

bench: $(VENV)/.test $(VENV)/.npm ## Print the figures that the README and the notes quote
	@for bench in tests/bench/bench_*.py; do echo "== $$bench"; PYTHONPATH=. $(BIN)/python "$$bench"; done

faults: $(VENV)/.test $(VENV)/.npm ## Long fault runs: kills, cuts, damage
	$(BIN)/python -m pytest -q -s -m faults --timeout 1800

mutants: $(VENV)/.test ## Break the measures in thousands of ways and count what the tests notice
	@rm -rf mutants
	@mkdir mutants
	@$(BIN)/mutmut run --max-children 2 > mutants/run.log 2>&1 || { cat mutants/run.log; exit 1; }
	@$(BIN)/mutmut results
	@$(BIN)/mutmut export-cicd-stats > /dev/null
	@$(BIN)/python -c 'import json; made = json.load(open("mutants/mutmut-cicd-stats.json")); \
	  caught, total = made["killed"] + made["timeout"], made["total"]; \
	  print("{} of {} mutants noticed: {:.1%}".format(caught, total, caught / total))'

clean: ## Remove what the targets above made, but no data
	rm -rf $(VENV) .build dist mutants snippet/node_modules

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  echo "Python's venv module is missing; installing python3-venv"; \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null \
	  && $(PYTHON) -m venv --clear $(VENV); }

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up (about a minute the first time)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up for tests (about two minutes the first time)"
	@$(PIP) install -c constraints.txt -e '.[test]'
	@.ci/browser
	@touch $@ $(VENV)/.run

$(VENV)/.npm: snippet/package.json snippet/package-lock.json | $(BIN)/python
	@$(NPM) ci --silent --no-fund --no-audit
	@touch $@
