"""Builds a preset and runs its tests: run_tests.py STAGE... [--fuzz-seconds S | --fuzz-runs NAME=N...]. The last line printed is `N passed, N failed`.

Stages: release, asan (all tests but those labelled long, built as the preset says), tsan (of them those in which threads work side by side: the parallel loop
by itself, and the program as people run it), long (the tests labelled long), fuzz (every fuzzer for S seconds; or those named N times each, shared among
the processors).
A stage that cannot be configured or built counts as one failure. Skipped tests are named with their reason: they are neither passed nor failed.
"""

import argparse
import configparser
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

TOP = pathlib.Path(__file__).resolve().parents[2]
# by name; the other tests have one thread
TESTS_WITH_THREADS = "^(base/Parallel|acceptance/)"
BUILD_FOLDERS = {"release": "build", "asan": "build-asan", "tsan": "build-tsan", "fuzz": "build-fuzz"}
# Some wait for a disk or a browser.
AT_ONCE = (os.cpu_count() or 1) + 1
FUZZERS = TOP / "tests" / "fuzz"
# A second copy of every freed byte for longer than one input, and long lists of callers of each, cost half of the speed. What is set outside comes later and wins.
FUZZ_ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=16:malloc_context_size=2:" + os.environ.get("ASAN_OPTIONS", "")}
FUZZ_DONE = re.compile(r"^Done (\d+) runs", re.MULTILINE)
# as googletest and our scripts say why they skip
SKIP_REASON = re.compile(r": Skipped\n(.+?)\n\s*\[ +SKIPPED|^SKIP(?:PED)?:? ([^\n]+)", re.DOTALL | re.MULTILINE)


@dataclasses.dataclass
class Counts:
    passed: int = 0
    failed: int = 0

    def __add__(self, other):
        return Counts(self.passed + other.passed, self.failed + other.failed)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed"


def run(*command):
    return subprocess.run(command, cwd=TOP, stdin=subprocess.DEVNULL, check=False).returncode == 0


def without_random_addresses(preset):
    """Where a kernel scatters addresses widely, GCC 12's thread sanitizer finds no room for its shadow memory. Containers may forbid the change."""
    fixed = ["setarch", "-R"]
    return fixed if preset == "tsan" and subprocess.run([*fixed, "true"], check=False, capture_output=True).returncode == 0 else []


def built(preset):
    # Building runs the test programs too, to list their cases.
    return run("cmake", "--preset", preset, "--log-level=WARNING") and run(*without_random_addresses(preset), "cmake", "--build", "--preset", preset)


def was_skipped(case):
    """By itself; a test that ctest could not start is "notrun" too."""
    skipped = case.find("skipped")
    return case.get("status") == "disabled" or (skipped is not None and skipped.get("message", "").startswith("SKIP_"))


def skip_reason(case):
    match = SKIP_REASON.search(case.findtext("system-out") or "")
    return " ".join((match.group(1) or match.group(2)).split()) if match else "no reason given"


def counted(results):
    """From ctest's JUnit file; prints what failed, with its output, and what was skipped, with the reason."""
    counts = Counts()
    for case in xml.parse(results).getroot().iter("testcase"):
        if case.get("status") == "run":
            counts.passed += 1
        elif was_skipped(case):
            print(f"SKIPPED {case.get('name')}: {skip_reason(case)}")
        else:
            counts.failed += 1
            print(f"FAILED {case.get('name')}\n{case.findtext('system-out') or ''}")
    return counts


def tests(preset, *selection):
    folder = TOP / BUILD_FOLDERS[preset]
    results = folder / "test-results.xml"
    results.unlink(missing_ok=True)
    finished = run(*without_random_addresses(preset), "ctest", "--test-dir", str(folder), "--parallel", str(AT_ONCE), "--quiet",
                   "--output-log", str(folder / "test-log.txt"), "--output-junit", str(results), *selection)
    counts = counted(results) if results.exists() else Counts()
    if not finished and counts.failed == 0:  # ctest itself failed
        counts.failed = 1
    return counts


def fuzz_options(name):
    """NAME.options holds what libFuzzer is told, in a section [libfuzzer]; NAME.dict words to try."""
    said = configparser.ConfigParser()
    said.read(FUZZERS / f"{name}.options", encoding="utf-8")
    options = [f"-{key}={value}" for key, value in said.items("libfuzzer")] if said.has_section("libfuzzer") else []
    words = FUZZERS / f"{name}.dict"
    return [*options, *([f"-dict={words}"] if words.exists() else [])]


def fuzz_commands(name, limits):
    """Each fuzzer starts from its corpus, tests/fuzz/corpus/NAME; what it finds is left in build-fuzz."""
    folder = TOP / BUILD_FOLDERS["fuzz"]
    found = folder / "corpus" / name
    found.mkdir(parents=True, exist_ok=True)
    corpus = FUZZERS / "corpus" / name
    folders = [str(found), *([str(corpus)] if corpus.is_dir() else [])]
    return [[str(folder / "bin" / name), limit, "-print_final_stats=1", "-timeout=10", f"-artifact_prefix={folder}/", *fuzz_options(name), *folders]
            for limit in limits]


def fuzz_for(seconds):
    counts = Counts()
    for fuzzer in sorted((TOP / BUILD_FOLDERS["fuzz"] / "bin").glob("*_fuzz")):
        for command in fuzz_commands(fuzzer.name, [f"-max_total_time={seconds}"]):
            ok = subprocess.run(command, cwd=TOP, env=FUZZ_ENVIRONMENT, stdin=subprocess.DEVNULL, check=False).returncode == 0
            counts += Counts(passed=ok, failed=not ok)
    return counts


def shares(whole, parts):
    return [whole // parts + (i < whole % parts) for i in range(parts)]


def fuzz_times(name, runs):
    """The processes exchange what they find through the folder they share. A log each, in build-fuzz; the sum of what these say must be `runs`."""
    logs, processes = [], []
    for i, command in enumerate(fuzz_commands(name, [f"-runs={share}" for share in shares(runs, os.cpu_count())])):
        logs.append(TOP / BUILD_FOLDERS["fuzz"] / f"{name}-{i}.log")
        with logs[-1].open("wb") as log:
            processes.append(subprocess.Popen([*command, "-reload=10"], cwd=TOP, env=FUZZ_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log))
    ended_well = [process.wait() == 0 for process in processes]
    done = sum(int(match.group(1)) for log in logs for match in FUZZ_DONE.finditer(log.read_text(encoding="utf-8", errors="replace")))
    print(f"{name}: {done} runs" + ("" if all(ended_well) else f"; see {', '.join(str(log.relative_to(TOP)) for log in logs)}"), flush=True)
    ok = all(ended_well) and done >= runs
    return Counts(passed=int(ok), failed=int(not ok))


def stage(name, fuzz_seconds, fuzz_runs):
    preset = "release" if name == "long" else name
    if not built(preset):
        print(f"{name}: it could not be built")
        return Counts(failed=1)
    if name == "fuzz":
        return sum((fuzz_times(*each) for each in fuzz_runs), Counts()) if fuzz_runs else fuzz_for(fuzz_seconds)
    selection = ["-L", "^long$"] if name == "long" else ["-LE", "^long$"]
    return tests(preset, *selection, *(["-R", TESTS_WITH_THREADS] if name == "tsan" else []))


def named_number(text):
    name, _, number = text.partition("=")
    return name, int(number)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stages", nargs="+", choices=["release", "asan", "tsan", "long", "fuzz"])
    parser.add_argument("--fuzz-seconds", type=int, default=60)
    parser.add_argument("--fuzz-runs", type=named_number, nargs="+", metavar="NAME=N")
    options = parser.parse_args()
    total = Counts()
    for name in options.stages:
        counts = stage(name, options.fuzz_seconds, options.fuzz_runs)
        total += counts
        if len(options.stages) > 1:
            print(f"{name}: {counts}", flush=True)
    print(total)
    return 0 if total.failed == 0 and total.passed > 0 else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
