#!/usr/bin/env python3
"""Tests of some of those who rated themselves, beside a reckoning of their definition. tested.py --program capgap --dump dump_tables TEST."""
import json
import random
import sys
import zipfile

import openpyxl

from running import TOP, rows, run_named_test
from tested_people import ITEMS, SIZES, STATISTICS, TARGETS, TREE, expected_row, level_of, lies_in, people_of, results_of, round_of, score_of


def found_in(out):
    return {(row["institution"], row["competency"], row["statistic"]): row for row in rows(out / "tested.csv")}


def check_rows(found, people, results, **settings):
    """Every row that tells something; returns for whom they are."""
    told = set()
    for key, row in found.items():
        if row["status"] == "suppressed":
            assert all(row[column] == "" for column in row if column not in ("institution", "competency", "statistic", "status")), row
            continue
        expected = expected_row(people, results, *key, **settings)
        columns = ("test_corrected", "test_corrected_se", "test_corrected_low", "test_corrected_high", "rated", "tested", "correlation")
        for column, value in zip(columns, expected, strict=True):
            assert abs(float(row[column]) - value) < 1e-6, (key, column, row[column], value)
        told.add(key)
    return told


def test_values_are_those_of_the_definition(tools):
    people = people_of(1, SIZES)
    results = results_of(people, 2, 0.5)
    out = tools.run(round_of(tools, "plain", people, results), "plain-out")
    told = check_rows(found_in(out), people, results)
    assert {key[0] for key in told} == {"house", "north", "north_a", "north_b", "south"}, told
    assert {("house", competency, statistic) for competency in ITEMS for statistic in STATISTICS} <= told
    assert list(rows(out / "tested.csv")[0]) == ["institution", "competency", "statistic", "test_corrected", "test_corrected_se", "test_corrected_low",
                                                 "test_corrected_high", "rated", "tested", "correlation", "status"]
    scored = {(row["institution"], row["competency"]): row["scored"] for row in rows(out / "gaps.csv") if row["dimension"] == row["profile"] == "*"}
    assert all(row["rated"] == scored[key[:2]] for key, row in found_in(out).items() if row["rated"])


def test_weights_and_headcounts(tools):
    people = people_of(3, SIZES)
    results = results_of(people, 4, 0.4)
    sizes = {}
    for one in people:
        sizes[one["institution"], one["profile"]] = sizes.get((one["institution"], one["profile"]), 0) + 1
    headcounts = {cell: round(1.4 * size) + 1 for cell, size in sizes.items()}
    # Clusters change nothing: no account is taken of them.
    for weighted, population, clusters, raked in ((True, None, False, False), (False, headcounts, False, False), (True, headcounts, False, False),
                                                  (True, headcounts, True, False), (True, headcounts, False, True)):
        name = f"weights-{weighted}-{population is not None}-{clusters}-{raked}"
        out = tools.run(round_of(tools, name, people, results, weighted, population, clusters=clusters, raked=raked), name + "-out")
        told = check_rows(found_in(out), people, results, weighted=weighted, headcounts=population, raked=raked)
        assert {"house", "north", "south"} <= {key[0] for key in told}, told


def test_everybody_was_tested(tools):
    people = people_of(5, {"house": 0, "north_a": 80, "north_b": 90, "south": 100}, unanswered=0)
    results = results_of(people, 6, 2)
    sizes = {}
    for one in people:
        sizes[one["institution"], one["profile"]] = sizes.get((one["institution"], one["profile"]), 0) + 1
    out = tools.run(round_of(tools, "all", people, results, headcounts=sizes), "all-out")
    for key, row in found_in(out).items():
        if row["status"] == "suppressed":
            continue
        of = [float(results[one["id"], key[1]]) if key[2] == STATISTICS[0] else level_of(results[one["id"], key[1]]) < TARGETS[one["profile"]][key[1]]
              for one in people if lies_in(one["institution"], key[0]) and key[1] in TARGETS[one["profile"]]]
        assert row["rated"] == row["tested"] == str(len(of)) and float(row["test_corrected_se"]) == 0
        for column in ("test_corrected", "test_corrected_low", "test_corrected_high"):
            assert abs(float(row[column]) - sum(of) / len(of)) < 1e-6, (key, row)
    assert ("house", "1.1", STATISTICS[0]) in found_in(out)


def only(people, results, wanted):
    """The results of the first people of the competency that are wanted."""
    ids = [one["id"] for one in people if one["profile"] == "analyst" and score_of(one, "1.1") is not None][:wanted]
    return {key: value for key, value in results.items() if key[0] in ids}


def test_twenty_nine_are_too_few(tools):
    people = people_of(7, {"house": 300})
    results = results_of(people, 8, 2, ("1.1",))
    for tested, status in ((29, "suppressed"), (30, "ok")):
        found = found_in(tools.run(round_of(tools, f"few-{tested}", people, only(people, results, tested), min_cell=5), f"few-{tested}-out"))
        assert set(found) == {("house", "1.1", statistic) for statistic in STATISTICS}, found
        assert found["house", "1.1", STATISTICS[0]]["status"] == status, found


def test_results_that_are_alike_tell_of_nobody(tools):
    people = people_of(9, {"house": 300})
    same = {key: "60" for key in results_of(people, 10, 0.5, ("1.1",))}
    found = found_in(tools.run(round_of(tools, "alike", people, same), "alike-out"))
    assert {row["status"] for row in found.values()} == {"suppressed"}, found
    one_sided = {key: str(80 + i % 21) for i, key in enumerate(same)}
    found = found_in(tools.run(round_of(tools, "one-sided", people, one_sided), "one-sided-out"))
    assert [row["status"] for row in found.values()] == ["ok", "suppressed"], "nobody is under the target: no share"


def test_an_institution_without_tests(tools):
    people = people_of(11, SIZES)
    results = {key: value for key, value in results_of(people, 12, 0.5).items() if people[int(key[0][1:])]["institution"] != "south"}
    found = found_in(tools.run(round_of(tools, "none", people, results), "none-out"))
    assert not any(key[0] in ("south", "east") for key in found)
    assert {"house", "north"} <= {key[0] for key in check_rows(found, people, results)}


def test_people_who_do_not_count_are_counted(tools):
    people = people_of(13, {"house": 300}, unanswered=0.2)
    results = results_of(people, 14, 0.6)
    out = tools.run(round_of(tools, "missing", people, results), "missing-out")
    check_rows(found_in(out), people, results)
    quality = {row["id"]: row for row in rows(out / "quality.csv") if row["kind"] == "tests"}
    for competency in ITEMS:
        all_of = [people[int(person[1:])] for person, of in results if of == competency]
        counts = [one for one in all_of if score_of(one, competency) is not None and competency in TARGETS[one["profile"]]]
        assert quality[competency]["n"] == str(len(all_of)) and abs(float(quality[competency]["value"]) - (1 - len(counts) / len(all_of))) < 1e-6


def test_rests_are_never_small(tools):
    """Whoever has all rows can take those of parts from those of wholes: what is left has nobody tested, or thirty."""
    for seed in range(6):
        chance = random.Random(seed)
        people = people_of(seed, {one: chance.choice((0, 8, 40, 90, 150)) for one in TREE} | {"house": 60})
        results = results_of(people, seed + 100, chance.choice((0.3, 0.6, 0.9)), step=chance.choice((1, 25, 50)))
        found = found_in(tools.run(round_of(tools, f"rest-{seed}", people, results), f"rest-{seed}-out"))
        check_rows(found, people, results)
        for statistic in STATISTICS:
            for competency in ITEMS:
                told = {key[0]: row for key, row in found.items() if key[1:] == (competency, statistic) and row["tested"]}
                for place, row in told.items():
                    below = [other for other in told if other != place and lies_in(other, place)]
                    nearest = [other for other in below if not any(other != between and lies_in(other, between) for between in below)]
                    for column in ("tested", "rated"):
                        rest = int(row[column]) - sum(int(told[other][column]) for other in nearest)
                        assert rest == 0 or rest >= 30, (seed, place, competency, column, rest)


def test_nothing_else_changes(tools):
    people = people_of(15, SIZES)
    results = results_of(people, 16, 0.5)
    with_tests = tools.run(round_of(tools, "with", people, results), "with-out", report=True)
    without = tools.run(round_of(tools, "without", people, None), "without-out", report=True)
    assert not (without / "tested.csv").exists() and "tested" not in json.loads((without / "results.json").read_text(encoding="utf-8"))["tables"]
    for name in ("gaps", "levels", "attitudes", "wanted", "environment", "recommendations"):
        assert (with_tests / f"{name}.csv").read_bytes() == (without / f"{name}.csv").read_bytes(), name
    assert [row for row in rows(with_tests / "quality.csv") if row["kind"] != "tests"] == rows(without / "quality.csv")
    page = (with_tests / "report.html").read_text(encoding="utf-8")
    for words in ("What tests say", "Ce que disent les tests", "test-corrected", "drawn at random", "what tests say stands by itself"):
        assert words in page, words
    assert "nobody was tested" not in page and "What tests say" not in (without / "report.html").read_text(encoding="utf-8")
    inputs = {one["role"]: one["name"] for one in json.loads((with_tests / "manifest.json").read_text(encoding="utf-8"))["inputs"]}
    assert inputs["tests"] == "tests.csv", inputs


def test_the_same_for_any_number_of_threads(tools):
    people = people_of(17, {one: 12 * size for one, size in SIZES.items()})
    assessment = round_of(tools, "threads", people, results_of(people, 18, 0.5), weighted=True)
    outs = [tools.run(assessment, f"threads-{n}", "--threads", str(n)) for n in (1, 2, 3)]
    assert len({(out / "tested.csv").read_bytes() for out in outs}) == 1
    assert len({(out / "results.json").read_bytes() for out in outs}) == 1


def test_other_forms_hold_it_too(tools):
    people = people_of(19, SIZES)
    out = tools.run(round_of(tools, "forms", people, results_of(people, 20, 0.5)), "forms-out", report=True)
    table = json.loads((out / "results.json").read_text(encoding="utf-8"))["tables"]["tested"]
    values = [value for group in table["groups"] for value in group["test_corrected"] if value is not None]
    assert sorted(values) == sorted(float(row["test_corrected"]) for row in found_in(out).values() if row["test_corrected"])
    said = tools.capgap("explain", out, "tested.csv:2", "--data", TOP).stdout
    assert "Test-corrected value" in said and "methods.md, section 12" in said, said
    book = openpyxl.load_workbook(out / "results.xlsx", read_only=True)
    sheet = list(book["tested"].iter_rows(values_only=True))
    assert "test-corrected" in sheet[0][0] and len(sheet) - 4 == len(found_in(out)), sheet[:5]
    brief = tools.scratch / "brief.html"
    tools.capgap("report", out, "--brief", brief, "--data", TOP)
    assert "what tests say stands by itself" in brief.read_text(encoding="utf-8")


def test_what_cannot_be_used_is_refused(tools):
    people = people_of(21, {"house": 100})
    results = results_of(people, 22, 1)

    def refused(name, lines=None, expect=1, **settings):
        assessment = round_of(tools, name, people, results, **settings)
        if lines is not None:
            (assessment.parent / "tests.csv").write_text(lines, encoding="utf-8")
        done = tools.capgap("check", assessment, "--data", TOP, expect=expect)
        return done.stdout + done.stderr

    head = "respondent,competency,score_0_100\n"
    unknown = refused("unknown", head + "r1,1.1,50\nx1,1.1,40\nx2,1.1,40\nx2,2.1,40\nx3,1.1,1\nx4,1.1,1\n")
    for words in ("tests.csv:3: error: 4 of 5 people tested", "'x1' (line 3), 'x2' (line 4), 'x3' (line 6) and 1 more", "CG2172"):
        assert words in unknown, unknown
    assert "CG1366" in refused("anonymous", extra=", anonymous: true")
    several = refused("several", head + "r1,1.2,50\nr2,1.1,101\nr3,1.1,half\n,1.1,3\nr4,1.1,5\nr4,1.1,6\n")
    for code in ("tests.csv:2:2: error", "CG2167", "tests.csv:3:3: error", "CG2168", "tests.csv:5:1: error", "CG2169", "tests.csv:7:1: error", "CG2170"):
        assert code in several, (code, several)
    assert "CG2171" in refused("empty", head) and "CG1001" in refused("nothing", "")
    assessment = round_of(tools, "large", people, results)
    with (assessment.parent / "tests.csv").open("wb") as file:
        file.truncate((64 << 20) + 1)
    assert "is larger than 64 MiB; only answers may be larger" in tools.capgap("check", assessment, "--data", TOP, expect=1).stderr
    assert "CG2164" in refused("column", "respondent,competency,score\nr1,1.1,50\n") and "CG2165" in refused("two", "respondent,competency\nr1,1.1\n")


def test_people_set_aside_are_known(tools):
    """Who stands in the responses, but in a row that is set aside, is no unknown person: the result counts nowhere."""
    people = people_of(23, {"house": 200})
    for one in people[:12]:
        one["answers"]["s1"] = "no such option"
    results = results_of(people, 24, 2, ("2.1",))
    out = tools.run(round_of(tools, "aside", people, results), "aside-out")
    kept = people[12:]
    check_rows(found_in(out), kept, results)
    row = next(row for row in rows(out / "quality.csv") if row["kind"] == "tests")
    counted = sum(score_of(one, "2.1") is not None for one in kept)
    assert row["n"] == "200" and abs(float(row["value"]) - (200 - counted) / 200) < 1e-6, row


def test_the_archive_keeps_results_of_persons_apart(tools):
    people = people_of(25, {"house": 200})
    assessment = round_of(tools, "archive", people, results_of(people, 26, 0.6))
    out = tools.run(assessment, "archive-out")
    for_all, restricted = tools.scratch / "open.zip", tools.scratch / "persons.zip"
    tools.capgap("archive", out, "--assessment", assessment, "-o", for_all, "--restricted", restricted, "--data", TOP)
    with zipfile.ZipFile(for_all) as zipped:
        names = zipped.namelist()
        lines = set((assessment.parent / "tests.csv").read_bytes().splitlines()[1:])
        assert any(name.endswith("tested.csv") for name in names) and not any(name.endswith("tests.csv") for name in names), names
        assert not any(lines & set(zipped.read(name).splitlines()) for name in names)
    with zipfile.ZipFile(restricted) as zipped:
        assert any(name.endswith("tests.csv") for name in zipped.namelist()), zipped.namelist()


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
