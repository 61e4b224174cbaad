# Everything runs from a fresh checkout: each target sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test test-long lint generate bench
.DEFAULT_GOAL := setup

setup: $(VENV)/.ready-dev

demo: $(VENV)/.ready
	$(BIN)/kpidsl evaluate policies/licun/2019-03.csv

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -n 2

# Hours of what `make test` looks at for minutes: random policies on every evaluator, months and years; the specification on Spark.
test-long: $(VENV)/.ready-dev
	KPIDSL_CASES=2000 $(BIN)/python -m pytest -q -n 2 tests/backends/test_postgres.py
	KPIDSL_UNITS=10000000 $(BIN)/python -m pytest -q tests/backends/test_adversarial.py
	KPIDSL_CASES=20000 $(BIN)/python -m pytest -q -n 2 tests/properties tests/backends/test_differential.py tests/backends/test_files.py tests/backends/test_many_files.py tests/backends/test_formats.py tests/backends/test_integers.py
	KPIDSL_SPARK=1 KPIDSL_SPARK_CASES=2000 $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/backends/test_spark*.py tests/cli/test_spark.py tests/cli/test_each_period.py tests/spec

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What reviewers and committees read of the policies; the tests fail where it is not that of the policies as they are.
generate: $(VENV)/.ready
	$(BIN)/kpidsl generate policies docs/first
	$(BIN)/python -m tests.policies.traps
	for name in licun coal-enterprise; do \
	  $(BIN)/kpidsl audit policies/as-printed/$$name.kpi --lang zh -o docs/audit-$$name.md; \
	  $(BIN)/kpidsl audit policies/as-printed/$$name.kpi --lang en -o docs/audit-$$name.en.md; \
	done

# Measured, never tested: ratios within one run, on a machine that is otherwise idle; most of an hour.
bench: $(VENV)/.ready-bench
	$(BIN)/python bench/report.py docs/benchmarks.md

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "kpidsl needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make a virtual environment; on Debian and Ubuntu run: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Order-only on pip: a newer pip is no reason to install again.
$(VENV)/.ready: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-bench: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	@touch $@ $(VENV)/.ready $(VENV)/.ready-dev
