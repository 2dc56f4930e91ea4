# The commands of a working day; `make` alone lists them. A machine needs Go, and
# for the full set of tests what .ci/need can install.
.DEFAULT_GOAL := help
.PHONY: help run demo build test walk generate lint fmt bench load walk torture shop sbom sweep tools browser-tools

TOOL := go tool -modfile=.ci/tools.mod

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24
	@echo
	@echo "make test looks for PostgreSQL, Chromium, axe-core, an OpenID provider, an OpenAPI linter, Vendure, an S3 server, clamd, pdftotext,"
	@echo "openssl, strace and toxiproxy first (.ci/need). What is missing it installs: by apt-get as root or where sudo asks for no password,"
	@echo "axe-core, the provider, the linter and Vendure by npm, the S3 server and toxiproxy by go install. What cannot be installed it names, and the"
	@echo "tests that need it are left out and counted in the summary;"
	@echo "IPPORTAL_TEST_REQUIRE=postgres,chromium,oidc makes them fail instead. ARGS are handed on:"
	@echo "make test ARGS='-run Counter ./ipcase'."

run: ## the real portal on SQLite in ./ipportal-data, at 127.0.0.1:8080
	go run ./cmd/ipportal serve $(ARGS)

demo: ## a sample marketplace to click through, at 127.0.0.1:8080
	go run ./cmd/ipportal demo $(ARGS)

build: ## the static binary ./ipportal
	CGO_ENABLED=0 go build -trimpath -ldflags=-s -o ipportal ./cmd/ipportal

test: ## every test on SQLite and PostgreSQL, and a summary; pictures of the walk in .ci/out/walk
	@.ci/need postgres chromium axe oidc openapi vendure s3 clamd pdftotext openssl strace toxiproxy
	@IPPORTAL_TEST_SHOTS=$(CURDIR)/.ci/out/walk .ci/test $(if $(ARGS),$(ARGS),./...)

generate: ## *_templ.go from *.templ, and the API's client from its document
	@for dir in $$(find views -name '*.templ' -exec dirname {} + | sort -u); do $(TOOL) templ generate -path $$dir || exit 1; done
	@go run ./web/api/client/document >web/api/client/document.json && $(TOOL) oapi-codegen -config web/api/client/oapi-codegen.yaml web/api/client/document.json; \
		code=$$?; rm -f web/api/client/document.json; exit $$code

lint: ## golangci-lint (the first run builds it: two minutes)
	$(TOOL) golangci-lint run ./...

fmt: ## format Go and templ files
	$(TOOL) golangci-lint fmt ./...
	$(TOOL) templ fmt .

bench: ## pages and filings with 100,000 cases beside what does less; BENCH_CASES=20000 for a short one
	@.ci/need postgres
	@IPPORTAL_TEST_REQUIRE=postgres .ci/test -run '^$$' -bench . -benchtime 1x -timeout 20m $(if $(ARGS),$(ARGS),./web)

load: ## a million cases on each database beside 10 thousand: every page, search, deeds, memory (hours, 25 GB; LOAD_SIZES=10000 LOAD_MINUTES=1 for a short one)
	@.ci/need postgres
	@LOAD=on TMPDIR=$${TMPDIR:-/tmp} POSTGRES_SYNC=on POSTGRES_SETTINGS="-c autovacuum=on -c shared_buffers=1GB -c max_wal_size=4GB -c checkpoint_timeout=30min" \
		IPPORTAL_TEST_REQUIRE=postgres .ci/test -run '^$$' -bench Load -benchtime 1x -timeout 0 ./web
	@IPPORTAL_DEADLINES=$(or $(LOAD_DEADLINES),10000) POSTGRES_SETTINGS="-c autovacuum=on -c autovacuum_naptime=5s" \
		IPPORTAL_TEST_REQUIRE=postgres .ci/test -run DeadlinesActOnce -v -parallel 1 -timeout 0 ./ipcase

walk: ## a million random presses of every form beside a plain model; MACHINE_STEPS=50000 for a short one
	@.ci/need postgres
	@MACHINE_STEPS=$(or $(MACHINE_STEPS),1000000) IPPORTAL_TEST_REQUIRE=postgres .ci/test -run TestTheMachineIsThePlainOne -v -timeout 0 ./web

torture: ## the portal is killed a thousand times while people press, and meets every other fault; IPPORTAL_KILLS=20 for a short one
	@.ci/need postgres s3 strace toxiproxy
	@IPPORTAL_KILLS=$(or $(IPPORTAL_KILLS),500) IPPORTAL_TEST_REQUIRE=postgres .ci/test ./cmd/ipportal -run TestTorture -v -timeout 0

shop: ## a takedown and its end in a shop on a real commerce engine, in Chromium; pictures in .ci/out/shop
	@.ci/need postgres chromium vendure
	@IPPORTAL_TEST_SHOTS=$(CURDIR)/.ci/out IPPORTAL_TEST_REQUIRE=chromium,vendure .ci/test ./web -run TestVendureInChromium -v

sweep: ## sqlmap and wapiti against the portal as each role (ten minutes; SWEEP_SECONDS=20 for a short one)
	@.ci/sweep

sbom: build ## every part of the built program with its version and checksum, as JSON
	@go version -m -json ipportal

tools: ## build the pinned tools once
	$(TOOL) golangci-lint version
	$(TOOL) templ version

browser-tools: ## Chromium and axe-core for the browser tests
	@.ci/need chromium axe
