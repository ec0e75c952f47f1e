# Two commands are enough: `make demo` (look at it) and `make test` (prove it).
SHELL := /bin/bash
PYTHON := .venv/bin/python
export PYTHONUTF8 := 1

.PHONY: help demo run test check fix bench trust messages lock pictures

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: ## set up and serve the rehearsed programme at 127.0.0.1:8000
	@scripts/setup.sh run
	@.venv/bin/khaigiang demo

run: ## serve your own data
	@scripts/setup.sh run
	@.venv/bin/khaigiang migrate
	@.venv/bin/khaigiang serve

test: ## set up, then every check and every test, on SQLite and on PostgreSQL
	@scripts/system.sh test
	@scripts/setup.sh test
	@$(PYTHON) scripts/test.py

check: ## style, types, imports, templates, migrations, dependencies
	@scripts/setup.sh test
	@$(PYTHON) scripts/check.py

fix: ## let the tools repair what they can
	@scripts/setup.sh test
	@$(PYTHON) scripts/check.py --fix

bench: ## side-by-side measurements, as ratios of one run
	@scripts/system.sh bench
	@scripts/setup.sh bench
	@$(PYTHON) -m benchmarks

trust: ## the promises of trust with large counts: 200 writers, 1,000 tamperings (long)
	@scripts/system.sh test
	@scripts/setup.sh test
	@KHAIGIANG_TRIALS=$${KHAIGIANG_TRIALS:-200} $(PYTHON) -m pytest -m "trust or race"
	@KHAIGIANG_TRIALS=$${KHAIGIANG_TRIALS:-200} $(PYTHON) scripts/with_postgres.py $(PYTHON) -m pytest -m "trust or race"

messages: ## compile the Vietnamese catalogues after editing them
	@$(PYTHON) scripts/messages.py

lock: ## write requirements/*.txt anew (UPGRADE=1 for newer versions)
	@scripts/setup.sh test
	@scripts/lock.sh

pictures: ## take the README's pictures of the running demo
	@scripts/setup.sh test
	@$(PYTHON) scripts/pictures.py
