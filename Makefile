.DEFAULT_GOAL := help
# which interpreter; in an order of sheets, whether Python is wanted
ifneq ($(filter yes no,$(PYTHON)),)
WITH := $(PYTHON)
override PYTHON := python3
endif
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# the matrices here are small: threads of their own would only slow them
export OPENBLAS_NUM_THREADS = 1
# a set that a cell prints has the same order at each build
export PYTHONHASHSEED = 0
# what was compiled is kept, and copied with each small book that a test builds
export PYTHONDONTWRITEBYTECODE =
# a network that inspects TLS has authorities of its own
export UV_SYSTEM_CERTS = 1

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 15

SYNC = $(RUN) -m uv pip sync --quiet --require-hashes --compile-bytecode
OWN = $(RUN) -m uv pip install --quiet --no-deps --no-build-isolation --editable .

# what building needs
$(VENV)/ready: requirements/build.txt requirements/uv.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
	$(SYNC) requirements/build.txt
	$(OWN)
	touch $@

# and what tests, sheets and live notebooks need beside
$(VENV)/complete: $(VENV)/ready requirements/dev.txt
	$(SYNC) requirements/dev.txt
	$(OWN)
	touch $@

book: $(VENV)/ready  ## build the book into _build/html
	$(RUN) -m tools.build

KEY ?= instructor

# where there is a key, or somebody says where
EDITION = $(if $(or $(filter command,$(origin KEY)),$(wildcard $(KEY))),instructor)

# sheets to order
ORDER = $(if $(ITEMS),--items "$(ITEMS)") $(if $(KIND),--kind $(KIND)) $(if $(WITH),--python $(WITH)) $(if $(ONE),--one)
MARKS = $(if $(PASS),--pass $(PASS)) $(if $(RUBRICS),--rubrics $(RUBRICS))

instructor: $(VENV)/complete  ## build the instructor edition and answer sheets into _build/instructor; KEY=path takes another key; PASS=60 RUBRICS=criteria, see handouts
	$(RUN) -m tools.build "$(KEY)"
	$(RUN) -m bank.sheets --instructor $(ORDER) $(MARKS)

handouts: book $(VENV)/complete  ## make exercise sheets, as PDF and notebook, in _build/handouts; ITEMS="puzzle trust-two" KIND=assignment PYTHON=no ONE=yes
	$(RUN) -m bank.sheets $(ORDER)

# said before anything is built
ifneq ($(filter lms,$(MAKECMDGOALS)),)
ifeq ($(filter http://% https://%,$(BASE)),)
$(error make lms needs the address of your copy of the book: make lms BASE=https://example.org/book)
endif
endif

lms: book  ## write the questions for learning systems into _build/lms; BASE=address of the book
	$(RUN) -m bank.exports $(BASE)
	$(if $(EDITION),$(MAKE) instructor && $(RUN) -m bank.exports $(BASE) --instructor)

TEST = $(RUN) -m pytest --numprocesses 2 --dist loadgroup

# each promise once, where it is made; and what is left of going through everything
ONCE = "not sweep or sample"

test: book $(VENV)/complete  ## run the tests, in some minutes; brings browsers and web servers if there are none
	$(RUN) -m tools.browser
	$(RUN) -m tools.servers
	$(TEST) -m $(ONCE)

sweep: book $(VENV)/complete  ## look at every page, in all widths and themes, and at every explorer
	$(RUN) -m tools.browser
	$(TEST) -m sweep

quick: book $(VENV)/complete  ## run the tests that open no browser and build nothing
	$(TEST) -m "not slow and not sweep"

cover: book $(VENV)/complete  ## run them, and fail if too little of the package was run
	$(TEST) -m "not slow and not sweep" --cov

nightly: book $(VENV)/complete  ## run all tests, with ten times the examples
	$(RUN) -m tools.browser
	$(RUN) -m tools.servers
	$(TEST) --hypothesis-profile=nightly --cov

MINUTES ?= 60

mutants: book $(VENV)/complete  ## change the code in one place at a time and list, in _build/mutants.txt, what no test notices; MINUTES=60 ROOM=secdilemma/models
	$(RUN) -m tools.mutants $(MINUTES) $(ROOM)

check: $(VENV)/complete  ## look for faults without running anything
	$(RUN) -m ruff check .
	$(RUN) -m mypy

prose: book $(VENV)/complete  ## print what the prose is like, chapter by chapter
	$(RUN) -m tools.measure

serve: book  ## show the book at http://127.0.0.1:8000, on this machine alone
	$(RUN) -m http.server --bind 127.0.0.1 --directory _build/html

watch: $(VENV)/ready  ## show it there while you write: what you save is built, and the page loads again
	$(RUN) -m tools.watch

# a double click opens a chapter as a notebook, and only who saves it changes its file
LAB_SETTINGS = {"@jupyterlab/docmanager-extension:plugin": {"autosave": false, "defaultViewers": {"markdown": "Jupytext Notebook"}}}

lab: $(VENV)/complete  ## open the chapters as live notebooks
	mkdir -p $(VENV)/etc/jupyter/labconfig
	echo '$(LAB_SETTINGS)' > $(VENV)/etc/jupyter/labconfig/default_setting_overrides.json
	$(RUN) -m jupyterlab --allow-root --JupytextConfiguration.preferred_jupytext_formats_read=md:myst chapters

pdf: book $(VENV)/complete  ## make one PDF of the book
	$(RUN) -m tools.pdf

contact-sheet: book $(VENV)/complete  ## show every figure at four widths, light and dark, in _build/contact
	$(RUN) -m tools.contact

bench: book $(VENV)/complete  ## measure build times, weights and latencies
	$(RUN) -m tools.bench

reproduce: $(VENV)/ready  ## build twice from nothing, with two Pythons where there are two, and compare every byte
	$(RUN) -m tools.reproduce

COMPILE = $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

lock: $(VENV)/complete  ## renew the files in requirements/, all that is installed, with checksums
	$(COMPILE) --upgrade --group dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --upgrade --group book --constraint requirements/dev.txt --output-file requirements/build.txt pyproject.toml
	echo uv | $(COMPILE) --upgrade --output-file requirements/uv.txt -

sbom: $(VENV)/complete  ## write the bill of materials, _build/sbom.json, from the lock, with licences
	$(RUN) -m tools.sbom

AHEAD = _build/ahead

ahead: $(VENV)/ready  ## build the book with what the lock holds back, in an environment of its own: see MAINTAINING.md
	$(RUN) -m uv venv --quiet --clear $(AHEAD)/.venv
	git ls-files -z | xargs -0 cp --parents --target-directory $(AHEAD)
	$(RUN) -m uv pip install --quiet --python $(AHEAD)/.venv --override requirements/ahead.txt --group dev --editable .
	cd $(AHEAD) && .venv/bin/python -m tools.build

clean:  ## remove everything that was built
	rm -rf _build

.PHONY: contact-sheet help book instructor test sweep quick cover nightly mutants check serve watch lab bench lock sbom ahead clean reproduce pdf handouts lms
