# 青知: `make up` brings everything up, `make test` runs every test; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help up test check bench demo docs lock spark clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

up: .venv/base.ready ## set everything up, serve http://127.0.0.1:8000 with the demonstration province
	@exec $(BIN)/qingzhi up --port $(PORT)

test: .venv/dev.ready ## run every test: style, import contracts, SQLite, browser, PostgreSQL
	@$(BIN)/python tests/everything.py

check: .venv/dev.ready ## lint, types, import contracts, fast tests (under 3 minutes)
	@$(BIN)/python tests/everything.py --fast

bench: .venv/dev.ready ## measure every promised figure, print it beside its goal, write var/bench.json
	@$(BIN)/python -m bench

demo: .venv/base.ready ## build or complete the demonstration province in ./var
	@$(BIN)/qingzhi demo

docs: .venv/dev.ready ## take the screenshots of docs/screenshots anew
	@$(BIN)/python -m tests.screenshots

lock: .venv/dev.ready ## resolve the requirements anew
	@for name in base dev; do \
	  extras=$$(test $$name = dev && echo "--extra postgres --extra dev"); \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links $$extras \
	    --output-file requirements/$$name.lock pyproject.toml; done

spark: .venv/spark.ready ## add Spark (needs Java 17), so that the lake's expressions are tried on both engines

clean: ## remove the environment (never the data in ./var)
	rm -rf .venv

.venv/python.ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "青知 needs Python 3.11 or newer: make PYTHON=python3.11 up" >&2; exit 2; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/base.ready: requirements/base.lock pyproject.toml .venv/python.ready
	@echo "installing requirements …" >&2
	@$(PIP) --require-hashes -r requirements/base.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.ready: requirements/dev.lock pyproject.toml .venv/python.ready
	@echo "installing requirements …" >&2
	@$(PIP) --require-hashes -r requirements/dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/base.ready

.venv/spark.ready: requirements/spark.lock .venv/dev.ready
	@echo "installing Spark …" >&2
	@$(PIP) --require-hashes --no-deps --no-build-isolation -r requirements/spark.lock
	@touch $@
