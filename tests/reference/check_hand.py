#!/usr/bin/env python3
"""Runs a program on the cases worked by hand in tests/reference/hand/ and compares its tables with what they expect.

    python3 tests/reference/check_hand.py --program oracle|PATH_TO_CAPGAP [--dump PATH_TO_DUMP_TABLES] [--masks PATH_TO_CAPGAP] [--data ROOT] [CASE...]

With --dump the tables are those of dump_tables with the rule about few people alone: a case has so few rows that hiding those from which others could be
computed leaves little. What capgap itself writes must be the same where it writes anything.

With --masks the oracle takes what recommendations may speak of from the tables of that program (its --shown).

A case is a folder with assessment.yaml and, beside the files it names:
  expected.csv            rows of gaps.csv, `expected-TABLE.csv` of another table: the keys and the columns the case is about
  undisclosed.csv         likewise, for the numbers behind disclosure: oracle only (--no-disclosure)
  expected-exit.txt       the exit code, where the run must be refused
  why.md                  the arithmetic
A dimension, category or profile that a file leaves out is `*`. A value is a text, a number, a fraction `3/7`, or `~0.2553`, a published
value rounded to the digits given. The column `row` says `absent` of a row that must not exist. Rows must come in the order given.
Exit code 0: every case passes; 1: some do not.
"""
import argparse
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

from compare import KEYS, number, read, same, table_path

HERE = Path(__file__).resolve().parent
TOLERANCE = 1.0001e-6  # the last digit of a table
ORACLE_ONLY = ("order", "alpha")


def agrees(expected, actual):
    if expected[:1] in ("<", ">"):
        return expected == actual  # a bound is rounded to one side
    if expected.startswith("~"):
        unit = Fraction(1, 10**len(expected.partition(".")[2]))
        return number(actual) is not None and abs(number(actual) - float(expected[1:])) <= unit / 2 + 1e-9
    if "/" in expected and expected.replace("/", "").replace("-", "").isdigit():
        expected = repr(float(Fraction(expected)))
    return same(expected, actual, TOLERANCE)


def mismatches(table, expected_file, directory):
    header, wanted = read(expected_file)
    path = table_path(directory, table)
    if not path.exists():
        yield f"{path.name} is missing"
        return
    _, rows = read(path)
    keys = [tuple(row[name] for name in KEYS[table]) for row in rows]
    last = -1
    for row in wanted:
        key = tuple(row.get(name, "*") for name in KEYS[table])
        if row.get("row") == "absent":
            if key in keys:
                yield f"{','.join(key)}: must not exist"
            continue
        if keys.count(key) != 1:
            yield f"{','.join(key)}: {keys.count(key)} rows"
            continue
        if keys.index(key) < last:
            yield f"{','.join(key)}: out of order"
        last = keys.index(key)
        for name in [name for name in header if name not in [*KEYS[table], "row"]]:
            if not agrees(row[name], rows[last].get(name, "(no such column)")):
                yield f"{','.join(key)}: {name}: expected '{row[name]}', found '{rows[last].get(name)}'"


def more_is_shown(directory, published):
    """Cells of the program's tables that are not those of dump_tables."""
    for path in sorted(Path(published).glob("*.csv")):
        if path.stem not in ("gaps", "levels", "attitudes", "wanted"):
            continue
        for row, reference in zip(read(Path(directory, path.name))[1], read(path)[1]):
            for name, value in row.items():
                hidden = value == "" or (name == "status" and value in ("suppressed", "bounded"))
                if value != reference[name] and not hidden:
                    yield f"{path.name}: {name} is '{value}' and '{reference[name]}' by the rule about few people alone"


def primary(dump, case, directory, data):
    published = directory + "-primary"
    return published, subprocess.run([dump, str(case / "assessment.yaml"), data, directory + "-all", published, "primary-only"],
                                     capture_output=True, text=True, check=False)


def run(program, case, directory, data, undisclosed, masks=None):
    if program == "oracle":
        command = [sys.executable, str(HERE / "oracle.py"), str(case / "assessment.yaml"), "--data", data, "-o", directory]
        command += ["--no-disclosure"] if undisclosed else []
        if masks and (case / "expected-recommendations.csv").exists():
            done = run(masks, case, directory + "-shown", data, False)
            if done.returncode != 0:
                return done
            command += ["--shown", directory + "-shown"]
    else:
        command = [program, "run", str(case / "assessment.yaml"), "--out", directory, "--data", data, "--no-report"]
        command += ["--persons"] if (case / "expected-scores.csv").exists() else []
    return subprocess.run(command, capture_output=True, text=True, check=False)


def last_lines(text):
    return " | ".join(text.strip().splitlines()[-4:])


def check(program, case, data, scratch, dump=None, masks=None):
    """(problems, files compared, files that are not for this program)"""
    problems, compared, skipped = [], 0, []
    for kind in ("expected", "undisclosed"):
        files = sorted(case.glob(f"{kind}*.csv"))
        if not files and not (kind == "expected" and (case / "expected-exit.txt").exists()):
            continue
        if kind == "undisclosed" and program != "oracle":
            skipped += [file.name for file in files]
            continue
        directory = str(Path(scratch, case.name + "-" + kind))
        done = run(program, case, directory, data, kind == "undisclosed", masks)
        exit_file = case / "expected-exit.txt"
        if exit_file.exists():
            compared += 1
            if done.returncode != int(exit_file.read_text()):
                problems.append(f"exit code {done.returncode}: {last_lines(done.stderr)}")
            elif "Traceback" in done.stderr:
                problems.append(last_lines(done.stderr))
            continue
        if done.returncode != 0:
            problems.append(f"exit code {done.returncode}: {last_lines(done.stderr)}")
            continue
        published = directory
        if dump and program != "oracle":
            published, done = primary(dump, case, directory, data)
            if done.returncode != 0:
                problems.append(f"dump_tables: exit code {done.returncode}: {last_lines(done.stderr)}")
                continue
            problems += more_is_shown(directory, published)
        for file in files:
            table = file.stem.partition("-")[2] or "gaps"
            if table in ORACLE_ONLY and program != "oracle":
                skipped.append(file.name)
            else:
                compared += 1
                where = directory if table in ("scores", "environment", "recommendations") else published
                problems += [f"{file.name}: {line}" for line in mismatches(table, file, where)]
    return problems, compared, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="oracle", help="oracle, or the path of capgap")
    parser.add_argument("--dump", help="the path of dump_tables")
    parser.add_argument("--masks", help="the path of capgap, for the oracle")
    parser.add_argument("--data", default=str(HERE.parents[1]), metavar="ROOT", help="the folder of frameworks/ and surveys/")
    parser.add_argument("cases", nargs="*", metavar="CASE", help="names of folders in hand/; default: all")
    arguments = parser.parse_args()
    cases = sorted(path.parent for path in (HERE / "hand").glob("*/assessment.yaml"))
    if arguments.cases:
        cases = [HERE / "hand" / name for name in arguments.cases]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for case in cases:
            problems, compared, skipped = check(arguments.program, case, arguments.data, scratch, arguments.dump, arguments.masks)
            word = "FAIL" if problems else "PASS" if compared else "SKIP"
            print(f"{word} {case.name}" + (f" (not for this program: {', '.join(skipped)})" if skipped else ""))
            for problem in problems:
                print(f"     {problem}")
            passed += word == "PASS"
            failed += word == "FAIL"
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0 if passed else 77)


if __name__ == "__main__":
    main()
