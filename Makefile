# Everything a person or a build machine does here. `make help` explains.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check fix bench faults docs sbom pins

help: ## this page
	@$(PYTHON) tools/setup.py help

run: ## install what is missing, bring the database up to date, serve on http://127.0.0.1:8000 (PORT, HOST, BARNRAISE_DATA)
	@$(PYTHON) tools/setup.py run

test: ## the checks, then every test on SQLite and PostgreSQL and in a real browser
	@$(PYTHON) tools/setup.py test $(ARGS)

check: ## format, lint, types, scripts, walls, migrations, templates, translations, docs
	@$(PYTHON) tools/setup.py check

fix: ## let the tools repair format and lint
	@$(PYTHON) tools/setup.py fix

bench: ## bytes, requests, server time and saves a second, as ratios of one run
	@$(PYTHON) tools/setup.py bench $(ARGS)

faults: ## the long form of the fault tests; ARGS="--seed 7 --minutes 60 --only kills"; goes on where it stopped
	@$(PYTHON) tools/setup.py faults $(ARGS)

docs: ## write again the pages and pictures that are made from the program
	@$(PYTHON) tools/setup.py docs

sbom: ## all that the program is made of, with versions, digests and licenses, as CycloneDX (sbom.cdx.json)
	@$(PYTHON) tools/setup.py sbom $(ARGS)

pins: ## choose again the exact versions (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make pins" requirements/run.in -o requirements/run.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make pins" requirements/dev.in -o requirements/dev.txt
