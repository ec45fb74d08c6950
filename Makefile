# The two commands of a newcomer are `make assess` and `make test`; `make help` lists the rest.

RELEASE := swift build -c release --product yanshou --static-swift-stdlib
YANSHOU := .build/release/yanshou
TEST    := swift test --skip-build --disable-xctest --quiet
ASAN    := --sanitize=address --scratch-path .build-asan
TSAN    := --sanitize=thread --scratch-path .build-tsan
# Under the sanitizers the floors below the reports are built, with their tests.
BELOW   := env YANSHOU_BELOW_REPORTS=1
# Memory is looked at where bytes are read and C libraries are called: every other floor works on checked arrays.
MEMORY  := --filter 'SourceTextTests|FormatsTests|SubmissionsTests|FEELTests.(FunctionTests|ConformanceTests)'
# Threads are looked at where several tasks work at a time.
THREADS := --filter 'SubmissionsTests|ConformanceTests'
OUT     := out/shaoxing

.NOTPARALLEL:
.PHONY: help setup release assess test lint asan tsan format bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

assess: release ## install what is missing, build, score the Shaoxing sample
	@.ci/assess $(YANSHOU) $(OUT)

test: ## the same set-up, then every check and every test
	@.ci/setup test
	@.ci/stage 'Tracked files' .ci/tree
	@.ci/stage 'Format' .ci/lint
	@.ci/stage 'Build' .ci/build
	@.ci/stage 'Tests' $(TEST)
	@$(MAKE) --no-print-directory asan tsan
	@echo 'Everything passed.'

setup: ## install what is missing, check the toolchain
	@.ci/setup test

release: ## the command, optimised, in .build/release
	@.ci/setup build
	@.ci/stage 'Build the command' $(RELEASE)

lint: ## the layout of the Swift files
	@.ci/stage 'Format' .ci/lint

asan: ## the tests under the address sanitizer
	@.ci/stage 'Build with the address sanitizer' $(BELOW) .ci/build $(ASAN)
	@.ci/stage 'Tests under the address sanitizer' $(BELOW) ASAN_OPTIONS=detect_leaks=0 $(TEST) $(MEMORY) $(ASAN)

tsan: ## the tests under the thread sanitizer
	@.ci/stage 'Build with the thread sanitizer' $(BELOW) .ci/build $(TSAN)
	@.ci/stage 'Tests under the thread sanitizer' $(BELOW) $(TEST) $(THREADS) $(TSAN)

format: ## put the Swift files into the house's layout
	@git ls-files -z '*.swift' | xargs -0 swift format --in-place --parallel

bench: release ## time 100,000 generated units
	@.ci/stage 'Benchmark' python3 Benchmarks/measure.py $(YANSHOU)

clean: ## remove what was built and written
	rm -rf .build .build-* out
