# Everything by one word: `make demo` runs it, `make test` checks it. `make help` lists the rest.
# Honoured: PORT, DATABASE_URL, PORTREEVE_HOME, ALLOW_MISSING=1, PYTHON.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/uv/bin/uv
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
RUN_DJANGO := PORTREEVE_DEMO=1 DJANGO_SETTINGS_MODULE=portreeve.config.settings.django $(BIN)/python -m django

.PHONY: help demo install system check fix test bench proof requirements clean

help: ## List what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: $(VENV)/.run ## Set everything up and run the demo council at http://127.0.0.1:8000 (PORT=)
	@PORTREEVE_DEMO=1 exec $(BIN)/portreeve run

install: $(VENV)/.dev ## Set up .venv, for running and for development

system: ## Bring what tests need from the system: a browser, fonts and Java (Debian and Ubuntu, as root or with sudo)
	@.ci/system install

check: $(VENV)/.dev ## Format, lint, types, import rules, house rules, requirements and migrations
	@echo "format and lint"; $(BIN)/ruff format --check --quiet .; $(BIN)/ruff check --quiet .
	@echo "types"; PORTREEVE_DEMO=1 $(BIN)/mypy --no-error-summary
	@echo "import rules"; $(BIN)/lint-imports --no-cache > $(VENV)/imports.log || { cat $(VENV)/imports.log; exit 1; }
	@echo "house rules"; $(BIN)/pytest tests/architecture -q
	@echo "requirements"; .ci/requirements check
	@echo "migrations"; $(RUN_DJANGO) makemigrations --check --dry-run

fix: $(VENV)/.dev ## Format the code and mend what the linter can
	@$(BIN)/ruff format .; $(BIN)/ruff check --fix .

test: $(VENV)/.dev ## Check and test everything; names what is missing and fails, unless ALLOW_MISSING=1
	@.ci/test

bench: $(VENV)/.dev ## Measure against named rivals; results under docs/measured
	@$(BIN)/python -m bench

proof: $(VENV)/.dev ## The long proofs: faults, tampering, large sizes; results under docs/measured
	@$(BIN)/pytest tests -m "proof or upgrade" -q -p no:randomly --no-header

requirements: $(UV) ## Write requirements*.txt afresh from pyproject.toml
	@.ci/requirements write

clean: ## Remove what make and the demo made: .venv, caches and the demo's database
	@rm -rf $(VENV) .portreeve .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Stamps: each says that .venv holds what the file it depends on names.
$(UV):
	@.ci/python $(VENV)
	@echo "Fetching uv, which installs the rest"
	@$(BIN)/python -m pip install --quiet --target $(VENV)/uv uv==$(UV_VERSION)
	@touch $@

$(VENV)/.run: requirements.txt pyproject.toml | $(UV)
	@echo "Installing what Portreeve runs on"
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	@sed -n '/^setuptools==/,/[^\\]$$/p' requirements-dev.txt > $(VENV)/builds.txt  # a venv's own may be too old
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r $(VENV)/builds.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(UV)
	@echo "Installing what Portreeve runs on and is tested with"
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $(VENV)/.run $@
