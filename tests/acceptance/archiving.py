#!/usr/bin/env python3
"""The archive of a finished round: capgap archive. archiving.py --program capgap --dump dump_tables TEST. It is read with unzip, sha256sum and Python's zip reader."""
import csv
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl

from running import MINISTRY, TOP, rows, run_named_test, variant

VERANA = TOP / "examples" / "national-overlay"


def archive(tools, out, name, *options, expect=0, assessment=MINISTRY):
    return tools.capgap("archive", out, "-o", tools.scratch / name, "--assessment", assessment, "--data", TOP, *options, expect=expect)


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()



def unpacked(tools, name):
    folder = tools.scratch / Path(name).stem
    subprocess.run(["unzip", "-q", "-t", tools.scratch / name], check=True, capture_output=True)
    with zipfile.ZipFile(tools.scratch / name) as zipped:
        assert zipped.testzip() is None and {one.date_time for one in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        zipped.extractall(folder)
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    summed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == summed | {"SHA256SUMS"}
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert all(f"\n{name}\n" in readme for name in there - {"README.txt"}), readme
    return folder


def test_the_archive_holds_all_and_gives_it_again(tools):
    out = tools.run(MINISTRY, "out", "--persons", report=True)
    archive(tools, out, "round.zip", "--restricted", tools.scratch / "persons.zip")
    folder = unpacked(tools, "round.zip")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for one in manifest["outputs"]:
        assert sha256(folder / "results" / one["name"]) == one["sha256"]
    assert (folder / "results" / "manifest.json").read_bytes() == (out / "manifest.json").read_bytes()
    assert sha256(folder / "notice.html") == manifest["notice"]["sha256"]
    hashes = {sha256(path) for path in (folder / "inputs").rglob("*") if path.is_file()}
    answers = next(one for one in manifest["inputs"] if one["role"] == "responses")
    assert hashes == {one["sha256"] for one in manifest["inputs"]} - {answers["sha256"]}
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert answers["sha256"] in readme and sha256(out / "restricted" / "scores.csv") not in readme
    said = tools.capgap("explain", folder / "results", "gaps.csv:2", "below_target_share", "--data", TOP).stdout
    assert said == tools.capgap("explain", out, "gaps.csv:2", "below_target_share", "--data", TOP).stdout.replace(str(out), str(folder / "results"))
    restricted = unpacked(tools, "persons.zip")
    assert stat.S_IMODE((tools.scratch / "persons.zip").stat().st_mode) == 0o600
    assert {str(path.relative_to(restricted)) for path in restricted.rglob("*") if path.is_file()} == {
        "README.txt", "SHA256SUMS", "inputs/round/responses.csv", "results/restricted/basis.json", "results/restricted/scores.csv"}
    # With the restricted part put back, a person can still be told what is theirs.
    shutil.copytree(restricted / "results" / "restricted", folder / "results" / "restricted")
    for results, page in ((folder / "results", "archived.html"), (out, "own.html")):
        tools.capgap("report", results, "--person", "p000001", "-o", tools.scratch / page, "--data", TOP)
    assert (tools.scratch / "archived.html").read_bytes() == (tools.scratch / "own.html").read_bytes()
    # With the answers put back, everything comes out again.
    shutil.copy(restricted / "inputs" / "round" / "responses.csv", folder / "inputs" / "round")
    command = next(line.split() for line in readme.splitlines() if line.startswith("    capgap run "))
    tools.capgap(*command[1:], cwd=folder)
    for table in ("gaps.csv", "recommendations.csv", "quality.csv"):
        assert (folder / "again" / table).read_bytes() == (out / table).read_bytes(), table


def test_no_row_of_a_person_in_the_archive(tools):
    """Ids of respondents, and the answers in the order of their file, occur in no file of it."""
    out = tools.run(MINISTRY, "out", "--persons", report=True)
    archive(tools, out, "round.zip")
    answers = rows(MINISTRY.parent / "responses.csv")
    ids = {row["respondent"].encode() for row in answers}
    lines = set((MINISTRY.parent / "responses.csv").read_bytes().splitlines()[1:])
    assert len(ids) > 2000 and not (tools.scratch / "persons.zip").exists()
    with zipfile.ZipFile(tools.scratch / "round.zip") as zipped:
        assert not [name for name in zipped.namelist() if "restricted" in name or name.endswith("/responses.csv")]
        for name in zipped.namelist():
            content = zipped.read(name)
            assert not lines & set(content.splitlines()), name
            if name.endswith(".csv") and "environment-responses" not in name:
                assert not ids & set(re.findall(rb"[^,\r\n]+", content)), name


def test_the_codebook(tools):
    out = tools.run(MINISTRY, "out")
    archive(tools, out, "round.zip")
    codes = {}
    for row in rows(unpacked(tools, "round.zip") / "codebook.csv"):
        codes.setdefault(row["column"], set()).add(row["code"])
        assert row["answer.en"] and row["answer.fr"] or row["column"] == "wanted", row
    for name in ("responses.csv", "environment-responses.csv"):
        for row in rows(MINISTRY.parent / name):
            for column, cell in row.items():
                if column in codes and cell:
                    assert cell in codes[column] | codes["*"] or column == "wanted", (name, column, cell)
    assert len(codes) > 60


def test_the_same_archive(tools):
    out = tools.run(MINISTRY, "out")
    archive(tools, out, "a.zip", "--restricted", tools.scratch / "a2.zip")
    moved = variant(tools, "moved", lambda text: text)
    shutil.copytree(out, moved.parent / "results-of-march")
    os.environ["TZ"] = "Pacific/Auckland"
    tools.capgap("archive", moved.parent / "results-of-march", "-o", tools.scratch / "b.zip", "--restricted", tools.scratch / "b2.zip", "--data", TOP)
    assert (tools.scratch / "a.zip").read_bytes() == (tools.scratch / "b.zip").read_bytes()
    assert (tools.scratch / "a2.zip").read_bytes() == (tools.scratch / "b2.zip").read_bytes()
    archive(tools, out, "fr.zip", "--language", "fr")
    assert "Ce qui est laissé de côté" in (unpacked(tools, "fr.zip") / "README.txt").read_text(encoding="utf-8")


def test_inputs_that_are_not_what_they_were(tools):
    path = variant(tools, "round", lambda text: text)
    out = tools.run(path, "out")
    folder = path.parent
    (folder / "population.csv").write_text((folder / "population.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (folder / "environment-responses.csv").unlink()
    (out / "levels.csv").write_text("x", encoding="utf-8")
    (out / "wanted.csv").unlink()
    done = archive(tools, out, "round.zip", assessment=path, expect=1)
    for words in ("population.csv", "environment-responses.csv", "levels.csv", "wanted.csv"):
        assert words in done.stderr, done.stderr
    assert done.stderr.count("CG2060") == 2 and done.stderr.count("CG2064") == 1 and done.stderr.count("CG2065") == 1 and not (tools.scratch / "round.zip").exists()
    again = tools.run(MINISTRY, "again")
    assert "CG2064" in tools.capgap("archive", again, "-o", tools.scratch / "round.zip", "--data", TOP, cwd="/", expect=1).stderr
    assert "CG2065" in archive(tools, again, "round.zip", assessment=VERANA / "assessment.yaml", expect=1).stderr


def test_answers_may_be_gone(tools):
    """They are deleted when the notice says so; the archive is made all the same, the restricted part is not."""
    path = variant(tools, "round", lambda text: text)
    out = tools.run(path, "out")
    (path.parent / "responses.csv").unlink()
    archive(tools, out, "left.zip", assessment=path)
    unpacked(tools, "left.zip")
    done = archive(tools, out, "later.zip", "--restricted", tools.scratch / "persons.zip", assessment=path, expect=1)
    assert "CG2064" in done.stderr and not (tools.scratch / "later.zip").exists() and not (tools.scratch / "persons.zip").exists()


def test_a_manifest_that_names_other_files(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    (tools.scratch / "secret.txt").write_text("secret", encoding="utf-8")
    for number, name in enumerate(("../secret.txt", "/etc/hostname", "restricted/scores.csv", "..")):
        folder = tools.scratch / f"named-{number}"
        shutil.copytree(out, folder)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        path = folder / name
        manifest["outputs"].append({"name": name, "bytes": 6, "sha256": sha256(path) if path.is_file() else "0" * 64})
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        done = archive(tools, folder, "round.zip", expect=1)
        assert "which no run does" in done.stderr and not (tools.scratch / "round.zip").exists(), done.stderr


def test_nothing_of_the_round_is_written_over(tools):
    path = variant(tools, "round", lambda text: text)
    out = tools.run(path, "out")
    before = (path.parent / "responses.csv").read_bytes()
    for target in (path.parent / "responses.csv", path, out / "gaps.csv", out / "results.json"):
        tools.capgap("archive", out, "-o", target, "--assessment", path, "--data", TOP, expect=1)
        tools.capgap("archive", out, "-o", tools.scratch / "a.zip", "--restricted", target, "--assessment", path, "--data", TOP, expect=1)
    tools.capgap("archive", out, "-o", tools.scratch / "a.zip", "--restricted", tools.scratch / "a.zip", "--assessment", path, "--data", TOP, expect=1)
    assert before == (path.parent / "responses.csv").read_bytes() and not (tools.scratch / "a.zip").exists()


def test_a_round_in_a_workbook(tools):
    """Settings and answers in one workbook: it holds rows of persons, so it is left out of the archive as a whole."""
    path = variant(tools, "round", lambda text: text)
    tools.capgap("convert", path, "-o", path.parent / "round.xlsx", "--data", TOP)
    book = openpyxl.load_workbook(path.parent / "round.xlsx")
    sheet = book.create_sheet("Answers")
    for row in rows_of(path.parent / "responses.csv"):
        sheet.append(row)
    settings = book["Settings"]
    changed = 0
    for line in settings.iter_rows():
        for cell in line:
            if cell.value == "responses.csv":
                cell.value, changed = "!Answers", changed + 1
    book.save(path.parent / "round.xlsx")
    assert changed == 1, "where does the workbook name the answers?"
    out = tools.run(path.parent / "round.xlsx", "out")
    archive(tools, out, "round.zip", "--restricted", tools.scratch / "persons.zip", assessment=path.parent / "round.xlsx")
    with zipfile.ZipFile(tools.scratch / "round.zip") as zipped:
        assert not [name for name in zipped.namelist() if name.endswith("round.xlsx")], zipped.namelist()
        assert "capgap run" not in zipped.read("README.txt").decode()
    with zipfile.ZipFile(tools.scratch / "persons.zip") as zipped:
        assert "inputs/round/round.xlsx" in zipped.namelist()


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
