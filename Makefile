# Two commands matter: `make run` and `make test`. The work is done in scripts/.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test check bench fuzz samples contexts types ui help

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## opens the wallet; without a screen, shows the same journey in the terminal
	scripts/run

test: ## every test, down to a journey in the real window
	scripts/setup test
	$(MAKE) --no-print-directory ui tests/peers/node_modules/.package-lock.json target/pyld/installed target/highs/installed
	scripts/test

check: ## formatting, lints, documentation, licences, generated types
	$(MAKE) --no-print-directory ui
	scripts/check

bench: ## speed, beside the limits measured in the same run; all of it or PARTS
	cargo build --locked --release --package cli --package bench
	target/release/bench $(PARTS)

fuzz: ## hostile input, FUZZ_SECONDS (600) a target, all or FUZZ_TARGETS; needs a nightly compiler and cargo-fuzz
	cargo run --locked --package tests --bin fuzz_seeds fuzz/corpus
	cd fuzz && cargo +nightly fuzz build --sanitizer none
	cd fuzz && for target in $${FUZZ_TARGETS:-$$(ls corpus)}; do \
	  cargo +nightly fuzz run --sanitizer none $$target corpus/$$target -- -max_total_time=$${FUZZ_SECONDS:-600} \
	    -timeout=10 -rss_limit_mb=1024 -max_len=65536 -dict=hostile.dict -print_final_stats=1; \
	done

samples: ## makes the sample credentials anew
	cargo run --locked --package samples --features make --bin make_samples

contexts: tools/contexts/node_modules/.package-lock.json ## makes the tables of pinned contexts anew, from the packages that publish them
	node tools/contexts/generate.mjs

types: ## writes the TypeScript types anew, from the Rust ones
	UPDATE_TYPES=1 cargo test --locked --package tests --test contract types

ui: ui/dist/index.html ## the page that the window shows

ui/dist/index.html: ui/node_modules/.package-lock.json ui/index.html ui/vite.config.ts $(shell find ui/src ui/public -type f 2>/dev/null)
	npm --prefix ui run build
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json
	npm --prefix $* ci --no-audit --no-fund
	@touch $@

target/highs/installed: tests/tools/highs_requirements.txt
	python3 -m venv target/highs
	target/highs/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

target/pyld/installed: tests/tools/requirements.txt
	python3 -m venv target/pyld
	target/pyld/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
