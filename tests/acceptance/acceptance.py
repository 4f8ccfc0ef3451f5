#!/usr/bin/env python3
"""The program as a user runs it, on the examples. acceptance.py --program capgap --dump dump_tables TEST; exit code 77: skipped, with the reason.

Expected values come from another program: tests/reference/oracle.py, examples/*/counts.py, or plain counting in this file.
"""
import csv
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

from running import MINISTRY, REFERENCE, TOP, compare, one_breakdown, real_data, rows, run_named_test, same_folder, variant

VERANA = TOP / "examples" / "national-overlay" / "assessment.yaml"
RESEARCH = TOP / "examples" / "research-software-2018" / "assessment.yaml"
TABLES = ["gaps.csv", "levels.csv", "attitudes.csv", "wanted.csv", "environment.csv", "recommendations.csv", "quality.csv"]


def equals_oracle(tools, assessment, only_exact=False):
    """Every number to 1e-9 before rounding and protection; what the rules about few people leave, with pools, statuses and bounds, to the last decimal that is
    written; and what is written is that, or nothing. That enough is hidden beside is for tests/attack. Recommendations are those that follow from what is
    written, to the last letter."""
    exact = "gaps,levels,attitudes,wanted,order,alpha"
    compare(tools.dump(assessment, "dump", tools.scratch / "primary", "primary-only"),
            tools.oracle(assessment, "full", "--full-precision", "--no-disclosure", "--tables", exact), 1e-9, exact)
    if only_exact:  # the oracle takes its time, with clusters above all, and protection is the same
        return
    run = tools.run(assessment, "run", "--persons")
    oracle = tools.oracle(assessment, "oracle", "--shown", run)
    compare(tools.scratch / "primary", oracle, 1.01e-6, "gaps,levels,attitudes,wanted,environment")
    compare(run, oracle, 1.01e-6, "gaps,levels,attitudes,wanted,environment", "--a-may-hide")
    compare(run, oracle, 1.01e-6, "scores")
    if (run / "recommendations.csv").exists() or (oracle / "recommendations.csv").exists():
        compare(run, oracle, 0, "recommendations")


def test_ministry_equals_the_oracle(tools):
    equals_oracle(tools, MINISTRY)


def test_research_software_equals_the_oracle(tools):
    real_data()
    equals_oracle(tools, RESEARCH)


def test_national_overlay_equals_the_oracle(tools):
    equals_oracle(tools, VERANA)


def test_national_overlay_is_what_it_says(tools):
    """Its answers are those of its script; the base enters the hashes; the report is written in the language it brings along."""
    subprocess.run([sys.executable, VERANA.parent / "make_responses.py", "--check"], check=True)
    out = tools.run(VERANA, "out", report=True)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["framework"] == "dcf-verana 1.0" and manifest["extends"] == ["unesco-dcf 2022"]
    assert {file["role"] for file in manifest["inputs"]} >= {"framework", "framework base", "texts"}
    assert list(manifest["original_titles"]) == ["2.4"]
    framework = json.loads((out / "results.json").read_text(encoding="utf-8"))["instrument"]["framework"]
    assert [base["id"] for base in framework["extends"]] == ["unesco-dcf"] and "2.1" not in framework["extends"][0]["core"]
    assert [one["original_title"]["en"] for one in framework["renamed"]] == ["Privacy and security"]
    assert [one["id"] for one in framework["added"]] == ["vr.1", "vr.2"] and [one["id"] for one in framework["unused"]] == ["1.3"]
    assert not {"1.3"} & {row["competency"] for row in rows(out / "gaps.csv")}
    page = (out / "report.html").read_text(encoding="utf-8")
    for words in ("Proteção de dados pessoais e segurança", "Quem falou", "título original: «Privacy and security»", "Prospetiva estratégica (1.3)", "um rascunho que ninguém reviu"):
        assert words in page, words
    line = next(number for number, row in enumerate(rows(out / "gaps.csv"), 2) if row["competency"] == "2.4")
    assert "Original title of 2.4 in unesco-dcf 2022: “Privacy and security”" in tools.capgap("explain", out, f"gaps.csv:{line}", "--data", TOP).stdout


def test_national_overlay_as_a_workbook_gives_the_same(tools):
    """Overlay, sentences and all: only the framework below stays where it is, among those of the program."""
    book = tools.scratch / "round.xlsx"
    tools.capgap("convert", VERANA, "-o", book, "--data", TOP)
    shutil.copy(VERANA.parent / "responses.csv", tools.scratch)
    first, second = tools.run(VERANA, "files"), tools.run(book, "book")
    for name in (*TABLES, "results.json", "report.html"):
        if (first / name).exists():
            assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_diff_of_the_built_in_framework_and_its_overlay(tools):
    said = tools.capgap("diff", "builtin:unesco-dcf/2022", VERANA.parent / "framework.yaml", "--data", TOP).stdout
    assert said == (VERANA.parent / "diff.txt").read_text(encoding="utf-8"), "capgap diff says something else than examples/national-overlay/diff.txt"
    document = json.loads(tools.capgap("diff", "builtin:unesco-dcf/2022", VERANA.parent / "framework.yaml", "--format", "json", "--data", TOP).stdout)
    verdicts = {one["id"]: one["verdict"] for one in document["competencies"]}
    assert verdicts["2.4"] == "comparable" and verdicts["2.1"] == "comparable_with_care" and verdicts["1.3"] == verdicts["vr.1"] == "not_comparable"
    for name in ("builtin:unesco-dcf/2022", "builtin:dcf-self/1.0", "builtin:unesco-dcf/2022/profiles.yaml"):
        same = json.loads(tools.capgap("diff", name, name, "--format", "json", "--data", TOP).stdout)
        assert same["changes"] == [] and {one["verdict"] for one in same["competencies"]} == {"comparable"}, name


def test_diff_refuses_what_cannot_be_compared(tools):
    two = tools.capgap("diff", "builtin:unesco-dcf/2022", "builtin:dcf-self/1.0", "--data", TOP, expect=1)
    assert "CG2051" in two.stderr and not two.stdout
    other = tools.capgap("diff", VERANA, VERANA, "--data", TOP, expect=1)
    assert "CG2050" in other.stderr
    wrong = tools.scratch / "framework.yaml"
    wrong.write_text("capgap: framework/1\nid: x\n", encoding="utf-8")
    assert "CG0211" in tools.capgap("diff", "builtin:unesco-dcf/2022", wrong, "--data", TOP, expect=1).stderr
    tools.capgap("diff", "builtin:unesco-dcf/2022", expect=2)


def weighting(text, block):
    """The assessment with this block in the place of its own one-line `weighting: {...}`."""
    changed = re.sub(r"^weighting: \{.*\}$", f"weighting: {block}", text, flags=re.M)
    assert changed != text, "the example's weighting has changed its form"
    return changed


def test_ministry_raked_equals_the_oracle(tools):
    path = variant(tools, "raked", lambda text: one_breakdown(weighting(text, "{method: raked, margins: [[profile], [gender]]}")))
    equals_oracle(tools, path, only_exact=True)


def test_ministry_unweighted_equals_the_oracle(tools):
    equals_oracle(tools, variant(tools, "unweighted", lambda text: one_breakdown(weighting(text, "{method: none}"))), only_exact=True)


def test_ministry_clustered_with_base_weights_equals_the_oracle(tools):
    equals_oracle(tools, variant(tools, "clustered", one_breakdown, clusters=True), only_exact=True)


def test_same_bytes_whatever_the_threads_and_the_path(tools):
    first = tools.run(MINISTRY, "one", "--threads", "1", "--persons", report=True)
    same_folder(first, tools.run(MINISTRY, "two", "--threads", "2", "--persons", report=True))
    same_folder(first, tools.run(MINISTRY, "seven", "--threads", "7", "--persons", report=True))
    moved = tools.scratch / "elsewhere"
    shutil.copytree(MINISTRY.parent, moved, ignore=shutil.ignore_patterns("out"))
    tools.capgap("run", "assessment.yaml", "--out", "out", "--data", TOP, "--persons", cwd=moved)
    same_folder(first, moved / "out")


def content(path):
    """The text of a file; of a workbook, that of the files packed in it."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8", errors="replace")
    with zipfile.ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8") for name in packed.namelist())


def test_no_person_leaves_without_persons(tools):
    out = tools.run(MINISTRY, "out", report=True)
    responses = rows(MINISTRY.parent / "responses.csv")
    everything = "".join(content(path) for path in out.rglob("*") if path.is_file())
    assert not re.search(r"p\d{6}", everything), "a respondent's id stands in the results"
    items = [name for name in responses[0] if re.fullmatch(r"c\d\d[abc]", name)]
    code = f"(?:{'|'.join(sorted({row[item] for row in responses for item in items} - {''}))})?"
    run_of_answers = re.compile(rf"(?<![^,\s\"\[]){code}(?:,{code}){{{len(items) - 1}}}")
    vectors = [",".join(row[item] for item in items) for row in responses]
    assert all(run_of_answers.search(f"x\n{vector},0") for vector in vectors[::50])
    assert not any(len(found) >= 50 for found in run_of_answers.findall(everything)), "an answer vector stands in the results"
    assert not (out / "restricted").exists()
    with_persons = tools.run(MINISTRY, "with", "--persons", report=True)
    assert stat.S_IMODE((with_persons / "restricted").stat().st_mode) == 0o700
    elsewhere = "".join(content(path) for path in with_persons.rglob("*") if path.is_file() and path.parent.name != "restricted")
    assert not re.search(r"p\d{6}", elsewhere)
    assert len(rows(with_persons / "restricted" / "scores.csv")) % 14 == 0


def test_children_and_own_staff_add_up_to_their_parent(tools):
    """In what is written: whole numbers exactly, steps to the rounding of six decimals."""
    out = tools.dump(MINISTRY, "dump")
    parent = {row["institution"]: row["parent"] for row in rows(MINISTRY.parent / "institutions.csv")}
    table = {(row["institution"], row["profile"], row["competency"]): row for row in rows(out / "gaps.csv") if row["dimension"] == "*" and "/pool-" not in row["institution"]}
    sums = Counter()
    for (institution, profile, competency), row in table.items():
        up = institution.removesuffix("/own") if institution.endswith("/own") else parent[institution]
        for column in ("headcount", "respondents", "scored", "not_applicable", "do_not_know", "not_covered", "person_levels_missing"):
            sums[up, profile, competency, column] += float(row[column] or 0)
    checked = 0
    for (institution, profile, competency), row in table.items():
        if institution.endswith("/own") or institution not in parent.values():
            continue
        for column in ("headcount", "respondents", "scored", "not_applicable", "do_not_know", "not_covered"):
            assert sums[institution, profile, competency, column] == float(row[column] or 0), (institution, profile, competency, column)
            checked += 1
        assert abs(sums[institution, profile, competency, "person_levels_missing"] - float(row["person_levels_missing"] or 0)) < 1e-9
    assert checked > 1000


def test_real_export_counts_agree_with_another_program(tools):
    file = real_data() / "rse-2018" / "responses.csv"
    out = tools.run(RESEARCH, "out")
    counts = subprocess.run([sys.executable, RESEARCH.parent / "counts.py", file], capture_output=True, text=True, check=True).stdout.splitlines()
    expected = {(row["what"], row["key"]): int(row["count"]) for row in csv.DictReader(counts)}
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["rows_read"] == expected["rows", "total"] == 997
    assert manifest["counts"]["respondents"] == expected["rows", "respondent"]
    assert manifest["counts"]["empty"] == expected["rows", "empty"]
    dump = tools.dump(RESEARCH, "dump")
    checked = Counter()
    for row in rows(dump / "gaps.csv"):
        group = group_key(row)
        for column in ("respondents", "scored"):
            key = (f"gaps_{column}", f"{row['competency']}={group}")
            if key in expected:
                assert int(row[column]) == expected[key], (key, row[column], expected[key])
                checked[column] += 1
        key = ("gaps_below", f"{row['competency']}={group}")
        if key in expected and row["below_target_share"]:
            assert abs(float(row["below_target_share"]) * int(row["scored"]) - expected[key]) < 1e-9, key
            checked["below"] += 1
    assert min(checked[column] for column in ("respondents", "scored", "below")) > 100, checked
    print(dict(checked))


def group_key(row):
    """As counts.py names the group; it counts profiles and categories of the whole only."""
    if row["institution"] != "*" and (row["profile"] != "*" or row["dimension"] != "*"):
        return ""
    if row["profile"] != "*":
        return f"profile:{row['profile']}"
    return f"{row['dimension']}:{row['category']}" if row["dimension"] != "*" else row["institution"]


def test_results_are_written_whole_or_not_at_all(tools):
    foreign = tools.scratch / "foreign"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("keep me")
    said = tools.capgap("run", MINISTRY, "--out", foreign, "--data", TOP, expect=1).stderr
    assert "holds something else" in said and (foreign / "letter.txt").read_text() == "keep me"
    broken = variant(tools, "broken", lambda text: text.replace("population: population.csv", "population: nowhere.csv"))
    out = tools.run(MINISTRY, "kept")
    before = (out / "manifest.json").read_bytes()
    tools.capgap("run", broken, "--out", out, "--data", TOP, expect=1)
    assert (out / "manifest.json").read_bytes() == before
    tools.run(MINISTRY, "kept")  # a result is replaced by the next
    assert not list(tools.scratch.glob(".kept*")), "a staging folder was left behind"


def test_bad_rows_are_set_aside_and_counted(tools):
    def edit(text):
        return text
    path = variant(tools, "rows", edit)
    file = path.parent / "responses.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[10] = lines[10].replace(lines[10].split(",")[1], "nowhere", 1)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = tools.capgap("run", path, "--out", tools.scratch / "rows-out", "--data", TOP)
    assert "responses.csv:11:2: error:" in done.stderr and "nowhere" in done.stderr, done.stderr
    assert re.search(r"\b1 set aside", done.stdout), done.stdout
    tools.capgap("run", path, "--out", tools.scratch / "rows-out", "--data", TOP, "--strict", expect=1)


def test_check_says_what_will_be_visible(tools):
    said = tools.capgap("check", MINISTRY, "--data", TOP).stdout.splitlines()
    staff, alone = Counter(), Counter()
    for row in rows(MINISTRY.parent / "population.csv"):
        staff[row["institution"]] += int(row["headcount"])
        alone[row["institution"], row["gender"]] += int(row["headcount"])
    found = {}
    for percent in (40, 60, 80):
        line, = [one for one in said if one.startswith(f"if {percent} % answer everywhere")]
        shown, together, profiles = map(int, re.search(r"totals (\d+) of 60 \(and (\d+) together with others\), profiles in (\d+) of 60", line).groups())
        assert profiles <= shown and shown + together <= 60, line
        # Who has too few people even with those below it is not shown alone.
        parent = {row["institution"]: row["parent"] for row in rows(MINISTRY.parent / "institutions.csv")}
        total = Counter()
        for institution, count in staff.items():
            while institution:
                total[institution] += count
                institution = parent[institution]
        assert shown <= sum((count * percent + 50) // 100 >= 10 for count in total.values()), line
        found[percent] = shown
    assert found[40] <= found[80]
    lonely = {institution for (institution, _), count in alone.items() if count in (1, 2)}
    assert any(one.startswith(f"'gender' leaves one or two people alone in a category in {len(lonely)} institution") for one in said), said


def test_explain_defines_every_column(tools):
    out = tools.run(MINISTRY, "out")
    for name in TABLES:
        said = tools.capgap("explain", out, f"{name}:2", "--data", TOP).stdout
        keys = {"institution", "dimension", "category", "profile", "competency", "level", "attitude", "item", "option", "element", "kind", "id", "statistic", "rank"}
        for column in rows(out / name)[0].keys() - keys:
            assert column in said, (name, column, said)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"][0]["sha256"] in tools.capgap("explain", out, "gaps.csv:2", "below_target_share", "--data", TOP).stdout
    tools.capgap("explain", out, "gaps.csv:999999999", expect=1)
    tools.capgap("explain", out, "nothing.csv:2", expect=1)
    tools.capgap("explain", out, "gaps.csv:2", "no_such_column", expect=1)


def test_exit_codes(tools):
    assert "capgap 0" in tools.capgap("--version").stdout
    tools.capgap("--help")
    for command in ("run", "check", "explain"):
        assert "Example" in tools.capgap(command, "--help").stdout
    tools.capgap(expect=2)
    tools.capgap("run", MINISTRY, expect=2)
    tools.capgap("run", "nowhere.yaml", "--out", tools.scratch / "x", expect=1)
    tools.capgap("check", MINISTRY, "--data", TOP)
    tools.capgap("check", "builtin:unesco-dcf/2022", "builtin:dcf-self/1.0", "--data", TOP)
    if os.geteuid() != 0:
        locked = tools.scratch / "locked"
        locked.mkdir(mode=0o500)
        tools.capgap("run", MINISTRY, "--out", locked / "out", "--data", TOP, expect=1)
    full = Path("/dev/full")
    if full.exists():
        done = subprocess.run([tools.program, "run", str(MINISTRY), "--out", str(tools.scratch / "y"), "--data", str(TOP)], stdout=open(full, "w"), check=False)
        assert done.returncode == 4, done.returncode


def test_diagnostics_as_json(tools):
    broken = variant(tools, "json", lambda text: text.replace("design: census", "design: censsus"))
    lines = tools.capgap("check", broken, "--data", TOP, "--diagnostics", "json", expect=1).stderr.splitlines()
    first = json.loads(lines[0])
    assert first["severity"] == "error" and first["file"].endswith("assessment.yaml") and first["line"] > 0 and first["code"].startswith("CG")


HAND = REFERENCE / "hand"


def hand_case(tools, case, files):
    """A copy of a case worked by hand and of what it shares, with some texts replaced: {file: [(old, new), ...]}."""
    folder = tools.scratch / "hand"
    for part in ("common", case):
        shutil.copytree(HAND / part, folder / part)
    for name, edits in files.items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, (name, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return folder / case / "assessment.yaml"


def test_peers_04_answers_under_another_scale_are_refused(tools):
    path = hand_case(tools, "own-target", {"common/one/survey.yaml": [('framework: {id: tiny, version: "1"}', 'framework: {id: tiny, version: "2"}')]})
    said = tools.capgap("run", path, "--out", tools.scratch / "out", expect=1).stderr
    assert "one/survey.yaml:" in said and "tiny 2" in said and "tiny 1" in said, said


def test_peers_06_ids_are_text(tools):
    """1.10 is not 1.1, with or without quotes."""
    path = hand_case(tools, "wanted", {
        "common/framework.yaml": [("- id: a\n", "- id: 1.1\n"), ("- id: b\n", "- id: 1.10\n")],
        "common/profiles.yaml": [("{a: 3, b: 3}", "{1.1: 3, '1.10': 2}"), ("{a: 2}", "{1.1: 2}"), ("{a: 1}", "{1.1: 1}"), ("{b: 2}", "{1.10: 2}")],
        "common/two/survey.yaml": [("competency: a,", "competency: 1.1,"), ("competency: b,", 'competency: "1.10",')],
    })
    responses = path.parent / "responses.csv"
    lines = list(csv.DictReader(responses.read_text(encoding="utf-8").splitlines()))
    with open(responses, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
        out.writeheader()
        for line in lines:
            line["wanted"] = ";".join({"a": "1.1", "b": "1.10"}.get(name, name) for name in line["wanted"].split(";")) if line["wanted"] else ""
            out.writerow(line)
    out = tools.scratch / "out"
    tools.capgap("run", path, "--out", out)
    assert {row["competency"] for row in rows(out / "gaps.csv")} == {"1.1", "1.10"}


def test_peers_07_a_missing_translation_falls_back_and_is_listed(tools):
    path = variant(tools, "texts", lambda text: text.replace("survey: builtin:dcf-self/1.0", "survey: survey.yaml", 1))
    survey = (TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml").read_text(encoding="utf-8")
    block = re.search(r"(  - id: c11a\n(?:    .*\n)+)", survey).group(1)
    without = re.sub(r"^      fr: .*\n(?:        .*\n)*", "", block, count=1, flags=re.M)
    assert without != block
    (path.parent / "survey.yaml").write_text(survey.replace(block, without), encoding="utf-8")
    tools.capgap("run", path, "--out", tools.scratch / "out", "--data", TOP)
    said = tools.capgap("check", path, "--data", TOP).stderr
    assert re.search(r"survey\.yaml:\d+:\d+: remark: .*'fr'", said), said


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
