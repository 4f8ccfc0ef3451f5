"""Writes engine/docs/accuracy.md: by how many digits each statistic agrees with another program's. accuracy.py --program build/bin/test_measurement

The tests note how near they came (tests/measurement/agreement.hpp). REAL_DATA must be set: some of the files compared with are not part of the project.
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


def notes(report):
    for suite in report["testsuites"]:
        for test in suite["testsuite"]:
            found = [(key, value) for key, value in test.items() if key.startswith("agreement_")]
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


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", required=True)
    arguments = arguments.parse_args()
    if "REAL_DATA" not in os.environ:
        sys.exit("REAL_DATA is not set: files that are compared with would be left out of the page")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run([arguments.program, f"--gtest_output=json:{report}", "--gtest_filter=-*Long*", "--gtest_brief=1"], check=False)
        if done.returncode != 0:
            sys.exit("tests fail: the page stays as it was")
        found = together(notes(json.loads(report.read_text(encoding="utf-8"))))
    lines = [line(words, found[words]) for words in sorted(found, key=lambda one: [part.casefold() for part in one])]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(TOP)}: {len(lines)} lines")


if __name__ == "__main__":
    main()
