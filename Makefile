# make demo   talk to a notebook on this machine
# make test   every check and every test
# make bench  the figures, beside their floors
# make interop  a conversation with a realtime server of others (an environment of several gigabytes)
PYTHON ?= python3
VENV ?= .venv
BIN := $(abspath $(VENV))/bin
export PATH := $(BIN):$(PATH)

# Real kernels, browsers and speech on a noisy machine: what fails is run once more, and the summary names it.
PYTEST := pytest --reruns 1

SOURCES := pyproject.toml js/package-lock.json $(shell find js/src js/schema jupyter-config navai_jupyter/locale -type f) \
	$(wildcard js/*.json js/*.mjs)

.PHONY: demo test lint unit browser-tests bench interop screenshot clean

demo: $(VENV)/demo
	$(BIN)/python .ci/demo.py

test: lint unit browser-tests

lint: $(VENV)/test
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	cd js && npm run check

unit: $(VENV)/test
	cd js && npm test
	$(PYTEST) tests --ignore=tests/e2e
	$(PYTEST) tests/server
	pytest --nbval notebooks

browser-tests: $(VENV)/test $(VENV)/browser
	$(PYTEST) tests/e2e

bench: $(VENV)/test $(VENV)/browser $(VENV)/voices $(VENV)/peers/made
	$(BIN)/python -m tests.benchmarks

interop: $(VENV)/test $(VENV)/browser $(VENV)/interop/made
	NAVAI_INTEROP_PYTHON=$(abspath $(VENV))/interop/bin/python pytest tests/interop

screenshot: $(VENV)/test $(VENV)/browser
	$(BIN)/python -m tests.e2e.screenshot

$(VENV)/demo: $(SOURCES)
	.ci/install $(PYTHON) $(VENV) --editable ".[local]" "jupyterlab>=4.4,<5"
	touch $@

$(VENV)/test: $(SOURCES)
	.ci/install $(PYTHON) $(VENV) --editable ".[local,test]"
	touch $@ $(VENV)/demo

$(VENV)/browser: .ci/browser | $(VENV)/test
	.ci/browser
	touch $@

$(VENV)/voices: .ci/voices pyproject.toml | $(VENV)/test
	.ci/voices
	touch $@

$(VENV)/peers/made: tests/benchmarks/peers.json
	mkdir -p $(VENV)/peers
	cp $< $(VENV)/peers/package.json
	cd $(VENV)/peers && npm install --silent --no-package-lock --ignore-scripts
	touch $@

$(VENV)/interop/made: tests/interop/requirements.txt
	$(PYTHON) -m venv --clear $(VENV)/interop
	$(VENV)/interop/bin/python -m pip install --quiet --requirement $<
	$(VENV)/interop/bin/python -m pip install --quiet --no-deps speech-to-speech==1.1.0
	touch $@

clean:
	rm -rf $(VENV) js/node_modules js/lib navai_jupyter/labextension navai_jupyter/static
