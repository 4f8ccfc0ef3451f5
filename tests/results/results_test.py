#!/usr/bin/env python3
"""What a run writes beside the CSV files, on rounds with everything in them. results_test.py --program capgap TEST"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import check_json
from check_workbook import Check
from read_xlsx import Workbook

TOP = Path(__file__).resolve().parents[2]
HAND = TOP / "tests" / "reference" / "hand"
MINISTRY = TOP / "examples" / "ministry"


def run(program, assessment, out, *options):
    done = subprocess.run([program, "run", assessment, "--out", out, "--data", TOP, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def ministry(scratch):
    """The example with two of its breakdowns, for speed."""
    folder = scratch / "ministry"
    shutil.copytree(MINISTRY, folder, ignore=shutil.ignore_patterns("out"))
    path = folder / "assessment.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    responses: responses.csv\n", "    responses: responses.csv\n    breakdowns: [gender, working_language]\n"), encoding="utf-8")
    return path


def hand(scratch, case, edits=()):
    folder = scratch / "hand"
    for part in ("common", case):
        shutil.copytree(HAND / part, folder / part, dirs_exist_ok=True)
    for name, old, new in edits:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder / case / "assessment.yaml"


def holds(folder):
    complaints = Check(folder, cut=False).all()
    assert not complaints, "\n".join(complaints[:20])


def test_workbook_of_the_ministry_holds_what_the_csv_files_hold(program, scratch):
    holds(run(program, ministry(scratch), scratch / "out"))


def test_workbook_in_french(program, scratch):
    """Bounds, statuses, advice and what offices say: everything that has words of the program in it."""
    for case in ("bounded", "advice-barrier-first"):
        path = case + "/assessment.yaml"
        out = run(program, hand(scratch, case, [(path, "languages: [en]", "languages: [fr, en]"), (path, "title: {en: ", "title: {fr: Titre, en: ")]), scratch / case)
        holds(out)
        assert Workbook(out / "results.xlsx").names[:2] == ["À lire d'abord", "Read me"]


def test_workbooks_of_cases_worked_by_hand(program, scratch):
    for case in ("bounded", "environment", "wanted", "status"):
        holds(run(program, hand(scratch, case), scratch / case))


def test_names_like_formulas_stay_texts(program, scratch):
    """Also titles of a framework, the round's title and its note: every text that people wrote."""
    names = {"Office c1": "=HYPERLINK(\"http://x\";\"y\")", "Office c2": "+33 1", "Office c3": "-5", "Office c4": "@SUM(A1)", "Office c5": "'=1"}
    edits = [("environment/institutions.csv", old, '"' + new.replace('"', '""') + '"') for old, new in names.items()]
    edits.append(("environment/assessment.yaml", '"The enabling environment"', '"=cmd|round"'))
    out = run(program, hand(scratch, "environment", edits), scratch / "out")
    holds(out)
    sheet = Workbook(out / "results.xlsx").sheets["Institutions"]
    found = {value for row in sheet.rows.values() for kind, value in row.values() if kind == "s"}
    assert {"'" + name for name in names.values()} <= found, found


def test_ids_that_look_like_numbers_stay_texts(program, scratch):
    edits = [("wanted/institutions.csv", "m,,", "001,,"), ("wanted/population.csv", "m,", "001,"), ("wanted/responses.csv", ",m,", ",001,")]
    out = run(program, hand(scratch, "wanted", edits), scratch / "out")
    holds(out)
    sheet = Workbook(out / "results.xlsx").sheets["gaps"]
    assert ("s", "001") in [cell for row in sheet.rows.values() for cell in row.values()]


def test_no_workbook_without_a_report(program, scratch):
    out = run(program, hand(scratch, "wanted"), scratch / "out", "--no-report")
    assert not (out / "results.xlsx").exists() and not (out / "report.html").exists()


def test_json_of_the_ministry_holds_what_the_csv_files_hold(program, scratch):
    found = check_json.complaints(run(program, MINISTRY / "assessment.yaml", scratch / "out", "--no-report"), with_schema=False)
    assert not found, "\n".join(found[:20])


def test_json_is_as_its_schema_says(program, scratch):
    for case in ("bounded", "environment", "wanted", "status", "not-covered", "unknown-category"):
        found = check_json.complaints(run(program, hand(scratch, case), scratch / case), with_schema=True)
        assert not found, case + ":\n" + "\n".join(found[:20])


def test_a_national_overlay_in_a_language_of_its_own(program, scratch):
    out = run(program, TOP / "examples" / "national-overlay" / "assessment.yaml", scratch / "out")
    found = check_json.complaints(out, with_schema=True)
    assert not found, "\n".join(found[:20])
    holds(out)


def test_json_says_what_the_round_is(program, scratch):
    document = check_json.load(run(program, MINISTRY / "assessment.yaml", scratch / "out", "--no-report") / "results.json")
    manifest = check_json.load(scratch / "out" / "manifest.json")
    assert document["capgap"] == "results/1" and document["program"] == manifest["program"]
    assert document["round"]["simulated"] is True and document["round"]["evidence"] == "self_rating"
    assert document["round"]["weighting"] == "post_stratified" and document["round"]["min_cell"] == 10
    assert (document["round"]["collected_from"], document["round"]["collected_to"]) == ("2026-03-02", "2026-03-27")
    assert document["instrument"]["targets"]["status"] == "proposed" and "approved_on" not in document["instrument"]["targets"]
    assert "CC" in document["instrument"]["framework"]["licence"]
    assert {key: document["counts"][key] for key in manifest["counts"]} == manifest["counts"]
    assert set(document["instrument"]["framework"]["title"]) == {"en", "fr"}
    assert len(document["institutions"]) == 60 and document["institutions"][0] == {"id": "mps", "name": "Ministry of Public Services", "kind": "ministry"}
    hashed = {one["name"] for one in manifest["outputs"]}
    assert "results.json" in hashed and "results.xlsx" not in hashed


def test_check_json_notices_a_difference(program, scratch):
    out = run(program, hand(scratch, "bounded"), scratch / "out", "--no-report")
    path = out / "results.json"
    text = path.read_text(encoding="utf-8")
    for old, new in (('{"less_than": 0.3}', '{"less_than": 0.31}'), ('"bounded"', '"ok"'), ('"scored":[28,', '"scored":[29,'), ("0.280488", "0.2804881"),
                     ('"scored":[28,', '"scored":["28",'), ('"scored":[28,', '"scored":['), ('"scored":[', '"answered":['), ('"status":["indicative",', '"status":[null,'),
                     ('{"less_than": 0.3}', '{"under": 0.3}'), ('"results/1"', '"results/2"')):
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            found = check_json.complaints(out, with_schema=True)
        except (KeyError, ValueError):
            found = ["not read"]
        assert found, f"{old} -> {new} was not noticed"


def test_check_workbook_notices_a_difference(program, scratch):
    """The comparison itself: another number, another status, a row less."""
    out = run(program, hand(scratch, "bounded"), scratch / "out")
    for table, old, new in (("levels", "<0.243903", "<0.243904"), ("gaps", "bounded", "ok"), ("gaps", "<0.3", "<0.31")):
        path = out / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text, (table, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert Check(out, cut=False).all(), f"{table}: {old} -> {new} was not noticed"
        path.write_text(text, encoding="utf-8")
    path = out / "gaps.csv"
    path.write_text(re.sub(r"[^\n]*\n\Z", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert Check(out, cut=False).all()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("test")
    arguments = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="capgap-results-"))
    try:
        globals()["test_" + arguments.test](arguments.program, scratch)
    finally:
        shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
