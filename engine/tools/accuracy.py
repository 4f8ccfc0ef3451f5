"""Writes engine/docs/accuracy.md: by how many digits each statistic agrees with another program's, and how often intervals hold the truth.
accuracy.py --programs build/bin

The tests note how near they came (tests/measurement/agreement.hpp), and how often (tests/coverage/replications.hpp; 2,000 replications take some minutes).
REAL_DATA must be set: some of the files compared with are not part of the project.
"""
import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "engine" / "docs" / "accuracy.md"
HEAD = """# Accuracy

Written by `make accuracy` from the tests of `tests/measurement`, which fail where a difference is above its tolerance. *Digits*: of the largest difference, after the decimal point, or, where it says so, of the ratio of the two; no more than 15, which is as far as a double goes. Where another program stopped at a tolerance of its own, that is the difference:
the log-likelihood tells which of two estimates is nearer to the maximum ([methods](methods.md), section 12). Files, programs and settings: `tests/reference/psychometric/README.md`.

| Statistic | Beside | Answers | Numbers | Largest difference | Tolerance | Digits |
|---|---|---|--:|--:|--:|--:|
"""

COVERAGE = """
## Bias and coverage

Answers simulated again and again from what is then looked for (`tests/coverage`): how many of 100 intervals of 95 % hold it. *Bias*: estimate less truth, in the unit of the figure (shares: 0 to 1; theta), and as a mean of the error over its standard error. Shares are those of a finite staff: where all answer, an interval tells the error of measurement alone; one from plausible values holds the truth more
often than it says, as the regression knows more of a share than its sample by itself. The first lines are of classical scoring: 100 of 200 people answer, levels without an error of measurement.

| Figure | Design | Replications | Intervals | Held, in 100 | Width | Bias | Bias, in errors |
|---|---|--:|--:|--:|--:|--:|--:|
"""


def notes(program, kind, **environment):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        done = subprocess.run([program, f"--gtest_output=json:{path}", "--gtest_filter=-*Long*", "--gtest_brief=1"], check=False, env={**os.environ, **environment})
        if done.returncode != 0:
            sys.exit("tests fail: the page stays as it was")
        report = json.loads(path.read_text(encoding="utf-8"))
    for suite in report["testsuites"]:
        for test in suite["testsuite"]:
            found = [(key, value) for key, value in test.items() if key.startswith(kind)]
            for _, value in sorted(found, key=lambda one: int(one[0].rpartition("_")[2])):
                yield value.split("|")


def together(found):
    """Notes in the same words are one line: their numbers added up, the largest of their differences."""
    lines = {}
    for statistic, other, answers, numbers, largest, by, tolerance in found:
        was = lines.get((statistic, other, answers, by), (0, 0.0, 0.0))
        lines[statistic, other, answers, by] = (was[0] + int(numbers), max(was[1], float(largest)), max(was[2], float(tolerance)))
    return lines


def line(words, figures):
    (statistic, other, answers, by), (numbers, largest, tolerance) = words, figures
    digits = 15 if largest < 1e-15 else math.floor(-math.log10(largest))
    ratio = ", ratio" if by == "ratio" else ""
    return f"| {statistic} | {other} | {answers} | {numbers:,} | {largest:.0e}{ratio} | {tolerance:.0e} | {max(0, digits)} |".replace(" 0e+00", " 0")


def line_of_coverage(words):
    figure, design, replications, intervals, held, width, bias, in_errors = words
    return (f"| {figure} | {design} | {int(replications):,} | {int(intervals):,} | {float(held):.1f} | {float(width):.3f} | {float(bias):+.4f} | "
            f"{float(in_errors):+.2f} |")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--programs", required=True, type=Path, help="the folder of test_measurement and test_coverage")
    arguments = arguments.parse_args()
    if "REAL_DATA" not in os.environ:
        sys.exit("REAL_DATA is not set: files that are compared with would be left out of the page")
    found = together(notes(arguments.programs / "test_measurement", "agreement_"))
    lines = [line(words, found[words]) for words in sorted(found, key=lambda one: [part.casefold() for part in one])]
    coverage = [line_of_coverage(words) for words in notes(arguments.programs / "test_coverage", "coverage_", CAPGAP_REPLICATIONS="2000")]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n" + COVERAGE + "\n".join(coverage) + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(TOP)}: {len(lines)} and {len(coverage)} lines")


if __name__ == "__main__":
    main()
