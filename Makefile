# The two commands of a newcomer are `make assess` and `make test`; `make help` lists the rest.

# Without --disable-local-rpath the command would look for libraries beside itself.
RELEASE := swift build -c release --product yanshou --static-swift-stdlib --disable-local-rpath
YANSHOU := .build/release/yanshou
TEST    := swift test --skip-build --disable-xctest --quiet
ASAN    := --sanitize=address --scratch-path .build-asan
TSAN    := --sanitize=thread --scratch-path .build-tsan
# A target's tests alone, in a build folder of their own: an edit builds only what they need.
ONLY     = env YANSHOU_ONLY=$(1)
# Memory is looked at where bytes are read and C libraries are called: every other floor works on checked arrays, and what words
# in a file mean is nothing of theirs.
MEMORY  := SourceTextTests,FormatsTests,SubmissionsTests,FEELTests
FILES   := SubmissionsTests.(Limit|Long|Merge|Record|Sample|Table|Value|Wide|XML|YAML)
READERS := --filter 'SourceTextTests|FormatsTests|$(FILES)|FEELTests.(FunctionTests|ConformanceTests)'
# Threads are looked at where several tasks work at a time: Run alone has any, and the cases run through it.
THREADS := ConformanceTests
TASKS   := --filter ConformanceTests.ConformanceTests
# Properties over random cases: ten thousand in a debug build, a million in an optimised one.
MANY    := FEELTests,OracleTests,AssessmentTests
FAST    := -c release -Xswiftc -enable-testing --scratch-path .build-long
FUZZED  := env YANSHOU_FUZZ_BUILD=1 swift build -c release --product Fuzz --scratch-path .build-fuzz
SECONDS := 60
OUT     := out/shaoxing
T       := ConformanceTests

.NOTPARALLEL:
.PHONY: help setup release sbom assess test try sanitize fuzz long lint asan tsan format bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

assess: release ## install what is missing, build, score the Shaoxing sample
	@.ci/assess $(YANSHOU) $(OUT)

test: ## the same set-up, then format, build and every test that an edit may break
	@.ci/setup test
	@.ci/stage 'Tracked files' .ci/tree
	@.ci/stage 'Format' .ci/lint
	@.ci/stage 'Build' .ci/build
	@.ci/stage 'Tests' $(TEST)
	@.ci/stage 'Example of a foreign package' .ci/example
	@echo 'Everything passed.'

try: ## one target's tests, or one case, quickly: make try T=SubmissionsTests F=test, make try C=case
	@.ci/try '$(T)' '$(F)' '$(C)'

sanitize: setup asan tsan ## the tests under the address and the thread sanitizer

fuzz: setup ## look for inputs that a reader cannot stand, each for some seconds: make fuzz SECONDS=60
	@.ci/stage 'Build for fuzzing' $(FUZZED)
	@.ci/stage 'Fuzz' .ci/fuzz $(SECONDS)

long: setup ## what takes longer: random cases by the million, optimised; a kill and an error at every call
	@.ci/stage 'Build' .ci/build
	@.ci/stage 'Kills, full disks and interrupts at every call' env YANSHOU_LONG=1 $(TEST) --filter 'ExchangeTests|ChangingFileTests|PlantedTests|LimitedSizeTests'
	@.ci/stage 'Build the properties, optimised' $(call ONLY,$(MANY)) swift build --build-tests $(FAST)
	@.ci/stage 'Random cases by the million' $(call ONLY,$(MANY)) $(TEST) $(FAST)
	@.ci/stage 'Build for fuzzing' $(FUZZED)
	@.ci/stage 'Fuzz' .ci/fuzz 3600

setup: ## install what is missing, check the toolchain
	@.ci/setup test

release: ## the command, optimised, in .build/release
	@.ci/setup build
	@.ci/stage 'Build the command' $(RELEASE)
	@.ci/stage 'How it may be attacked' .ci/hardened $(YANSHOU)

sbom: release ## the software bill of materials of the command, in out/yanshou.cdx.json
	@mkdir -p out
	@.ci/sbom $(YANSHOU) > out/yanshou.cdx.json
	@echo 'Written: out/yanshou.cdx.json'

lint: ## the layout of the Swift files
	@.ci/stage 'Format' .ci/lint

asan: ## the tests of the readers under the address sanitizer
	@.ci/stage 'Build with the address sanitizer' $(call ONLY,$(MEMORY)) .ci/build $(ASAN)
	@.ci/stage 'Tests under the address sanitizer' $(call ONLY,$(MEMORY)) ASAN_OPTIONS=detect_leaks=0 $(TEST) $(READERS) $(ASAN)

tsan: ## the tests of several tasks under the thread sanitizer
	@.ci/stage 'Build with the thread sanitizer' $(call ONLY,$(THREADS)) .ci/build $(TSAN)
	@.ci/stage 'Tests under the thread sanitizer' $(call ONLY,$(THREADS)) $(TEST) $(TASKS) $(TSAN)

format: ## put the Swift files into the house's layout
	@git ls-files -z --cached --others --exclude-standard '*.swift' | xargs -0 swift format --in-place --parallel

bench: release ## time 100,000 generated units
	@.ci/stage 'Benchmark' python3 Benchmarks/measure.py $(YANSHOU)

clean: ## remove what was built and written
	rm -rf .build .build-* out
