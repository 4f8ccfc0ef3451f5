#!/usr/bin/env python3
"""The attacker itself, on what is worked out by hand: that it finds what it should. attack_test.py --program capgap TEST"""
import argparse
import csv
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace as Record

import advice
import page
import twins
from bounds import Ranges
from elimination import System, by_fractions, by_random_solution, determined
from published import Published

TOP = Path(__file__).resolve().parents[2]
HAND = TOP / "tests" / "reference" / "hand"


def system(hidden, *equations):
    out = System()
    out.unknown = set(hidden)
    for terms in equations:
        for name, _ in terms:
            if name not in out.unknown:
                out.known.add(name)
        out.equations.append(terms)
    return out


def total(name, *parts):
    return [(part, 1) for part in parts] + [(name, -1)]


def test_one_hidden_part_of_a_shown_total_is_found(_, __):
    assert determined(system({"a"}, total("t", "a", "b")), random.Random(1)) == {"a"}
    assert determined(system({"a", "b"}, total("t", "a", "b")), random.Random(1)) == set()


def test_a_rectangle_of_hidden_cells_is_not_found_until_a_corner_is_shown(_, __):
    table = [total("r1", "a", "b"), total("r2", "c", "d"), total("c1", "a", "c"), total("c2", "b", "d")]
    assert determined(system(set("abcd"), *table), random.Random(1)) == set()
    assert determined(system(set("bcd"), *table), random.Random(1)) == set("bcd")


def test_what_follows_from_definitions_is_no_finding(_, __):
    """Nobody is below the lowest level, whatever is shown."""
    assert determined(system({"k", "part", "t"}, [("k", -1)], total("t", "part", "k")), random.Random(1)) == set()


def test_two_eliminations_agree_on_random_systems(_, __):
    for seed in range(300):
        draw = random.Random(seed)
        equations = [{name: draw.choice([-2, -1, 1, 1, 1]) for name in draw.sample(range(12), draw.randint(1, 5))} for _ in range(draw.randint(1, 14))]
        assert by_random_solution(equations, draw) == by_fractions(equations), seed


def test_lines_of_advice_tell_a_profile(_, __):
    """Profile p has the target 3, q the target 2. A remedy from 1 to 2 reaches p1 + q1, one from 1 to 3 also p2: so p2 is their difference, and with
    the steps 2 p1 + p2 + q1 of the second p1 too, then q1."""
    targets = [dict(institution="w", dimension="*", category="*", profile=p, competency="c", target_level=t) for p, t in (("p", "3"), ("q", "2"))]
    line = dict(institution="w", kind="course", competency="c", from_level="1", people="9", closure="2.5", reason="closes;completion=0.5;success=1")
    lines = [dict(line, rank="1", to_level="2"), dict(line, rank="2", to_level="3")]
    cells = {(profile, level): ("level", "w", "*", "*", profile, "c", str(level)) for profile in "pq" for level in (1, 2, 3)}
    found = {}
    for count in (1, 2):
        one = system(cells.values())
        advice.add_equations(one, Record(tables={"gaps": targets, "recommendations": lines[:count]}))
        found[count] = determined(one, random.Random(1))
    assert found == {1: set(), 2: {cells["p", 1], cells["p", 2], cells["q", 1]}}, found


def test_a_line_that_is_another_sum_is_told(_, __):
    targets = [dict(institution="w", dimension="*", category="*", profile="p", competency="c", target_level="3")]
    line = dict(institution="w", rank="1", kind="course", competency="c", from_level="1", to_level="3", people="7", closure="5.5", reason="closes;completion=0.5;success=1")
    people = {("p", "c", 1): 4, ("p", "c", 2): 3}
    published = Record(tables={"gaps": targets, "recommendations": [line]})
    assert not advice.misread(published, lambda place, *cell: people[cell])  # 4 + 3 people, half of 2 * 4 + 3 steps
    people["p", "c", 2] = 4
    assert len(advice.misread(published, lambda place, *cell: people[cell])) == 2


def test_bounds_pin_what_is_at_their_ends(_, __):
    def narrowed(of, **high):
        ranges = Ranges()
        for name, most in high.items():
            ranges.within(name, 0, most)
        ranges.within("t", of, of)
        ranges.equal(total("t", *high))
        ranges.narrow()
        return [(ranges.low[name], ranges.high[name]) for name in high]
    assert narrowed(4, a=2, b=2) == [(2, 2), (2, 2)]
    assert narrowed(0, a=2, b=9) == [(0, 0), (0, 0)]
    assert narrowed(3, a=2, b=2) == [(1, 2), (1, 2)]
    assert narrowed(20, a=2, b=50, c=2) == [(0, 2), (16, 20), (0, 2)]


# What one file shows and another hides ----------------------------------------------------------------------------------

def run(program, scratch, case):
    folder = scratch / "hand"
    for part in ("common", case):
        shutil.copytree(HAND / part, folder / part, dirs_exist_ok=True)
    out = scratch / "out"
    done = subprocess.run([program, "run", folder / case / "assessment.yaml", "--out", out, "--data", TOP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def complaints(out):
    published = Published(out)
    return published.complaints + page.read(out / "report.html", published, {})[0]


def hide(path, column):
    """Blanks a number of the CSV file, of the first row that has one. Returns it."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *table = list(csv.reader(file))
    at = header.index(column)
    row = next(row for row in table if row[at] not in ("", "0"))
    row[at], number = "", row[at]
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *table])
    return number


def each_file_is_read(program, scratch, case, table, column, files):
    out = run(program, scratch, case)
    assert not complaints(out), complaints(out)
    hide(out / f"{table}.csv", column)
    found = complaints(out)
    for file in files:
        assert any(one.startswith(file) for one in found), f"{table}.csv hides {column}, and nobody notices it in {file}: {found}"


ALL = ["results.json", "results.xlsx", "report.html"]


def test_people_with_a_level_are_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "bounded", "gaps", "scored", ALL)


def test_shares_are_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "bounded", "gaps", "below_target_share", ALL)


def test_levels_are_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "bounded", "levels", "share", ALL)


def test_attitudes_are_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "attitudes", "attitudes", "share", ALL)


def test_wishes_are_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "wanted", "wanted", "respondents", ALL)


def test_advice_is_read_in_all_files(program, scratch):
    each_file_is_read(program, scratch, "advice-rounding", "recommendations", "people", ALL)


def test_how_many_answered_of_a_hidden_group_is_noticed(program, scratch):
    """The page says it in words, and no table of a group without profile holds it."""
    out = run(program, scratch, "bounded")
    path = out / "levels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",bounded", ",suppressed").replace(",ok", ",suppressed").replace(",indicative", ",suppressed"), encoding="utf-8")
    assert any("the group is hidden" in one for one in complaints(out)), complaints(out)


def test_twins_of_the_same_tables_have_the_same_advice_and_page(program, scratch):
    out = {}
    for turned in (False, True):
        assessment = twins.write(scratch / f"round-{turned}", turned)
        out[turned] = scratch / f"out-{turned}"
        done = subprocess.run([program, "run", assessment, "--out", out[turned], "--data", TOP], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def differ(*names):
        return [name for name in names if (out[False] / name).read_bytes() != (out[True] / name).read_bytes()]
    assert not differ("gaps.csv", "levels.csv", "attitudes.csv", "wanted.csv", "quality.csv"), "the tables should be the same"
    assert "w1," in (out[False] / "recommendations.csv").read_text(encoding="utf-8"), "there is no advice that could tell"
    found = differ("recommendations.csv", "results.json", "results.xlsx", "report.html")
    assert not found, f"{found} tell what the tables hide"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("test")
    arguments = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="capgap-attack-"))
    try:
        globals()["test_" + arguments.test](Path(arguments.program).resolve(), scratch)
    finally:
        shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
