# Everything a newcomer needs: `make demo`, `make test`. Only Python >= 3.11, git and make are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo dev test lint docs clean

$(BIN)/nonaligned: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/nonaligned
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[plot,dev,docs]'
	@touch $@

demo: $(BIN)/nonaligned
	$(BIN)/nonaligned check examples/claims.yaml

dev: $(VENV)/.dev
	$(BIN)/pre-commit install

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n 2

docs: $(VENV)/.dev
	$(BIN)/sphinx-build -W --keep-going -q -b html -d build/doctrees docs build/site
	@echo "The site is in build/site/index.html"

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist build
