# The targets that docs/ and the outside rely on. `make demo` and `make test` set themselves up.
SHELL := /bin/bash
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# The core runs without QGIS and without Qt; that is also how its coverage is measured.
WITHOUT_QGIS := -p no:pytest_qgis -p no:pytest-qt

.PHONY: help setup demo test test-core test-qgis lint format translations compile-translations package check-package check-sources bench clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

setup: ## install what everything else needs (Debian 12 or 13)
	@bash tools/setup.sh
	@$(MAKE) --no-print-directory compile-translations

demo: setup ## the main job on the demonstration package: in QGIS, or in build/demo/ without a screen
	@$(BIN)/python -u tools/show_demo.py

test: test-core test-qgis ## all tests

test-core: setup ## the tests that need no QGIS, with the coverage of the engine
	$(PYTEST) $(WITHOUT_QGIS) test/core --cov --cov-report=
	$(BIN)/python tools/check_coverage.py

test-qgis: setup ## the tests in QGIS, the panel, and the package in a real QGIS
	@rm -rf .qgis-settings
	$(PYTEST) test/qgis test/gui test/e2e

lint: setup ## style, types, Qt 6
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/check_qt6.py

format: setup ## bring the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: setup ## collect the strings of the panel into i18n/*.ts
	$(BIN)/python tools/translations.py update

compile-translations:
	@$(BIN)/python tools/translations.py compile

package: setup ## build/bodem_ondergrond-<version>.zip, for QGIS and the plugin store
	@$(BIN)/python tools/package.py

check-package: package ## the scans of the plugin store, on the content of the zip
	@$(BIN)/python tools/check_package.py

check-sources: setup ## trace the policy catalogue to the source texts, when they lie beside the project
	@$(BIN)/python tools/check_sources.py ../shared/sources

bench: setup ## time the engine beside what users have today; writes docs/benchmark.md
	$(BIN)/python -m bodem_ondergrond.tools.bench $(ARGUMENTS)

clean: ## remove what was built; .venv stays
	rm -rf build .qgis-settings i18n/*.qm
	find plugin test tools -name __pycache__ -type d -prune -exec rm -rf {} +
