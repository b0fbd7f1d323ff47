# The commands of the house. Each installs what it needs; see scripts/prepare.
SHELL := /bin/bash
SWIFT := swift
CHECKS := --explicit-target-dependency-import-check error
# Swift's own libraries within the binary: it runs where no Swift is, and calls into them cost less.
RELEASE := -c release --static-swift-stdlib
CORPUS ?=
ENGINES := HCLTests|TerraformLanguageTests|RegoTests|RegoSyntaxTests|RegoBuiltInsTests|ConformanceTests
CLOUD := MainJobTests|DriftJourneys|AcceptanceJourneys|WatchJourneys|AdoptionJourneys|InventoryJourneys|HostedProviderTests
RUNS := DeploymentJourneys|DeploymentMemoryJourneys|GateJourneys|QuotaJourneys|ScheduleJourneys|DashboardJourneys
ALONE := SchemaProbeTests|RestoreDrill|ClientCodeJourneys
ONCE ?=

.PHONY: help demo build test conformance bench soak fuzz lint clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## The main job, on a simulated AWS (ONCE=1 ends instead of serving on)
	@scripts/prepare --simulator
	$(SWIFT) build $(RELEASE) --product plumb $(CHECKS)
	@PATH="$(CURDIR)/.scratch/bin:$$PATH"; scripts/terraform >/dev/null && ONCE="$(ONCE)" scripts/demo

build: ## The release binary, .build/release/plumb
	@scripts/prepare
	$(SWIFT) build $(RELEASE) --product plumb $(CHECKS)

test: ## Every test
	@scripts/prepare --simulator --browser --clients
	@scripts/terraform >/dev/null
	$(SWIFT) build --build-tests $(CHECKS)
	@# Apart, because they measure memory, take every core, fill machines, drive providers over a cloud, or a browser.
	$(SWIFT) test --skip-build --filter HTTPTests
	$(SWIFT) test --skip-build --filter ValuesTests
	$(SWIFT) test --skip-build --filter '$(ENGINES)'
	$(SWIFT) test --skip-build --skip 'HTTPTests|ValuesTests|HouseTests|BrowserTests|$(ENGINES)'
	$(SWIFT) test --skip-build --filter HouseTests --skip '$(CLOUD)|$(ALONE)|$(RUNS)'
	$(SWIFT) test --skip-build --filter '$(RUNS)'
	$(SWIFT) test --skip-build --filter '$(ALONE)'
	$(SWIFT) test --skip-build --filter MainJobTests
	$(SWIFT) test --skip-build --filter 'DriftJourneys|AcceptanceJourneys|WatchJourneys|AdoptionJourneys|InventoryJourneys|HostedProviderTests'
	$(SWIFT) test --skip-build --filter BrowserTests

conformance: ## The corpora beside the project (CORPUS=name for one, PLUMB_CORPORA for another root)
	@scripts/prepare
	$(SWIFT) run $(RELEASE) --quiet conformance $(CORPUS)

bench: ## What is promised, measured against a yardstick in the same run
	@scripts/prepare --bench --simulator --browser
	@scripts/terraform >/dev/null
	$(SWIFT) build $(RELEASE) --product plumb $(CHECKS)
	$(SWIFT) build $(RELEASE) --product json-reading $(CHECKS)
	$(SWIFT) build $(RELEASE) --product rego-deciding $(CHECKS)
	$(SWIFT) build $(RELEASE) --product hcl-reading $(CHECKS)
	$(SWIFT) build $(RELEASE) --product front-serving $(CHECKS)
	$(SWIFT) build $(RELEASE) --product cloud-replaying $(CHECKS)
	@PATH="$(CURDIR)/.scratch/bin:$$PATH" .scratch/bench/bin/python Benchmarks/run.py

soak: ## The long runs: a million interleavings, 200 kills, a watch of 15 minutes, the API by its document, sanitizers
	@scripts/prepare --bench --simulator
	@scripts/terraform >/dev/null
	$(SWIFT) build $(RELEASE) --product plumb $(CHECKS)
	$(SWIFT) build $(RELEASE) --product cloud-replaying $(CHECKS)
	@PATH="$(CURDIR)/.scratch/bin:$$PATH" .scratch/bench/bin/python Benchmarks/soak.py
	.scratch/bench/bin/python Benchmarks/sanitize.py
	$(SWIFT) build --build-tests $(CHECKS)
	PLUMB_SOAK_INTERLEAVINGS=1000000 PLUMB_SOAK_KILLS=200 PLUMB_SOAK_EXAMPLES=300 $(SWIFT) test --skip-build --filter 'LockModelTests|CrashTests|SchemaProbeTests'

fuzz: ## The fuzzers, for longer than in the suite
	@scripts/prepare
	$(SWIFT) build --build-tests $(CHECKS)
	PLUMB_FUZZ_FACTOR=50 $(SWIFT) test --skip-build --filter Fuzz

lint: ## The formatter's findings
	$(SWIFT) format lint --recursive --parallel Sources Tests Package.swift

clean: ## What was built
	rm -rf .build .scratch
