# Everything that a person does with this repository. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CONFIGURATION ?= Release
export MSBUILDDISABLENODEREUSE := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1

.PHONY: help demo demo-clean test unit e2e build fmt bench install uninstall cluster-up cluster-down

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: cluster-up ## move a loaded redis off a hot node of the local cluster, by policy, and measure it
	@demo/run.sh

demo-clean: ## remove what the demo made, and the local cluster
	@demo/clean.sh
	@cluster/down.sh

test: ## everything that a change needs: build, format, unit tests, then end-to-end tests on the local cluster
	@eng/test.sh all

unit: ## build, format and unit tests only (no root needed)
	@eng/test.sh unit

e2e: ## end-to-end tests only, on the local cluster
	@eng/test.sh e2e

build: ## build all projects and the runtime handler
	dotnet build PodMotion.sln -c $(CONFIGURATION) --nologo -v quiet
	$(MAKE) -C src/NodeAgent/Handler

fmt: ## format the C# sources
	dotnet format PodMotion.sln

bench: ## run the benchmarks
	dotnet run -c Release --project bench/Policies.Benchmarks

install: ## install CRDs, roles and RuntimeClass into the cluster of KUBECONFIG (must be set)
	@deploy/objects.sh install

uninstall: ## remove them from the cluster of KUBECONFIG (must be set), with all objects of these kinds
	@deploy/objects.sh uninstall

cluster-up: ## local two-node Kubernetes with PodMotion running (root, Debian 12); again: upgrade PodMotion
	@cluster/up.sh

cluster-down: ## remove the local cluster; what was built for it stays cached
	@cluster/down.sh
