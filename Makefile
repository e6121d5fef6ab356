# make run   set everything up and open Moodboard
# make test  set everything up and run the tests
# make lint  ruff, mypy, the floors        make bench  print the figures

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: run test lint bench setup clean
.DEFAULT_GOAL := run

setup: $(READY)

$(READY): pyproject.toml .ci/constraints.txt .ci/set-up
	@sh .ci/set-up $(VENV)
	@touch $@

run: $(READY)
	@sh .ci/open $(PY)

test: $(READY)
	@$(PY) -m moodboard.machine offscreen
	@$(PY) -m pytest -n auto

lint: $(READY)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

bench: $(READY)
	@$(PY) -m moodboard.machine offscreen
	@$(PY) benchmarks/run.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
