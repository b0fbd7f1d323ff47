# The commands of the house. Each installs what it needs; see scripts/prepare.
SHELL := /bin/bash
SWIFT := swift
CHECKS := --explicit-target-dependency-import-check error
CORPUS ?=
ONCE ?=

.PHONY: help demo build test conformance bench soak fuzz lint clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## The main job, on a simulated AWS (ONCE=1 ends instead of serving on)
	@scripts/prepare --simulator
	$(SWIFT) build -c release --product plumb $(CHECKS)
	@PATH="$(CURDIR)/.scratch/bin:$$PATH"; scripts/terraform >/dev/null && ONCE="$(ONCE)" scripts/demo

build: ## The release binary, .build/release/plumb
	@scripts/prepare
	$(SWIFT) build -c release --product plumb $(CHECKS)

test: ## Every test
	@scripts/prepare --simulator --browser
	@scripts/terraform >/dev/null
	$(SWIFT) build --build-tests $(CHECKS)
	# The journeys start servers and Terraforms; beside them, tests that measure memory or use up descriptors would
	# measure those too.
	$(SWIFT) test --skip-build --skip HouseTests
	$(SWIFT) test --skip-build --filter HouseTests

soak: ## The model check and the kills, at length
	@scripts/prepare
	@scripts/terraform >/dev/null
	$(SWIFT) build --build-tests $(CHECKS)
	PLUMB_SOAK_INTERLEAVINGS=1000000 $(SWIFT) test --skip-build --filter HouseTests.LockModelTests
	PLUMB_SOAK_KILLS=200 $(SWIFT) test --skip-build --filter HouseTests.CrashTests

conformance: ## The corpora beside the project (CORPUS=name for one, PLUMB_CORPORA for another root)
	@scripts/prepare
	$(SWIFT) run -c release --quiet conformance $(CORPUS)

lint: ## The formatter's findings
	$(SWIFT) format lint --recursive --parallel Sources Tests Package.swift

clean: ## What was built
	rm -rf .build .scratch
