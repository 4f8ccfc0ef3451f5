# A fresh Debian 12 needs two commands: make demo, make test. The other targets are for developers; CONTRIBUTING.md says when to use which.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test test-long fuzz bench accuracy lint format clean

# The interpreter of Debian, for which install_packages.sh installs the modules.
PYTHON := /usr/bin/python3
PACKAGES := engine/tools/install_packages.sh
FUZZ_SECONDS ?= 60
FUZZ_RUNS ?= csv_fuzz=10000000 mapping_fuzz=1000000 xlsx_fuzz=1000000
# Paths below this folder do not count for ccache: another clone finds the same objects.
export CCACHE_BASEDIR ?= $(CURDIR)

help:
	@echo "make demo       install what is missing, build, assess the example ministry, say where the report lies"
	@echo "make test       install what is missing, build, run the tests of every change; last line: N passed, N failed"
	@echo "make test-long  sanitizers, long simulations, fuzzers (FUZZ_SECONDS=$(FUZZ_SECONDS) each)"
	@echo "make fuzz       so many texts for the readers of foreign files: $(FUZZ_RUNS)"
	@echo "make bench      time the engine"
	@echo "make accuracy   agreement with other programs and coverage in simulations, into engine/docs/accuracy.md (some minutes)"
	@echo "make lint       layout, clang-tidy, includes, codes of diagnostics"
	@echo "make format     lay out the source as .clang-format says"
	@echo "make clean      delete what was built and the results of the examples"

# A build that somebody has configured with tests stays as it is.
demo:
	@$(PACKAGES) build
	@[ -f build/build.ninja ] || cmake --preset release -DCAPGAP_TESTS=OFF --log-level=WARNING
	@cmake --build build --target bin/capgap
	@build/bin/capgap run examples/ministry/assessment.yaml --out examples/ministry/out

test:
	@$(PACKAGES) build test page
	@$(PYTHON) engine/tools/run_tests.py release

test-long:
	@$(PACKAGES) build test page long
	@$(PYTHON) engine/tools/run_tests.py asan tsan long fuzz --fuzz-seconds $(FUZZ_SECONDS)

fuzz:
	@$(PACKAGES) build long
	@$(PYTHON) engine/tools/run_tests.py fuzz --fuzz-runs $(FUZZ_RUNS)

bench:
	@$(PACKAGES) build bench
	@cmake --preset bench --log-level=WARNING
	@cmake --build --preset bench
	@for program in build-bench/bin/*_benchmark; do "$$program"; done

accuracy:
	@$(PACKAGES) build test
	@cmake --preset release --log-level=WARNING
	@cmake --build build --target test_measurement test_coverage
	@$(PYTHON) engine/tools/accuracy.py --programs build/bin

lint:
	@$(PACKAGES) build test lint
	@engine/tools/lint.sh

format:
	@$(PACKAGES) lint
	@git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-14 -i

clean:
	@rm -rf build build-* examples/*/out
