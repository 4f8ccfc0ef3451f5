"""What CI believes: how run_tests.py counts, and what .ci/run prints last."""

import contextlib
import importlib.util
import io
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import unittest.mock

TOP = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("run_tests", TOP / "engine" / "tools" / "run_tests.py")
run_tests = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run_tests)

# As ctest 3.25 writes them.
RESULTS = """<testsuite>
<testcase name="passed" status="run"/>
<testcase name="failed" status="fail"><failure message=""/><system-out>4 is not 5</system-out></testcase>
<testcase name="not built" status="notrun"><skipped message="Unable to find executable"/><system-out>Unable to find executable</system-out></testcase>
<testcase name="by googletest" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/><system-out>[ RUN      ] A.b
a_test.cpp:35: Skipped
REAL_DATA is
not set

[  SKIPPED ] A.b (0 ms)</system-out></testcase>
<testcase name="by a script" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>SKIPPED: no such file
</system-out></testcase>
</testsuite>"""


class Counting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_what_could_not_start_has_failed_and_what_skipped_says_why(self):
        results = self.folder / "results.xml"
        results.write_text(RESULTS, encoding="utf-8")
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            counts = run_tests.counted(results)
        self.assertEqual(str(counts), "1 passed, 2 failed")
        self.assertEqual(said.getvalue().splitlines(), [
            "FAILED failed", "4 is not 5", "FAILED not built", "Unable to find executable",
            "SKIPPED by googletest: REAL_DATA is not set", "SKIPPED by a script: no such file"])

    def ci(self, make):
        """.ci/run beside a `make` that does as told: its exit code and its last line."""
        (self.folder / "clone" / ".ci").mkdir(parents=True)
        shutil.copy(TOP / ".ci" / "run", self.folder / "clone" / ".ci" / "run")
        stand_in = self.folder / "make"
        stand_in.write_text(f"#!/bin/sh\n{make}\n", encoding="utf-8")
        stand_in.chmod(0o755)
        done = subprocess.run(["bash", self.folder / "clone" / ".ci" / "run"], capture_output=True, text=True, check=False,
                              env={**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}"})
        return done.returncode, done.stdout.splitlines()[-1]

    def test_ci_passes_on_what_make_says(self):
        self.assertEqual(self.ci("echo building; echo 7 passed, 0 failed"), (0, "7 passed, 0 failed"))

    def test_ci_fails_with_make_and_the_count_comes_last(self):
        self.assertEqual(self.ci("echo 6 passed, 1 failed; echo 'make: *** Error 1' >&2; exit 2"), (2, "6 passed, 1 failed"))

    def test_ci_fails_where_nothing_was_counted(self):
        self.assertEqual(self.ci("echo no compiler; exit 2"), (2, "0 passed, 1 failed"))

    def test_ci_does_not_believe_a_silent_success(self):
        self.assertEqual(self.ci("exit 0"), (1, "0 passed, 1 failed"))


class Fuzzing(unittest.TestCase):
    def fuzz(self, fuzzer):
        """A stand-in for a fuzzer, 101 runs: passed or not, what is said, and how it was called."""
        with tempfile.TemporaryDirectory() as name:
            top = pathlib.Path(name)
            (top / "build-fuzz" / "bin").mkdir(parents=True)
            (top / "a.options").write_text("[libfuzzer]\nmax_len = 7\n", encoding="utf-8")
            program = top / "build-fuzz" / "bin" / "a"
            program.write_text(f'#!/bin/sh\necho "$@" >> {top}/calls\nruns=$(echo "$1" | cut -d= -f2)\n{fuzzer}\n', encoding="utf-8")
            program.chmod(0o755)
            said = io.StringIO()
            with unittest.mock.patch.multiple(run_tests, TOP=top, FUZZERS=top), contextlib.redirect_stdout(said):
                counts = run_tests.fuzz_times("a", 101)
            return str(counts), said.getvalue(), (top / "calls").read_text(encoding="utf-8")

    def test_runs_are_shared_and_their_sum_is_said(self):
        counts, said, calls = self.fuzz('echo "Done $runs runs in 1 second(s)"')
        self.assertEqual((counts, said), ("1 passed, 0 failed", "a: 101 runs\n"))
        self.assertEqual(sum(int(call.split()[0].removeprefix("-runs=")) for call in calls.splitlines()), 101)
        self.assertIn("-max_len=7", calls)

    def test_a_finding_fails_and_says_where(self):
        counts, said, _ = self.fuzz("exit 77")
        self.assertEqual(counts, "0 passed, 1 failed")
        self.assertIn("a: 0 runs; see build-fuzz/a-0.log", said)

    def test_fewer_runs_than_asked_fail(self):
        self.assertEqual(self.fuzz('echo "Done 3 runs in 1 second(s)"')[0], "0 passed, 1 failed")


if __name__ == "__main__":
    unittest.main()
