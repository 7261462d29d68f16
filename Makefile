# The tasks of this project. `.ci/run` calls them, so that CI does nothing that cannot be done here, one at a time.
PYTHON ?= .venv/bin/python
PYTEST = $(PYTHON) -m pytest
TESTS = $(PYTEST)
TWO_CORES = -n 2 --dist worksteal
FAST = not slow and not nested and not browser
MEASURE = --durations=15 --cov=simulator --cov-branch --cov-report= --cov-fail-under=0

.PHONY: $(shell sed -n 's/^\([a-z]*\):.*/\1/p' Makefile)
.NOTPARALLEL:

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 12

setup: ## .venv, with the project and all that its tests need
	python3 -m venv .venv
	$(PYTHON) -m pip install -q -e ".[dev]"

fast: ## the fast ring: tests without those marked slow, nested or browser, and with fewer random examples
	HYPOTHESIS_PROFILE=fast $(PYTEST) $(TWO_CORES) -m "$(FAST)"

test: ## all tests
	$(PYTEST) $(TWO_CORES)

types: ## mypy
	$(PYTHON) -m mypy simulator manual benchmarks tests

typed: ## a user's script, checked strictly against the package as it is installed
	PYTHON=$(PYTHON) .ci/typed

lint: ## ruff: the rules and the format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

docs: ## what the pages say: their commands and code run, their links and paths lead somewhere
	$(PYTEST) tests/test_style.py tests/test_public_api.py -k "_page_ or _pages_ or readme"
	$(PYTEST) tests/test_manual_pages.py tests/test_manual_questions.py tests/test_cookbook.py

_zensical:
	$(PYTHON) -c "import zensical" 2>/dev/null || $(PYTHON) -m pip install -q -e ".[manual]"

manual: _zensical ## the manual as a site in build/manual/site, its links looked at
	$(PYTHON) -m manual

readable: _zensical ## the manual, built, its links, its search, and some pages in a browser at two widths
	$(PYTEST) tests/manual/test_site.py

readers: _zensical ## the same with each of its pages; takes long
	CALLFLOW_MANUAL=all $(PYTEST) tests/manual/test_site.py

screenshots: ## the pictures of docs/phone.md, from the running page, in the system's Chromium
	$(PYTHON) docs/screenshots.py

timelines: ## the timelines of docs/designers.md, from real runs
	$(PYTHON) docs/timelines.py

schemas: ## write simulator/schema/*.schema.json anew
	$(PYTHON) -m simulator.schema

goldens: ## write the golden files and snapshots of the tests anew; look at `git diff` afterwards
	UPDATE_GOLDEN=1 $(PYTEST) $$(grep -rl golden_file tests --include='test_*.py')
	UPDATE_GOLDEN=1 $(PYTEST) $$(grep -rl snapshot tests --include='test_*.py') --snapshot-update

bench: ## the benchmarks, printed
	$(PYTHON) -m benchmarks

soak: ## many runs, explorations and calls of backends in one process, and what they leave; takes minutes
	$(PYTHON) -m benchmarks soak
	$(PYTHON) -m benchmarks crowding_soak serving_soak

expectations: ## what is expected and drawn of callers, against calls, and 20,000 entries against the engine; takes long
	$(PYTHON) -m benchmarks expectations populating_soak
	HYPOTHESIS_PROFILE=nightly $(PYTEST) tests/exploring/test_entering.py

fitting: ## callers fitted to logs of known ones, 4,000 calls each; takes some minutes
	$(PYTHON) -m benchmarks fitting

coverage: measured scenarios report ## all tests and scenarios, and every branch of simulator/ taken

measured: ## all tests, noting which branches they take
	export PYTEST_ADDOPTS="$(TWO_CORES) $(MEASURE)"; $(TESTS)

# Started by coverage itself: a plugin is imported before pytest-cov begins to measure.
scenarios: ## the project's own scenarios through its own plugin, noting which branches they take
	$(PYTHON) -m coverage run -m pytest scenarios tests/test_public_api.py

report: ## the branches taken in what was noted: less than all of them fails
	$(PYTHON) -m coverage combine --append
	$(PYTHON) -m coverage report

fuzz: ## random bodies against the checker, random inputs for every reader, and round trips, bounded in time
	$(PYTHON) -m tests.fuzz_bodies --count 20000 --seconds 40 --seed 1
	$(PYTHON) -m tests.fuzz --count 2000 --seconds 50 --seed 1

night: ## the nightly ring: 100,000 random inputs for every reader and round trip, at most ten hours
	$(PYTHON) -m tests.fuzz --count 100000 --seconds 36000 --seed $$(date +%j)

apitest: ## a property-based API tester against `callflow serve`, 2,000 cases an operation; takes an hour or more
	PYTHON=$(PYTHON) .ci/apitest

kills: ## kill -9 on the emulator at fifty moments under load, and what is there after each; takes minutes
	CALLFLOW_KILLS=50 $(PYTEST) tests/server/test_kills.py -rP

pipelines: ## the files for CI systems (GitHub, GitLab, pre-commit, Docker), looked at by their own linters
	.ci/pipelines

wheel: ## the built wheel, used once from an empty folder
	PYTHON=$(PYTHON) .ci/wheel

release: ## sdist and wheel, tried on each Python that is here, with each extra, lowest and newest versions; takes minutes
	.ci/release

changelog: ## a section of CHANGELOG.md of the fragments in changelog.d, for VERSION=1.2.3
	$(PYTHON) -m towncrier build --yes --version $(VERSION)

vscode: ## the extension for Visual Studio Code, tested and packed into dist/; needs node and vsce (VSCE), no network
	CALLFLOW='["$(abspath $(PYTHON))", "-m", "simulator"]' PYTHONPATH=$(CURDIR) node --test editors/vscode/test/extension.test.js
	.ci/vscode

ci: ## all that CI does, in a fresh .venv
	.ci/run
