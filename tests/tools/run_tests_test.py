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


if __name__ == "__main__":
    unittest.main()
